"""Languages as BCP 47 codes: all of CLDR, named in English and in themselves."""

from functools import cache

from babel import Locale
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.l10n import formats

# The languages of the network and of its partners: they stand first in every list.
COMMON = ["en", "my", "km", "zh", "lo", "th", "vi", "shn", "ja", "fr", "es", "ko", "id", "ms"]
AUTONYMS = {"shn": "လိၵ်ႈတႆး"}  # CLDR names the people alone
NO_LANGUAGES = {"mul", "und", "zxx", "zbl"}  # several, none that is known, none at all, and signs
ENGLISH = {code: name for code, name in Locale("en").languages.items() if "_" not in code and code not in NO_LANGUAGES}
CODES = [*COMMON, *sorted(ENGLISH.keys() - COMMON, key=lambda code: ENGLISH[code].casefold())]
COMMON_FIRST = [(_("Usual"), COMMON), (_("All others"), CODES[len(COMMON) :])]


def language_name(code: str) -> str:
    """In the language that is spoken now, or in English."""
    locale = formats.spoken()
    return (locale and locale.languages.get(code)) or ENGLISH.get(code, code)


@cache
def autonym(code: str) -> str:
    """The language's name in itself, or nothing where it is English or unknown."""
    from icu import Locale

    name = AUTONYMS.get(code) or Locale(code).getDisplayLanguage(Locale(code))
    return "" if name in (code, ENGLISH.get(code)) else name


@cache
def script_of(code: str) -> str:
    """The script that a language is mostly written in, as ISO 15924 calls it, or nothing where CLDR does not say."""
    from icu import Locale

    locale = Locale(code)
    locale.addLikelySubtags()
    return locale.getScript()


def is_right_to_left(code: str) -> bool:
    from icu import Script

    return bool(script_of(code)) and Script(*Script.getCode(script_of(code))).isRightToLeft()


def by_both_names(code: str) -> str:
    """“Thai (ไทย)”, to be found by either."""
    return f"{ENGLISH[code]} ({autonym(code)})" if autonym(code) else ENGLISH[code]


class LanguageField(models.CharField):
    """A language of some groups, [(label, codes)]: in forms under its label and by both names, else in English."""

    def __init__(self, *args, groups=COMMON_FIRST, **kwargs):
        self.groups = groups
        kwargs["max_length"] = 12
        kwargs["choices"] = [(code, ENGLISH[code]) for _label, codes in groups for code in codes]
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for given in ("choices", "max_length", "error_messages"):
            kwargs.pop(given, None)
        return name, path, args, kwargs

    def get_choices(self, *args, **kwargs):
        """What a form offers."""
        blank = [choice for choice in super().get_choices(*args, **kwargs) if not choice[0]]
        return [*blank, *((label, [(code, by_both_names(code)) for code in codes]) for label, codes in self.groups)]

    def formfield(self, **kwargs):
        return super().formfield(error_messages={"invalid_choice": self.error_messages["invalid_choice"]}, **kwargs)
