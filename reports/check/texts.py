"""The collector: every text a report prints, with its record, its field and whose words they are."""

import html
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from reports.check.findings import Place, rows

BLOCK = re.compile(r"</?(?:p|h\d|ul|ol|li|table|thead|tbody|tr|t[hd]|blockquote)\b[^>]*>|<br\b[^>]*>")
TAG = re.compile(r"<[^>]+>")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>“”\"\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+")
# Python counts no vowel sign among the letters of a word; those of the region have many.
MARKS = "".join(letter for letter in map(chr, range(0x300, 0xAB00)) if unicodedata.category(letter)[0] == "M")
WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
QUOTED_TAG = re.compile(r"<(blockquote|em)\b.*?</\1>", re.S)
QUOTATION = re.compile(
    r"“[^“”]*”|‘[^‘’]*’(?!\w)|\"[^\"]*\"|«[^«»]*»|「[^「」]*」|『[^『』]*』|《[^《》]*》|〈[^〈〉]*〉"
)


class Voice(Enum):
    OWN = "the secretariat’s own words"
    TITLE = "a title, which keeps its spelling"
    QUOTED = "somebody else’s words"


@dataclass(frozen=True)
class Text:
    source: str  # rich text, or plain text where `rich` is not set
    place: Place
    voice: Voice = Voice.OWN
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
        if self.voice is not Voice.OWN:
            return ""
        blocks = plain_blocks(QUOTED_TAG.sub(" … ", self.source)) if self.rich else self.blocks
        return ADDRESS.sub(" ", "\n".join(QUOTATION.sub(" … ", block) for block in blocks))


def plain_blocks(source):
    pieces = (" ".join(html.unescape(TAG.sub("", piece)).split()) for piece in BLOCK.split(source))
    return [piece for piece in pieces if piece]


def collect(reading):
    """Every `Text` that is not empty, in the order in which a report is read."""
    return [text for gather in GATHERERS for text in gather(reading) if text.source.strip()]


def of(record, *fields, voice=Voice.OWN, rich=False, place=None):
    for field in fields:
        yield Text(getattr(record, field), place(field) if place else Place(record, field), voice, rich)


def of_rows(home, accessor, *fields):
    for record, place in rows(home, accessor):
        yield from of(record, *fields, place=place)


def report_itself(reading):
    yield from of(reading.report, "title", voice=Voice.TITLE)
    yield from of(reading.report, "colophon", rich=True)
    if reading.house:
        yield from of(reading.house, "region")
    if reading.house and not reading.report.colophon:
        yield from of(reading.house, "colophon", rich=True)


def sections(reading):
    for section in reading.sections:
        yield from of(section, "heading")
        yield from of(section, "text", rich=True)
        yield from of_rows(section, "photos", "caption", "alt", "credit", "place")


def committee(reading):
    for seat in reading.seats:
        yield from of(seat, "constituency")
        yield from of_rows(seat, "terms", "role", "note")


def secretariat(reading):
    for appointment in reading.appointments:
        yield from of(appointment, "title", "programme")


def messages(reading):
    for message in reading.messages:
        yield from of(message, "signed_as", voice=Voice.QUOTED)
        yield from of(message, "text", voice=Voice.QUOTED, rich=True)


def overviews(reading):
    for overview in reading.overviews:
        yield from of(overview, "text", rich=True)
        yield from of_rows(overview, "statistics", "unit", "source", "note")
        yield from of_rows(overview, "photos", "caption", "alt", "credit", "place")


def projects(reading):
    for area in dict.fromkeys(project.area for project in reading.projects):
        yield from of(area, "name", voice=Voice.TITLE)
        yield from of(area, "summary", rich=True)
    for project in reading.projects:
        yield from of(project, "title", "acronym", voice=Voice.TITLE)
        yield from of(project, "summary", rich=True)
        yield from of_rows(project, "partners", "role")


def activities(reading):
    for activity in reading.activities:
        yield from of(activity, "heading")
        yield from of(activity, "text", rich=True)
        yield from of_rows(activity, "figures", "unit", "source")
        yield from of_rows(activity, "recommendations", "addressee", "text", "taken_up")
        yield from of_rows(activity, "photos", "caption", "alt", "credit", "place")


def publications(reading):
    for work in reading.publications:
        yield from of(work, "title", "subtitle", voice=Voice.TITLE)
        yield from of(work, "ages", "note")


def events(reading):
    for event in (*reading.published_events, *reading.planned_events):
        yield from of(event, "title", voice=Voice.TITLE)
        yield from of(event, "summary")
    for meeting in reading.meetings:
        yield from of(meeting, "outcome", rich=True)
        yield from of_rows(meeting, "attendances", "unit")


def supporters(reading):
    for grant in reading.grants:
        yield from of(grant, "purpose")


def finance(reading):
    """A label, or a note, of several lines is printed once."""
    now, before = reading.finance_lines
    for line in {line.label: line for line in (*before, *now)}.values():
        yield from of(line, "label")
    for line in {line.note: line for line in now}.values():
        yield from of(line, "note")


GATHERERS = [
    report_itself,
    sections,
    committee,
    secretariat,
    supporters,
    messages,
    overviews,
    projects,
    activities,
    publications,
    finance,
    events,
]
