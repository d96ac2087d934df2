"""The texts that a check reads: each with its record, its field and whose words they are."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from core.richtext import plain_blocks
from reports.findings import Place, rows

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>“”\"\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+")
# Python counts no vowel sign among the letters of a word; those of the region have many.
COMBINING = "".join(letter for letter in map(chr, range(0x300, 0xAB00)) if unicodedata.category(letter)[0] == "M")
WORD = re.compile(rf"(?:[^\W_]|[{COMBINING}])+")
QUOTED_TAG = re.compile(r"<(blockquote|em)\b.*?</\1>", re.S)
QUOTATION = re.compile(
    r"“[^“”]*”|‘[^‘’]*’(?!\w)|\"[^\"]*\"|«[^«»]*»|「[^「」]*」|『[^『』]*』|《[^《》]*》|〈[^〈〉]*〉"
)


class Origin(Enum):
    OWN = "the secretariat’s own words"
    TITLE = "a title, which keeps its spelling"
    QUOTED = "somebody else’s words"


@dataclass(frozen=True)
class Text:
    source: str  # rich text, or plain text where `rich` is not set
    place: Place
    origin: Origin = Origin.OWN
    rich: bool = False

    @cached_property
    def blocks(self):
        """Its paragraphs, list items and cells as plain text."""
        return plain_blocks(self.source) if self.rich else [" ".join(self.source.split())]

    @cached_property
    def plain(self):
        return "\n".join(self.blocks)

    @cached_property
    def words(self):
        """Without the addresses of the web that stand in it."""
        return ADDRESS.sub(" ", self.plain)

    @cached_property
    def straight(self):
        """Its words with straight apostrophes, as the names of bodies are compared."""
        return self.words.replace("’", "'")

    @cached_property
    def own_words(self):
        """Without quotations, and without titles, which rich text sets in italics."""
        if self.origin is not Origin.OWN:
            return ""
        blocks = plain_blocks(QUOTED_TAG.sub(" … ", self.source)) if self.rich else self.blocks
        return ADDRESS.sub(" ", "\n".join(QUOTATION.sub(" … ", block) for block in blocks))


def of(record, *fields, origin=Origin.OWN, rich=False, place=None):
    for field in fields:
        yield Text(getattr(record, field), place(field) if place else Place(record, field), origin, rich)


def of_rows(home, accessor, *fields):
    for record, place in rows(home, accessor):
        yield from of(record, *fields, place=place)
