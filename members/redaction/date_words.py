"""Names of months and days, which people bear too: “May”, “Mei”, “ឧសភា”; and what tells that a date is meant."""

import re

from babel import Locale, UnknownLocaleError

from core.l10n.folding import fold
from core.l10n.formats import SHAN_MONTHS
from core.l10n.languages import COMMON
from members.honorifics import words

SEASONS = words("spring summer autumn winter sept")
BEFORE_A_DATE = words(
    "a about after and around at before between beginning by during each early end every following for from in into "
    "last late later latest mid middle next of on once one only or past previous since that the this through "
    "throughout till to until when within month "
    "mois en de du des depuis debut fin mi le jusqu'en bulan pada di sejak hingga sampai awal akhir "
    "desde hasta entre durante inicios principios mediados finales"
)
_BEFORE = re.compile(r"(?:\d|ខែ|เดือน|ເດືອນ|လ|လိူၼ်|月)[\s.,/–-]*$")
_BEHIND = re.compile(r"[\s.,/–-]*(?:\d|ឆ្នាំ|ปี|พ\.ศ|ค\.ศ|ປີ|ခုနှစ်|ပီ|年)")


def calendar_words():
    """Those that are one word, of CLDR in every usual language; folded."""
    names = [*SEASONS, *SHAN_MONTHS]
    for code in COMMON:
        try:
            locale = Locale(code)
        except UnknownLocaleError:
            continue
        for context in ("format", "stand-alone"):
            names += locale.months[context]["wide"].values()
            names += locale.months[context]["abbreviated"].values()
            names += locale.days[context]["wide"].values()
    return {
        folded for name in names if (folded := fold(name).strip(".")).isalpha() or not re.search(r"[\s\d.]", folded)
    }


CALENDAR = calendar_words()


def in_a_date(text, first, last):
    """Of a folded text in a script that does not part its words: whether a number or the word for month is beside."""
    return bool(_BEFORE.search(text, max(0, first - 12), first) or _BEHIND.match(text, last))
