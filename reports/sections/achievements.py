"""The projects of the period by area, each with its activities; one that has a chapter of its own is not repeated."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import ngettext_lazy

from core.l10n.countries import country_name
from core.schema import Key, Kind, Label, Name, Printed, Readable, Rich, Unnamed
from members.names import name_alone, party_name
from members.redaction.unnamed import parted
from projects.models import Activity, Partner, Project, Recommendation
from reports.findings import Finding
from reports.models import Section
from reports.sections.base import ACTIVITIES, PROJECTS, Data, SectionKind, count, listed
from reports.sections.calendar import event_texts
from reports.sections.publications import publication_texts
from reports.sections.schema import PhotoData, QuantityData, SectionData
from reports.sections.shared import photo_texts, photos, photos_missing, quantity_facts, without_text
from reports.texts import Origin, Text, of, of_rows

if TYPE_CHECKING:
    from reports.checks.context import CheckContext
    from reports.data.records import Records

AREAS = ngettext_lazy("%(number)s area", "%(number)s areas", "number")
PHOTOS = ngettext_lazy("%(number)s photo", "%(number)s photos", "number")


@dataclass
class SourcedQuantityData(QuantityData):
    source: Printed


@dataclass
class RecommendationData(Readable):
    text: Printed
    taken_up: Printed


@dataclass
class RecommendationsData(Readable):
    addressee: Name
    list: Annotated[list[RecommendationData], Label("recommendations")]
    taken_up: Printed


@dataclass
class ActivityData(Readable):
    heading: Name
    anchor: Key
    text: Rich
    figures: list[SourcedQuantityData]
    recommendations: list[RecommendationsData]
    photos: list[PhotoData]


@dataclass
class PartnerData(Readable):
    name: Name
    role: Printed
    country: Printed


@dataclass
class ProjectEventData(Readable):
    dates: Printed
    title: Name
    place: Printed


@dataclass
class WorkData(Readable):
    title: Name
    url: Key


@dataclass
class ProjectData(Readable):
    number: Annotated[int | None, Kind(is_redacted=False)]
    title: Name
    acronym: Name
    anchor: Key
    url: Key
    summary: Rich
    partners: list[PartnerData]
    unnamed: Unnamed
    funders: list[Printed]
    events: list[ProjectEventData]
    publications: list[WorkData]
    activities: list[ActivityData]


@dataclass
class AreaData(Readable):
    name: Name
    summary: Rich
    projects: list[ProjectData]


@dataclass
class AchievementsData(SectionData):
    areas: list[AreaData]


class ProjectsKind(SectionKind[Data]):
    """Of whatever prints projects with their activities."""

    def texts(self, context: CheckContext) -> Iterable[Text]:
        for area in dict.fromkeys(project.area for project in context.projects):
            yield from of(area, "name", origin=Origin.TITLE)
            yield from of(area, "summary", rich=True)
        for project in context.projects:
            yield from of(project, "title", "acronym", origin=Origin.TITLE)
            yield from of(project, "summary", rich=True)
            yield from of_rows(project, "partners", "role")
        for activity in context.activities:
            yield from activity_texts(activity)
        yield from publication_texts(context)
        yield from event_texts(context.published_events)

    def missing(self, context: CheckContext) -> Iterable[Finding]:
        yield from without_text(context.activities)
        for activity in context.activities:
            yield from photos_missing(activity)


class Achievements(ProjectsKind[AchievementsData]):
    kind = Section.Kind.ACHIEVEMENTS
    schema = AchievementsData

    def data(self, records: Records, section: Section) -> AchievementsData:
        own_chapter = {part.project_id for part in records.shown}
        projects = [one for one in records.with_work.values() if one.pk not in own_chapter]
        return AchievementsData(
            [
                AreaData(area.name, area.summary, [project(record, records) for record in group])
                for area, group in groupby(projects, key=lambda record: record.area)
            ]
        )

    def summary(self, data: AchievementsData) -> str:
        projects = [project for area in data.areas for project in area.projects]
        activities = [activity for project in projects for activity in project.activities]
        return listed(
            count(len(data.areas), AREAS),
            count(len(projects), PROJECTS),
            count(len(activities), ACTIVITIES),
            count(sum(len(activity.photos) for activity in activities), PHOTOS),
        )


def project(record: Project, records: Records) -> ProjectData:
    public = [one for one in record.partners.all() if not one.organisation or one.organisation.is_published]
    partners, unnamed = parted(public)
    grants = [grant for grant in records.grants_of(record) if grant.funder.is_published]
    publications = records.publications_of(record)
    return ProjectData(
        number=record.number,
        title=record.title,
        acronym=record.acronym,
        anchor=f"project-{record.slug}",
        url=record.get_absolute_url(),
        summary=record.summary,
        partners=[partner(one, record, records.last) for one in partners],
        unnamed=unnamed,
        funders=list(dict.fromkeys(name_alone(grant.funder, records.last, grant) for grant in grants)),
        events=[ProjectEventData(one.dates, one.title, one.place) for one in records.events_of(record)],
        publications=[WorkData(one.title, one.get_absolute_url()) for one in publications],
        activities=[activity(one, records) for one in records.activities_of(record)],
    )


def partner(record: Partner, project: Project, day: datetime.date) -> PartnerData:
    return PartnerData(party_name(record, day, project), record.role, country_name(record.country))


def activity(record: Activity, records: Records) -> ActivityData:
    """One that reaches beyond the period says of when it is; of the others the report's title does."""
    beyond = record.start.first < records.first or (record.end or record.start).last > records.last
    groups = groupby(record.recommendations.all(), key=lambda one: one.addressee)
    return ActivityData(
        heading=", ".join(filter(None, (record.heading, record.period if beyond else ""))),
        anchor=f"activity-{record.pk}",
        text=record.text,
        figures=[SourcedQuantityData(**quantity_facts(one), source=one.source) for one in record.figures.all()],
        recommendations=[recommendations(addressee, list(group)) for addressee, group in groups],
        photos=photos(record.photos.all()),
    )


def recommendations(addressee: str, group: list[Recommendation]) -> RecommendationsData:
    """Where all of them were taken up in the same place, it is printed once."""
    places = {one.taken_up for one in group}
    shared = places.pop() if len(places) == 1 else ""
    items = [RecommendationData(one.text, "" if shared else one.taken_up) for one in group]
    return RecommendationsData(addressee, items, shared)


def activity_texts(activity: Activity) -> Iterable[Text]:
    yield from of(activity, "heading")
    yield from of(activity, "text", rich=True)
    yield from of_rows(activity, "figures", "unit", "source")
    yield from of_rows(activity, "recommendations", "addressee", "text", "taken_up")
    yield from photo_texts(activity)
