"""The languages of a report: those in which its fixed words can be said, and all others, with fixed words in English.

The translations stand in locale, as gettext keeps them, among all words of the site; a comment there says which of them
reports print, and what is marked fuzzy was translated but not reviewed. `make words` gathers and compiles them.
"""

from functools import cache

from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import to_locale

from core.l10n.languages import CODES, is_right_to_left

PRINTED = "Printed in reports."  # the comment
TRANSLATED = ["th", "my", "km", "lo", "shn", "vi", "zh", "ja", "fr", "es", "id", "ms"]
LEFT_TO_RIGHT = [code for code in CODES if not is_right_to_left(code)]
OFFERED = [
    (_("With fixed words translated"), [code for code in LEFT_TO_RIGHT if code in ("en", *TRANSLATED)]),
    (_("Fixed words in English"), [code for code in LEFT_TO_RIGHT if code not in ("en", *TRANSLATED)]),
]
NOT_OFFERED = _(
    "No report can be printed in this language: from right to left it cannot be laid out. Choose another one; names "
    "in Arabic, Hebrew and the like may stand in any report."
)


def catalogue(language):
    return settings.LOCALE_PATHS[0] / to_locale(language) / "LC_MESSAGES" / "django.po"


def has_words(language):
    """Whether the fixed words of a report can be said in a language at all; else they are said in English."""
    return language == "en" or catalogue(language).with_suffix(".mo").exists()


def spoken(language):
    """What the fixed words, dates, numbers and countries of a report in a language are said in: it, or English.

    Of a language without a catalogue Django and CLDR know some words, which would stand among English ones.
    """
    return language if has_words(language) else "en"


def fixed_words(language):
    return translation.override(spoken(language))


@cache
def unreviewed(language):
    """How many of the fixed words of a language were not translated, or not reviewed by a native speaker."""
    if not catalogue(language).exists():
        return 0
    return sum(message.fuzzy or not any(message.string) for message in printed_words(language))


def printed_words(language):
    with catalogue(language).open(encoding="utf-8") as file:
        return [message for message in read_po(file) if PRINTED in message.auto_comments]
