"""Counts as people write them: 50, over 50, about 1,200, 50+, ≥ 50, 50 to 60, 3–4 million."""

import re
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from core.parsing.plain import plain_input

LONGEST = 100  # letters of a count
OVER, ABOUT, UP_TO = "over", "about", "up to"
BEFORE = {
    OVER: r"over|more than|greater than|above|at least|(?:no|not) (?:fewer|less) than|upwards? of|min(?:imum)?(?: of)?"
    r"|>=|>|≥",
    ABOUT: r"about|around|approximately|approx\.?|roughly|some|circa|ca?\.?|(?:an )?estimated|est\.?|nearly|almost"
    r"|close to|~|≈|±",
    UP_TO: r"up to|at most|(?:no|not) more than|max(?:imum)?(?: of)?|under|below|less than|fewer than|<=|<|≤",
    "": r"exactly|precisely|=",
}
AFTER = {
    OVER: r"\+|plus|or more|and more|and above|and over",
    ABOUT: r"or so|approx\.?|approximately",
    UP_TO: r"or (?:fewer|less)",
}
NUMBER = (
    r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+|\d+(?:\.\d+)?|\.\d+)"
    r"\s?(million|mio|mn|m|thousand|k|hundred|dozen)?"
)
TIMES: dict[str | None, int]
TIMES = {"million": 1_000_000, "mio": 1_000_000, "mn": 1_000_000, "m": 1_000_000, "thousand": 1000, "k": 1000}
TIMES |= {"hundred": 100, "dozen": 12, None: 1}
ONE = re.compile(NUMBER)
RANGE = re.compile(rf"(?:between |from )?{NUMBER}\s?(?:-|–|—|to|and)\s?{NUMBER}")
WORDS = re.compile(
    r"\b(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|several|many|few)\b"
)


class Count(Decimal):
    """A number, and what was said with it: a qualifier (“over”) and the second number of a range."""

    qualifier, upper = "", None

    @property
    def is_qualified(self) -> bool:
        return bool(self.qualifier) or self.upper is not None


def read_count(text: str) -> Count:
    """The count that a text says. Raises ValueError, with words where they are of more use than those of any number."""
    if len(text) > LONGEST:
        raise ValueError
    typed = plain_input(text).lower().strip(" .")
    qualifier, typed = _qualifier(typed)
    if found := ONE.fullmatch(typed):
        count = Count(_number(found[1], found[2]))
    elif found := RANGE.fullmatch(typed):
        low, high = (
            _number(found[1], found[2] or (found[4] if found[4] in {"million", "mio", "mn", "m"} else None)),
            _number(found[3], found[4]),
        )
        if high <= low:
            raise ValueError(_("“%(text)s”: the second number of a range is the larger one.") % {"text": text})
        count = Count(low)
        count.upper = high
    else:
        raise ValueError(_why(text, typed))
    count.qualifier = qualifier
    return count


def _qualifier(typed):
    for qualifier, words in BEFORE.items():
        if found := re.match(rf"(?:{words})\s*(?=[\d.])", typed):
            return qualifier, typed[found.end() :]
    for qualifier, words in AFTER.items():
        if found := re.search(rf"(?<=[\da-z])\s*(?:{words})$", typed):
            return qualifier, typed[: found.start()]
    return "", typed


def _number(figures, unit):
    return Decimal(figures.replace(",", "").replace(" ", "")) * TIMES[unit]


def _why(text, typed):
    if re.fullmatch(rf"{NUMBER}\s+[^\d]+", typed):
        words = _("“%(text)s”: write the number alone here. What was counted has a field of its own.")
        return words % {"text": text}
    if WORDS.search(typed):
        return _("“%(text)s”: write the number in figures: 50, over 50, about 1,200.") % {"text": text}
    return ""
