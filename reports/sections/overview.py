"""Migration in each country of the region, with its statistics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from core.l10n.countries import REGIONAL, country_name
from core.schema import Key, Name, Printed, Readable, Rich
from reports.findings import Finding, Kind, rows
from reports.models import CountryOverview, Section, Statistic
from reports.sections.base import FIGURES, SectionKind, count, listed
from reports.sections.schema import PhotoData, QuantityData, SectionData
from reports.sections.shared import photo_texts, photos, photos_missing, quantity_facts, without_text
from reports.texts import Text, of, of_rows

if TYPE_CHECKING:
    from reports.checks.context import CheckContext
    from reports.data.records import Records

OVERVIEWS = ngettext_lazy("%(number)s overview", "%(number)s overviews", "number")
NO_AS_OF = Kind(
    "statistic-undated",
    _("Statistic without a date"),
    _("A number that is true of no day cannot be compared, nor brought up to date."),
)
NO_SOURCE = Kind(
    "statistic-without-source",
    _("Statistic without a source"),
    _("A reader cannot tell who says so; a number without a source is not quoted."),
)


@dataclass
class StatisticData(QuantityData):
    as_of: Printed
    source: Printed
    source_address: Printed
    note: Printed


@dataclass
class CountryOverviewData(Readable):
    code: Key
    name: Name
    text: Rich
    statistics: list[StatisticData]
    photos: list[PhotoData]


@dataclass
class OverviewData(SectionData):
    countries: list[CountryOverviewData]


class Overview(SectionKind[OverviewData]):
    kind = Section.Kind.OVERVIEW
    schema = OverviewData

    def data(self, records: Records, section: Section) -> OverviewData:
        return OverviewData([overview(one) for one in records.overviews])

    def summary(self, data: OverviewData) -> str:
        figures = sum(len(country.statistics) for country in data.countries)
        return listed(count(len(data.countries), OVERVIEWS), count(figures, FIGURES))

    def texts(self, context: CheckContext) -> Iterable[Text]:
        for overview in context.overviews:
            yield from of(overview, "text", rich=True)
            yield from of_rows(overview, "statistics", "unit", "source", "note")
            yield from photo_texts(overview)

    def missing(self, context: CheckContext) -> Iterable[Finding]:
        yield from without_text(context.overviews)
        for overview in context.overviews:
            yield from statistics_missing(overview)
            yield from photos_missing(overview)


def overview(record: CountryOverview) -> CountryOverviewData:
    return CountryOverviewData(
        code=record.country,
        name=gettext("The region") if record.country == REGIONAL else country_name(record.country),
        text=record.text,
        statistics=[statistic(one) for one in record.statistics.all()],
        photos=photos(record.photos.all()),
    )


def statistic(record: Statistic) -> StatisticData:
    return StatisticData(
        **quantity_facts(record),
        as_of=str(record.as_of or ""),
        source=record.source,
        source_address=record.source_address,
        note=record.note,
    )


def statistics_missing(overview: CountryOverview) -> Iterable[Finding]:
    for record, place in rows(overview, "statistics"):
        figure = record.qualifier, record.value, record.upper, record.unit
        if not record.source:
            message = _("“%(figure)s” names no source.") % {"figure": record}
            yield NO_SOURCE.at(place("source"), message, *figure)
        if not record.as_of:
            message = _("“%(figure)s” does not say of when.") % {"figure": record}
            yield NO_AS_OF.at(place("as_of"), message, *figure)
