"""The network’s own meetings in the period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import ngettext_lazy

from core.schema import Key, MachineRead, Name, Printed, Readable, Rich
from events.models import Event
from reports.findings import Finding
from reports.models import Section
from reports.sections.base import SectionKind, count
from reports.sections.calendar import event_texts, events_missing
from reports.sections.schema import QuantityData, SectionData
from reports.sections.shared import quantity
from reports.texts import Text, of

if TYPE_CHECKING:
    from reports.checks.context import CheckContext
    from reports.data.records import Records

MEETINGS = ngettext_lazy("%(number)s meeting", "%(number)s meetings", "number")


@dataclass
class MeetingData(Readable):
    dates: Printed
    iso: MachineRead
    title: Name
    url: Key
    place: Printed
    summary: Printed
    outcome: Rich
    attendance: list[QuantityData]


@dataclass
class GovernanceData(SectionData):
    meetings: list[MeetingData]


class Governance(SectionKind[GovernanceData]):
    kind = Section.Kind.GOVERNANCE
    schema = GovernanceData

    def data(self, records: Records, section: Section) -> GovernanceData:
        return GovernanceData([meeting(event) for event in records.meetings])

    def summary(self, data: GovernanceData) -> str:
        return count(len(data.meetings), MEETINGS)

    def texts(self, context: CheckContext) -> Iterable[Text]:
        yield from event_texts(context.published_events)
        for meeting in context.meetings:
            yield from of(meeting, "outcome", rich=True)

    def missing(self, context: CheckContext) -> Iterable[Finding]:
        return events_missing(context.meetings)


def meeting(event: Event) -> MeetingData:
    return MeetingData(
        dates=event.dates,
        iso=event.start.iso,
        title=event.title,
        url=event.get_absolute_url(),
        place=", ".join(filter(None, (event.venue, event.place))),
        summary=event.summary,
        outcome=event.outcome,
        attendance=[quantity(one) for one in event.attendances.all()],
    )
