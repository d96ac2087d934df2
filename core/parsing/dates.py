"""Dates as people write them, in any order, digits or script; a question where there are two readings, or none."""

import re
from functools import cache

from django.utils.translation import gettext_lazy as _

from core.parsing.plain import plain_input

ENGLISH = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
OTHER_LANGUAGES = ["th", "lo", "km", "my", "vi", "zh", "ja", "id"]
LONGEST = 100  # letters of a date
ERA_OF_BUDDHA = 543  # its years minus this are ours
ERA = re.compile(r"พ\.?\s?ศ\.?|ພ\.?\s?ສ\.?|ព\.?\s?ស\.?|\bb\.?e\b\.?", re.I)
OUR_ERA = re.compile(r"ค\.?\s?ศ\.?|ຄ\.?\s?ສ\.?|គ\.?\s?ស\.?|\b(?:c\.?e|a\.?d)\b\.?", re.I)
YEAR_FIRST = re.compile(
    r"(\d{4})([-/. ])(\d{1,2})(?:\2(\d{1,2}))?|(\d{4})(\d\d)(\d\d)|(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?"
)
YEAR_LAST = re.compile(r"(?:(\d{1,2})\s?([-/.])\s?)?(\d{1,2})\s?[-/.]\s?(\d{4})")
SHORT_YEAR = re.compile(
    r"\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d\d|.*[^\W\d_][\s,.-]+[’']?\d\d|[’']?\d\d|\d{1,2}\s?[-/.]\s?\d\d"
)
QUARTER = re.compile(
    r"(?:q\s?([1-4])|([1-4])\s?q|([1-4])(?:st|nd|rd|th) quarter|(?:quarter|qtr) ([1-4]))(?: of)?[\s,/-]*(\d{4})"
)
VAGUE = re.compile(
    r"(?:\b(?:c|ca|cca|circa|about|around|approximately|approx|roughly|maybe|probably|possibly|early|mid|middle|late|end|"
    r"beginning|start|before|after|since|until|till|by|from|between|spring|summer|autumn|fall|winter|season)\b|[?~≈])"
)
MONTH = re.compile("เดือน|ເດືອນ|ខែ|လ(?= )")  # the word “month”
DECADE = re.compile(r"\b\d{3}0s\b|\b\d{4}['’]s\b")
SPAN = re.compile(r"\d\s*(?:[-–—/]|\bto\b|\band\b|\bthrough\b)\s*\d|[a-z]\s*(?:[–—/]|\bto\b)\s*[a-z0-9]")
IN_NUMBERS = re.compile(r"\b(?:\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{4}[-./]\d{1,2}[-./]\d{1,2})\b")
FILLING = {
    "the",
    "of",
    "on",
    "in",
    "day",
    "year",
    "st",
    "nd",
    "rd",
    "th",
    "ngày",
    "năm",
    "วันที่",
    "ปี",
    "ວັນທີ",
    "ថ្ងៃទី",
    "ឆ្នាំ",
    "ခုနှစ်",
    "ရက်",
}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TO_DATE = {
    *(
        "to date",
        "todate",
        "to present",
        "to the present",
        "present",
        "the present",
        "now",
        "to now",
        "ongoing",
        "on going",
    ),
    *("till date", "till now", "till present", "until now", "until present", "until today", "up to now", "up to date"),
    *(
        "current",
        "currently",
        "continuing",
        "to this day",
        "to today",
        "still",
        "ปัจจุบัน",
        "ถึงปัจจุบัน",
        "hiện nay",
        "nay",
        "至今",
    ),
}


class DateQuestion(ValueError):
    """What somebody wrote has two readings, or none that is exact; the words say what to write."""


def means_to_date(text: str) -> bool:
    return re.sub(r"[-–—.\s]+", " ", plain_input(text).lower()).strip() in TO_DATE


def read(text: object) -> tuple[int, int | None, int | None]:
    """(year, month, day), the last two None where they are not said. Raises DateQuestion, or ValueError for no date."""
    if len(str(text)) > LONGEST:
        raise ValueError
    typed = plain_input(text).lower().strip(' .,;:()[]"“”')
    typed, of_buddha = _without_era(typed)
    year, month, day = _numbers(typed) or _words(_with_english_months(typed)) or _refuse(typed)
    if of_buddha or 2200 < year <= 2200 + ERA_OF_BUDDHA:
        _ask_of_buddha(year, month, day)
    return year, month, day


def _without_era(typed):
    if not re.search(r"\d", typed):
        return typed, False
    plain = ERA.sub(" ", typed)
    return " ".join(OUR_ERA.sub(" ", plain).split()).strip(" .,"), plain != typed


