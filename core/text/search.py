"""Searching as people type: any letters of any words, with or without marks, large or small, in any script.

What can be searched of a record stands folded in one column, so that every database finds the same.
"""

import re
import unicodedata
from html import unescape

from django.db import models
from django.db.models import Q
from django.utils.html import strip_tags

from core.derived import DerivedField
from core.l10n.folding import fold
from core.richtext import RichTextField

UNSPOKEN = re.compile(r"'|(?<=[^\W\d])\.")  # women’s and womens, U.N. and UN are alike
# Whoever types the British spelling finds the American one, and the other way round.
PAIRS = [
    *[("centre", "center"), ("metre", "meter"), ("theatre", "theater"), ("fence", "fense"), ("licence", "license")],
    *[("labour", "labor"), ("neighbour", "neighbor"), ("colour", "color"), ("favour", "favor"), ("honour", "honor")],
    *[("behaviour", "behavior"), ("endeavour", "endeavor"), ("travell", "travel"), ("counsell", "counsel")],
]
SPELLINGS = [
    *[(re.compile(rf"{one}(?!{one[-1]})"), other) for pair in PAIRS for one, other in (pair, pair[::-1])],
    (re.compile(r"programme"), "program"),
    (re.compile(r"program(?!m)"), "programme"),
    (re.compile(r"is(?=ation|ing$|e[drs]?$|ers$)"), "iz"),
    (re.compile(r"iz(?=ation|ing$|e[drs]?$|ers$)"), "is"),
]


def search_form(text: str | None) -> str:
    """A text as it is searched: folded, its words parted by single spaces, digits of every script as 0–9."""
    return " ".join("".join(map(_spoken, UNSPOKEN.sub("", fold(text or "")))).split())


def _spoken(letter):
    if letter.isdecimal():
        return str(unicodedata.digit(letter))
    return letter if unicodedata.category(letter)[0] in "LMN" else " "  # vowels and tones of Asia are marks


def searchable(*texts: str | None) -> str:
    """What a record can be found by: its texts in search form, and the other spellings of their words."""
    words = " ".join(filter(None, map(search_form, texts)))
    others = {spelling.sub(other, word) for word in {*words.split()} if word.isascii() for spelling, other in SPELLINGS}
    return " ".join([words, *sorted(others.difference(words.split()))]).strip()


def found_in(words: str, *texts: str | None) -> bool:
    """Whether each of the words that somebody typed stands in the texts."""
    text = searchable(*texts)
    return all(word in text for word in search_form(words).split())


def matching(queryset: models.QuerySet, words: str, *paths: str) -> models.QuerySet:
    """The records that hold each word in one of the search texts on `paths`, such as "names__search_text"."""
    wanted = search_form(words).split()
    if not wanted:
        return queryset.none() if words.strip() else queryset
    for word in wanted:
        queryset = queryset.filter(Q(*[(f"{path}__contains", word) for path in paths], _connector=Q.OR))
    return queryset


class SearchTextField(DerivedField, models.TextField):
    """All that a record can be found by, folded. Never shown, and searched by `matching` alone."""

    def derived(self, record: models.Model) -> str:
        return searchable(*(self._words(record, name) for name in self.sources))

    @staticmethod
    def _words(record, name):
        text = getattr(record, name) or ""
        rich = isinstance(record._meta.get_field(name), RichTextField)
        return unescape(strip_tags(text.replace("<", " <"))) if rich else str(text)
