"""Days that a text names, in English as people write it and in other languages as CLDR does."""

import datetime
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from babel.dates import format_skeleton
from django.utils import translation

from core.dates import MONTHS, PartialDate, span
from core.l10n import formats
from core.l10n.scripts import LATIN_LETTER

MONTH = "|".join(MONTHS)
DAY = r"(\d{1,2})(?!\d)(?:st|nd|rd|th)?"
DAY_FIRST = re.compile(
    rf"(?<![\d,.])(?:{DAY} ?(?:({MONTH}) ?(\d{{4}})? ?)?(?:–|—|-|to|until|and) ?)?{DAY} ({MONTH})(?:,? (\d{{4}}))?"
)
MONTH_FIRST = re.compile(rf"({MONTH}) {DAY}(?: ?(?:–|—|-|to|and) ?{DAY})?(?:,? (\d{{4}}))?")
UNTIL = "–|—|-|~|〜|～|至|到|から|ถึง|ຫາ|ដល់|đến|au|à|al|a|hingga|sampai"
BUDDHIST = 543  # years ahead of the Common Era


@dataclass(frozen=True)
class Days:
    first: datetime.date
    last: datetime.date

    @property
    def several(self):
        return self.first != self.last

    def overlaps(self, other):
        return self.first <= other.last and other.first <= self.last

    @property
    def iso(self):
        return f"{self.first}/{self.last}"

    def __str__(self):
        first, last = PartialDate.of(self.first), PartialDate.of(self.last)
        return span(first, last)


def days_in(text, year, language="en"):
    """The days that a text names; those without a year are of `year`, or left out where it is None."""
    return in_english(text, year) if language == "en" else in_other(text, year, language)


def in_english(text, year):
    for d1, m1, y1, d2, m2, y2 in DAY_FIRST.findall(text):
        ends = (d1 or d2, m1 or m2, y1 or y2 or year), (d2, m2, y2 or year)
        yield from days(*((d, MONTHS.index(m) + 1, y) for d, m, y in ends))
    for name, d1, d2, y in MONTH_FIRST.findall(text):
        month = MONTHS.index(name) + 1
        yield from days((d1, month, y or year), (d2 or d1, month, y or year))


def in_other(text, year, language):
    for month, pattern in patterns(language):
        for match in pattern.finditer(unicodedata.normalize("NFC", text)):
            written_year = common_era(int(match["year"] or 0)) or year
            first = match["first"]
            yield from days((first, month, written_year), (match["last"] or first, month, written_year))


def common_era(year):
    """A year as the records write it; nothing for a number that is no year of theirs."""
    year = year - BUDDHIST if year > 2200 else year
    return year if 1800 <= year <= 2200 else None


def days(*ends):
    try:
        first, last = (datetime.date(int(year), month, int(day)) for day, month, year in ends if year)
    except ValueError:  # no such day, or no year
        return
    if first <= last:
        yield Days(first, last)


@cache
def patterns(language):
    """[(number of a month, how a text names its days)]; empty for a language whose months Babel does not know."""
    with translation.override(language):
        locale = formats.spoken()
        year_first = formats.date(PartialDate(2014, 3, 21)).startswith("2014")
    if locale is None:
        return []
    written = {
        format_skeleton(skeleton, datetime.date(2014, month, 21), locale=locale): month
        for month in range(1, 13)
        for skeleton in ("MMMMd", "MMMd")
    }
    return [(month, re.compile(pattern(text, year_first))) for text, month in written.items()]


def pattern(written, year_first):
    """For “21 มีนาคม” or “3月21日”: also “21–23 มีนาคม 2014”, “2014年3月21日至23日”."""
    before, after = (re.escape(part).replace(r"\ ", r"\s*") for part in written.split("21"))
    after += rf"(?![{LATIN_LETTER}])" if re.search(f"[{LATIN_LETTER}]$", after) else ""  # “Agu”, not in “Agustus”
    until = rf"{part_of(after)}\s*(?:{UNTIL})\s*{part_of(before)}"
    days = rf"(?<!\d){before}(?P<first>\d{{1,2}})(?:{until}(?P<last>\d{{1,2}}))?{after}(?!\d)"
    return rf"(?:(?P<year>\d{{4}})\D{{0,3}})?{days}" if year_first else rf"{days}(?:\D{{0,9}}(?P<year>\d{{4}})(?!\d))?"


def part_of(pattern):
    return f"(?:{pattern})?"