def _ask_of_buddha(year, month, day):
    ours = year - ERA_OF_BUDDHA
    words = _("%(ours)s? %(year)s is a year of the Buddhist era. Write %(date)s, if that is what is meant.")
    raise DateQuestion(words % {"ours": ours, "year": year, "date": _written(ours, month, day)})


def _written(year, month, day):
    return " ".join(
        str(part) for part in (day, month and ENGLISH[month - 1] if month and month <= 12 else month, year) if part
    )


def _numbers(typed):
    if re.fullmatch(r"\d{4}", typed):
        return int(typed), None, None
    if found := YEAR_FIRST.fullmatch(typed):
        return tuple((*(int(part) for part in found.groups() if part and part.isdecimal()), None, None)[:3])
    if not (found := YEAR_LAST.fullmatch(typed)):
        return None
    year, second = int(found[4]), int(found[3])
    if not found[1]:
        return year, second, None
    return year, *_month_and_day(int(found[1]), second, year)


def _month_and_day(first, second, year):
    if first > 12 or first == second:
        return second, first
    if second > 12:
        return first, second
    if not first or not second:
        raise DateQuestion(_("Days and months begin at 1."))
    readings = {"one": _written(year, second, first), "other": _written(year, first, second)}
    raise DateQuestion(_("Is it %(one)s or %(other)s? Write the month as a word.") % readings)


def _words(typed):
    """A month as a word with a year and perhaps a day, in any order: “July 21, 2014”, “the 15th of March 2015”."""
    parts = re.findall(r"\d+|[^\W\d_][^\s\d,.;/()-]*", typed)
    words = [part for part in parts if not part[0].isdecimal() and part not in FILLING and not _is_weekday(part)]
    numbers = [part for part in parts if part[0].isdecimal()]
    if len(words) != 1 or not (month := month_number(words[0])) or VAGUE.search(typed) or SPAN.search(typed):
        return None
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if len(years) != 1 or len(days) > 1 or len(numbers) != len(years) + len(days):
        return None
    return int(years[0]), month, int(days[0]) if days else None


def month_number(word: str) -> int | None:
    """Of an English month or its beginning, three letters or more; None if it is none, or could be two."""
    word = "sep" if word == "sept" else word
    found = [number for number, name in enumerate(ENGLISH, 1) if len(word) >= 3 and name.lower().startswith(word)]
    return found[0] if len(found) == 1 else None


def _is_weekday(word):
    return word.isascii() and word.startswith(WEEKDAYS) and (len(word) <= 4 or word.endswith("day"))


def _with_english_months(typed):
    if typed.isascii():
        return typed
    typed = MONTH.sub(" ", typed)
    for name, month in _foreign_months():
        if name in typed:
            return typed.replace(name, f" {ENGLISH[month - 1].lower()} ", 1)
    return typed


@cache
def _foreign_months():
    """(name, number) of the months in the region's languages, long names first, as `read` folds them."""
    from icu import DateFormatSymbols, Locale

    names = {}
    for language in OTHER_LANGUAGES:
        symbols = DateFormatSymbols(Locale(language))
        for style in (DateFormatSymbols.WIDE, DateFormatSymbols.ABBREVIATED):
            for number, name in enumerate(symbols.getMonths(DateFormatSymbols.FORMAT, style), 1):
                if not name.isascii() and not name[0].isdecimal():
                    names.setdefault(plain_input(name).lower(), number)
    return sorted(names.items(), key=lambda entry: -len(entry[0]))


def _refuse(typed):
    if found := QUARTER.search(typed):
        first = 3 * int(next(filter(None, found.groups()[:4]))) - 2
        start, end = f"{ENGLISH[first - 1]} {found[5]}", f"{ENGLISH[first + 1]} {found[5]}"
        words = _("Write the first month as the start (%(start)s) and the last as the end (%(end)s).")
        raise DateQuestion(words % {"start": start, "end": end})
    years = re.findall(r"\b[12]\d{3}(?!\d)", typed)
    if DECADE.search(typed):
        raise DateQuestion(_("A decade is no date here. Write its first year as the start and its last as the end."))
    if VAGUE.search(typed) and years:
        words = _("Write what is known for certain: the year (%(year)s), or a month. Say in a note what is not.")
        raise DateQuestion(words % {"year": years[0]})
    if SPAN.search(IN_NUMBERS.sub("1", typed)) and years:  # its strokes join no two dates
        raise DateQuestion(_("This is a span of time. Write its first day as the start and its last as the end."))
    if SHORT_YEAR.fullmatch(typed):
        raise DateQuestion(_("Write the year with four digits, such as 2014."))
    raise ValueError
