"""The events of the period by month; an event that was part of another stands under it.

One that began before the period stands under the first month.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.dates import PartialDate
from core.schema import Key, MachineRead, Name, Printed, Readable, Unnamed
from events.models import Event
from members.names import named
from reports.findings import Finding, Kind, Place
from reports.models import Section
from reports.sections.base import EVENTS, SectionKind, count
from reports.sections.schema import PartyData, QuantityData, SectionData
from reports.sections.shared import people, quantity
from reports.texts import Origin, Text, of, of_rows

if TYPE_CHECKING:
    from reports.checks.context import CheckContext
    from reports.data.records import Records

NO_CITY = Kind(
    "event-without-city", _("Event without a city"), _("A reader of the calendar looks for the place first.")
)
NO_DAY = Kind("event-without-day", _("Event without a day"), _("The calendar can only give its month or its year."))


@dataclass
class EventData(Readable):
    dates: Printed
    iso: MachineRead
    title: Name
    url: Key
    role: Printed
    summary: Printed
    place: Printed
    link: Printed
    organisers: list[Printed]
    attendance: list[QuantityData]
    people: list[PartyData]
    unnamed: Unnamed
    parts: list[EventData]


@dataclass
class MonthData(Readable):
    label: Name
    events: list[EventData]


@dataclass
class CalendarData(SectionData):
    months: list[MonthData]


class Calendar(SectionKind[CalendarData]):
    kind = Section.Kind.CALENDAR
    schema = CalendarData

    def data(self, records: Records, section: Section) -> CalendarData:
        first, last = records.first, records.last
        within: dict[int, list[Event]] = {}
        for event in records.published_events:
            within.setdefault(event.parent_id, []).append(event)
        known = {event.pk for event in records.published_events}
        top = [event for event in records.published_events if event.parent_id not in known]
        months: dict[PartialDate, list[Event]] = {}
        for event in top:
            began_before = event.start.last < first
            months.setdefault(month_of(PartialDate.of(first) if began_before else event.start), []).append(event)
        return CalendarData(
            [MonthData(str(month), [entry(event, within, last) for event in months[month]]) for month in sorted(months)]
        )

    def summary(self, data: CalendarData) -> str:
        events = [event for month in data.months for event in month.events]
        return count(len(events) + sum(len(event.parts) for event in events), EVENTS)

    def texts(self, context: CheckContext) -> Iterable[Text]:
        return event_texts(context.published_events)

    def missing(self, context: CheckContext) -> Iterable[Finding]:
        return events_missing(context.published_events)


def month_of(date: PartialDate) -> PartialDate:
    return PartialDate(date.year, date.month)


def entry(event: Event, within: dict[int, list[Event]], day: datetime.date) -> EventData:
    organisers = [
        named(one.organisation, day, event).name for one in event.organisers.all() if one.organisation.is_published
    ]
    return EventData(
        dates=event.dates,
        iso=event.start.iso,
        title=event.title,
        url=event.get_absolute_url(),
        role=event.get_role_display(),
        summary=event.summary,
        place=", ".join(filter(None, (event.venue, event.place))),
        link=event.link,
        organisers=organisers,
        attendance=[quantity(one) for one in event.attendances.all()],
        **people(event.participations.all(), day, event),
        parts=[entry(part, within, day) for part in within.get(event.pk, [])],
    )


def event_texts(events: Iterable[Event]) -> Iterable[Text]:
    for event in events:
        yield from of(event, "title", origin=Origin.TITLE)
        yield from of(event, "summary")
        yield from of_rows(event, "attendances", "unit")


def events_missing(events: Iterable[Event]) -> Iterable[Finding]:
    for event in events:
        if not event.city and not event.online and event.role != Event.Role.MILESTONE:
            message = _("%(event)s, %(dates)s, has no city.") % {"event": event.title, "dates": event.dates}
            yield NO_CITY.at(Place(event, "city"), message, event.title, event.start.iso)
        if not event.start.day:
            message = _("%(event)s is dated %(dates)s, without a day.")
            message %= {"event": event.title, "dates": event.dates}
            yield NO_DAY.at(Place(event, "start"), message, event.title, event.start.iso)
