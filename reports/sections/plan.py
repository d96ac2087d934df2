"""What is recorded already for the period of the same length that follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import spans
from core.dates import span
from core.schema import Key, Name, Printed, Readable
from projects.models import Project
from reports.models import Section
from reports.sections.base import EVENTS, PROJECTS, SectionKind, count, listed
from reports.sections.calendar import EventData, entry, event_texts
from reports.sections.schema import SectionData
from reports.texts import Text

if TYPE_CHECKING:
    from reports.checks.context import CheckContext
    from reports.data.records import Records


@dataclass
class PlannedProjectData(Readable):
    title: Name
    acronym: Name
    url: Key
    period: Printed


@dataclass
class PlanData(SectionData):
    following: Printed
    events: list[EventData]
    projects: list[PlannedProjectData]


class Plan(SectionKind[PlanData]):
    kind = Section.Kind.PLAN
    schema = PlanData
    needs_text = True

    def data(self, records: Records, section: Section) -> PlanData:
        following = spans.after(records.report.start, records.report.end)
        first, last = following[0].first, following[1].last
        going_on = Project.objects.published().overlapping(first, last).filter(end__isnull=False)
        return PlanData(
            following=span(*following),
            events=[entry(event, {}, last) for event in records.planned_events],
            projects=[
                PlannedProjectData(one.title, one.acronym, one.get_absolute_url(), one.period)
                for one in going_on.for_directory()
            ],
        )

    def summary(self, data: PlanData) -> str:
        recorded = listed(count(len(data.projects), PROJECTS), count(len(data.events), EVENTS))
        return recorded or super().summary(data)

    def texts(self, context: CheckContext) -> Iterable[Text]:
        return event_texts(context.planned_events)
