"""What a kind of section is: its data, its summary, its template, and what the checks ask of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Generic, TypeVar

from django.utils.translation import ngettext_lazy

from core.l10n import formats
from core.schema import from_json
from members.standing import best_known
from reports.findings import Finding
from reports.models import Section
from reports.sections.schema import SectionData
from reports.texts import Text

if TYPE_CHECKING:
    from reports.checks.context import CheckContext
    from reports.data.records import Records


Data = TypeVar("Data", bound=SectionData)


class SectionKind(Generic[Data]):
    """One of `Section.Kind`. What every section has, its heading, words and photos, is gathered and checked for all."""

    kind = ""
    schema: type[Data]
    prints_text = False  # within its template; the words of other kinds stand before it
    needs_text = False  # the words are all of it, or may be: without them there must be a photo
    counts_period = False  # then all of it is empty where nothing can be known of the period

    @property
    def template(self) -> str:
        return f"reports/sections/{self.kind}.html"

    def heading(self, section: Section) -> str:
        return section.heading

    def known_by(self, records: Records) -> datetime.date:
        """The day of which something must be known, for it to count anything."""
        return best_known(records.first, records.last)

    def data(self, records: Records, section: Section) -> Data:
        """What it prints besides heading, words and photos."""
        return from_json(self.schema, {})

    def summary(self, data: Data) -> str:
        """“39 members in 7 countries”, for those who edit the report; nothing where the records are silent."""
        return words(data)

    def texts(self, context: CheckContext) -> Iterable[Text]:
        """The `Text`s that it prints of records, for the checks that read them."""
        return ()

    def missing(self, context: CheckContext) -> Iterable[Finding]:
        """A finding for each thing that it would print and does not find, or may not print."""
        return ()


def words(data: SectionData) -> str:
    number = len(data.text.split())
    about = ngettext_lazy("about %(number)s word", "about %(number)s words", number)
    return about % {"number": formats.number(number)} if number else ""


PROJECTS = ngettext_lazy("%(number)s project", "%(number)s projects", "number")
ACTIVITIES = ngettext_lazy("%(number)s activity", "%(number)s activities", "number")
EVENTS = ngettext_lazy("%(number)s event", "%(number)s events", "number")
FIGURES = ngettext_lazy("%(number)s figure", "%(number)s figures", "number")
PEOPLE = ngettext_lazy("%(number)s person", "%(number)s people", "number")


def count(number: int, words: str) -> str:
    """In words of `ngettext_lazy`; nothing of none."""
    return words % {"number": number} if number else ""


def listed(*parts: str) -> str:
    return ", ".join(filter(None, parts))
