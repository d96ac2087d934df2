"""What came out in the period, and what the projects of the period point to; but not this report itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.l10n.languages import language_name
from core.schema import Key, Name, Printed, Readable, Unnamed
from publications.models import Authorship, Publication
from reports.findings import Finding, Kind, Place
from reports.models import Section
from reports.sections.base import SectionKind, count
from reports.sections.schema import PartyData, SectionData
from reports.sections.shared import people
from reports.texts import Origin, Text, of

if TYPE_CHECKING:
    from reports.checks.context import CheckContext
    from reports.data.records import Records

PUBLICATIONS = ngettext_lazy("%(number)s publication", "%(number)s publications", "number")
NO_DATE = Kind(
    "publication-undated", _("Publication without a date"), _("The list of publications cannot say when it came out.")
)


@dataclass
class PublicationData(Readable):
    title: Name
    url: Key
    kind: Printed
    date: Printed
    ages: Printed
    isbn: Printed
    note: Printed
    people: list[PartyData]
    unnamed: Unnamed
    languages: list[Printed]
    addresses: list[Printed]


@dataclass
class PublicationsData(SectionData):
    publications: list[PublicationData]


class Publications(SectionKind[PublicationsData]):
    kind = Section.Kind.PUBLICATIONS
    schema = PublicationsData

    def data(self, records: Records, section: Section) -> PublicationsData:
        found = [one for one in records.published_publications if one.is_listed and not one.is_this_report]
        return PublicationsData([publication(one, records.last) for one in found])

    def summary(self, data: PublicationsData) -> str:
        return count(len(data.publications), PUBLICATIONS)

    def texts(self, context: CheckContext) -> Iterable[Text]:
        return publication_texts(context)

    def missing(self, context: CheckContext) -> Iterable[Finding]:
        for work in context.publications:
            if not work.date:
                message = _("“%(work)s” does not say when it came out.") % {"work": work}
                yield NO_DATE.at(Place(work, "date"), message, work.title)


def publication(work: Publication, day: datetime.date) -> PublicationData:
    return PublicationData(
        title=work.full_title,
        url=work.get_absolute_url(),
        kind=work.get_kind_display(),
        date=str(work.date or ""),
        ages=work.ages,
        isbn=work.isbn,
        note=work.note,
        **people(work.authorships.all(), day, work, unsaid=Authorship.Role.AUTHOR),
        languages=[language_name(code) for code in work.languages],
        addresses=list(dict.fromkeys(edition.address for edition in work.editions.all() if edition.address)),
    )


def publication_texts(context: CheckContext) -> Iterable[Text]:
    for work in context.publications:
        yield from of(work, "title", "subtitle", origin=Origin.TITLE)
        yield from of(work, "ages", "note")
