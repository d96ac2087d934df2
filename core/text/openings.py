"""How a name begins, folded and stored, so that a database tells which of many names a text may hold.

The opening of a name are its first words in capitals; of a name without any, its first letters. Whoever has a text
asks for all the openings in it at once; what is found still has to be looked for word by word.
"""

import json
import re

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler

from core.derived import DerivedField
from core.l10n.scripts import LATIN_LETTER, WORD_BEGINS

ALIKE = {  # words that one writer spells so and another otherwise
    **dict.fromkeys(("centre", "center"), "cent(?:re|er)"),
    **dict.fromkeys(("organisation", "organization"), "organi[sz]ation"),
    **dict.fromkeys(("labour", "labor"), "labou?r"),
    **dict.fromkeys(("programme", "program"), "program(?:me)?"),
    **dict.fromkeys(("of", "for"), "(?:of|for)"),
    **dict.fromkeys(("and", "&"), "(?:and|&)"),
}
WORD = re.compile(rf"[\d{LATIN_LETTER}]+")
WORDS, LETTERS, LONGEST = 3, 4, 100
WITHOUT_CAPITALS = re.compile(rf"(?=((?:{WORD_BEGINS}[a-z]|[^\W\d_{LATIN_LETTER}]).{{0,{LETTERS - 1}}}))")


def plain(name: str) -> str:
    return name.replace("’", "'").removeprefix("The ")


def folded(word: str) -> str:
    """Centre as center, and in either number."""
    word = word.casefold().rstrip("s")
    return ALIKE.get(word, word)


def in_capitals(text: str) -> list[str]:
    """Those of its words that are not in small letters: “of” may be “for”, “and” may be “&”."""
    return [folded(word) for word in WORD.findall(text) if not word.islower()]


def opening(name: str) -> str:
    if words := in_capitals(plain(name)):
        return " ".join(words[:WORDS])[:LONGEST]
    letters = WITHOUT_CAPITALS.search(plain(name))
    return letters[1] if letters else ""


def openings(text: str) -> set[str]:
    """Every opening that a name in this text may have."""
    words = in_capitals(text)
    several = [zip(*(words[first:] for first in range(count)), strict=False) for count in range(1, WORDS + 1)]
    found = {" ".join(words)[:LONGEST] for words in (words for sequence in several for words in sequence)}
    starts = set(WITHOUT_CAPITALS.findall(text))
    return found | {start[:count] for start in starts for count in range(1, LETTERS + 1)}


class OpeningField(DerivedField, models.CharField):
    def __init__(self, *sources, **kwargs):
        super().__init__(*sources, **{"max_length": LONGEST, **kwargs})

    def derived(self, record: models.Model) -> str:
        return opening(getattr(record, self.sources[0]))


@models.CharField.register_lookup
class Among(Lookup):
    """As `in`, with any number of values as one parameter: a database takes only so many."""

    lookup_name = "among"
    values = "SELECT value FROM json_each(%s)"

    def get_prep_lookup(self) -> str:
        return json.dumps(sorted(self.rhs))

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list]:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} IN ({self.values})", [*parameters, self.rhs]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list]:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} IN (SELECT jsonb_array_elements_text(%s::jsonb))", [*parameters, self.rhs]
