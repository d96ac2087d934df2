"""The numbers of the chapters: each style counts the sections that are shown with it."""

from collections import Counter
from collections.abc import Iterable

from reports.models import Section

ROMAN = {100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}


def roman(number: int) -> str:
    numeral = ""
    for value, letters in ROMAN.items():
        numeral += letters * (number // value)
        number %= value
    return numeral


def letters(number: int) -> str:
    """A … Z, AA, AB …"""
    numeral = ""
    while number:
        number, place = divmod(number - 1, 26)
        numeral = chr(ord("A") + place) + numeral
    return numeral


STYLES = {Section.Numbering.DECIMAL: str, Section.Numbering.ROMAN: roman, Section.Numbering.LETTERS: letters}


def numbers(parts: Iterable[Section]) -> list[str]:
    """The number of each section as it is printed: “1.”, “II.”, “C.”, or nothing. What opens a report has none."""
    counted: Counter[str] = Counter()
    return [_number(part, counted) for part in parts]


def _number(part, counted):
    if part.kind == Section.Kind.FRONT or part.numbering not in STYLES:
        return ""
    counted[part.numbering] += 1
    return f"{STYLES[part.numbering](counted[part.numbering])}."
