"""Numbers of one subject that disagree, in the records and in the texts."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.dates import MONTHS
from core.quantities import amount
from reports.findings import Kind, Place, rows
from reports.texts import WORD

CONFLICT = Kind(
    "figures-disagree",
    _("Figures that disagree"),
    _("One report gives two numbers for one thing; a reader trusts neither."),
)

NUMBER = re.compile(r"(?<![\w.,$])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)? million)\b(?!,\d)([^.;:()!?\n\d]{0,90})")
QUALIFIER = re.compile(r"\b(over|more than|about|around|some|approximately|up to|as many as|nearly|at least)\s*$", re.I)
FARTHEST = 20  # letters before a number in which its qualifier may stand
ACTS = {  # what people are counted for, in the words that tell it
    "moved": "left leave leaving depart departed departure return returned returning returnees fled flee exodus",
    "live": "live lives lived living reside residing resident residents",
    "registered": "registered permit permits",
    "resettled": "resettled resettlement",
    "displaced": "displaced displacement",
}
ACT = {word: act for act, words in ACTS.items() for word in words.split()}
COMMON = {"the", "of", "in", "at", "on", "and", "from", "to", "a", "an", "who", "with", "for", "by", "as", "their"}


@dataclass(frozen=True)
class Count:
    """A number, of what it is, and where it stands."""

    value: Decimal
    upper: Decimal | None
    unit: str
    phrase: str
    place: Place
    near: Any = None  # the activity within which it is comparable by its unit alone

    @cached_property
    def acts(self):
        return {ACT[word] for word in words(self.unit) if word in ACT}

    @cached_property
    def names(self):
        """Peoples and places, so that Cambodia and Cambodian are one: the first letters of what is capitalised."""
        found = re.findall(r"\b[A-Z][a-z]{3,}", self.unit)
        return {name[:4] for name in found if name not in MONTHS}

    @cached_property
    def things(self):
        return words(self.unit) - COMMON

    def about_the_same(self, other):
        if self.near and self.near == other.near and type(self.place.record) is not type(other.place.record):
            nested = self.things <= other.things or other.things <= self.things
            return bool(self.things and other.things) and nested
        names = self.names, other.names
        nested = names[0] <= names[1] or names[1] <= names[0]
        return bool(self.acts) and self.acts == other.acts and all(names) and nested


def words(text):
    return {word for word in WORD.findall(text.casefold()) if not word.isdecimal()}


def counts(context):
    """Those of the records first; a text then only tells what they do not."""
    for overview in context.overviews:
        yield from recorded(overview, "statistics")
    for activity in context.activities:
        yield from recorded(activity, "figures", near=activity.pk)
    for event in context.published_events:
        yield from recorded(event, "attendances", near=event.activity_id)
    for text in context.english:
        yield from written(text)


def recorded(home, accessor, near=None):
    for record, place in rows(home, accessor):
        yield Count(record.value, record.upper, record.unit, str(record), place("value"), near)


def written(text):
    if not text.rich:
        return
    for match in NUMBER.finditer(text.words):
        number, unit = match[1], match[2]
        millions = number.endswith("million")
        value = Decimal(number.removesuffix(" million").replace(",", "")) * (1_000_000 if millions else 1)
        before = QUALIFIER.search(text.words[max(0, match.start() - FARTHEST) : match.start()])
        phrase = f"{before[1] if before else ''} {amount(value)}{unit}".strip()
        yield Count(value, None, unit, phrase, text.place)


def conflict(count, other):
    what = _("Here “%(here)s”; “%(other)s” in “%(place)s”.")
    what %= {"here": count.phrase, "other": other.phrase, "place": other.place.page}
    figures = (count.value, count.upper, count.unit, other.value, other.upper, other.unit)
    return CONFLICT.at(count.place, what, *figures, other.place.identity)


def conflicts(context):
    known, paired = {}, set()
    for count in counts(context):
        for other in known.values():
            if count.about_the_same(other) and (count.value, count.upper) != (other.value, other.upper):
                pair = frozenset(((other.value, other.upper), (count.value, count.upper)))
                if pair not in paired:
                    yield conflict(count, other)
                paired.add(pair)
                break
        known.setdefault((count.value, count.upper, count.near, *sorted(count.acts), *sorted(count.names)), count)


ENGLISH = _("figures in the texts")
CHECKS = [conflicts]
