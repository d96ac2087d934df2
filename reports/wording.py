"""The fixed words of a report in its language: which there are, and how many no native speaker has reviewed.

They stand in locale, as gettext keeps them; what is marked fuzzy there was translated but not reviewed.
`make words` gathers the words and compiles what is printed.
"""

from functools import cache

from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import to_locale

from events.models import Event, Participation
from members.models import Appointment
from publications.models import Authorship, Publication
from reports.sections import impact
from reports.sections.defaults import DEFAULT_SECTIONS

LANGUAGES = ["th", "my", "km", "lo", "shn", "vi", "zh", "ja"]
# What no template names: labels of the records, what impact counts by two names, the headings of a new report.
LABELS = [
    *Event.Role.labels,
    *Participation.Role.labels,
    *Authorship.Role.labels,
    *Appointment.Category.labels,
    *Publication.Kind.labels,
    *impact.COUNTED,
    "Annual Report",
]
LABELS += [heading for _kind, heading in DEFAULT_SECTIONS]


def catalogue(language):
    return settings.LOCALE_PATHS[0] / to_locale(language) / "LC_MESSAGES" / "django.po"


def has_words(language):
    """Whether the fixed words of a report can be said in a language at all; else they are said in English."""
    return language == "en" or catalogue(language).exists()


@cache
def unreviewed(language):
    """How many of the fixed words of a language were not translated, or not reviewed by a native speaker."""
    if not has_words(language) or language == "en":
        return 0
    with catalogue(language).open(encoding="utf-8") as file:
        words = [message for message in read_po(file) if message.id]
    return sum(message.fuzzy or not message.string or message.string == ("",) for message in words)
