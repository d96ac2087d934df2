"""The period in figures, counted from the records and typed by nobody."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import TO_DATE, PartialDate, ToDate
from core.l10n.collation import sort_key
from core.l10n.countries import REGIONAL, country_name, country_order
from core.l10n.languages import language_name
from core.quantities import Quantity, amount, qualified
from core.schema import Name, Printed, Readable, Unnamed
from events.models import Attendance, Event
from members.models import Membership
from members.names import party_name
from members.redaction.unnamed import parted
from reports.models import Section
from reports.sections.base import FIGURES, SectionKind, count
from reports.sections.schema import SectionData

if TYPE_CHECKING:
    from reports.data.records import Records

OURS = [Event.Role.ORGANISED, Event.Role.CO_ORGANISED]
OTHERS = [Event.Role.ATTENDED, Event.Role.PRESENTED]
COUNTED = JOINED, LEFT = ("member joined", "members joined"), ("member left", "members left")
DAY = datetime.timedelta(days=1)
# What is counted at an event besides people: “15 countries”, “international organisations”.
NOT_PEOPLE = re.compile(r"(\w+ )?(countries|organi[sz]ations|networks|institutions|provinces|sessions)\b", re.I)


@dataclass
class FigureData(Readable):
    amount: Printed
    unit: Name
    note: Printed
    unnamed: Unnamed


@dataclass
class ImpactData(SectionData):
    figures: list[FigureData]


class Impact(SectionKind[ImpactData]):
    kind = Section.Kind.IMPACT
    schema = ImpactData
    counts_period = True

    def data(self, records: Records, section: Section) -> ImpactData:
        counted = [
            *events_counted(records.counted_events),
            people_reached([event for event in records.counted_events if event.role in OURS]),
            *publications_counted(records),
            *members_counted(records),
        ]
        return ImpactData([figure for figure in counted if figure])

    def summary(self, data: ImpactData) -> str:
        return count(len(data.figures), FIGURES)


def figure(number: int | str, unit: str, note: str = "", unnamed: int = 0) -> FigureData | None:
    return FigureData(str(number), unit, note, unnamed) if number else None


def events_counted(events: list[Event]) -> list[FigureData | None]:
    ours = [event for event in events if event.role in OURS]
    others = [event for event in events if event.role in OTHERS]
    places = {event.country for event in ours + others} - {"", REGIONAL}
    return [
        figure(len(ours), ngettext("event organised", "events organised", len(ours)), named(e.country for e in ours)),
        figure(len(others), ngettext("event attended", "events attended", len(others))),
        figure(len(places), ngettext("country where we met", "countries where we met", len(places)), named(places)),
    ]


def named(codes: Iterable[str]) -> str:
    """“Cambodia, Thailand”: the countries in the network's order, each once."""
    known = set(codes) - {"", REGIONAL}
    return ", ".join(country_name(code) for code in sorted(known, key=country_order))


def people_reached(events: list[Event]) -> FigureData | None:
    """One count of people for each event we held, added up; its parts are not counted again."""
    heads = {event.pk: count for event in events if (count := people_at(event))}
    counts = [count for event in events if (count := heads.get(event.pk)) and event.parent_id not in heads]
    if not counts:
        return None
    note = ngettext(
        "at %(counted)d event, of %(held)d held", "at %(counted)d events, of %(held)d held", len(counts)
    ) % {"counted": len(counts), "held": len(events)}
    return figure(added(counts), _("people reached"), note)


def people_at(event: Event) -> Attendance | None:
    return next((count for count in event.attendances.all() if not NOT_PEOPLE.match(count.unit)), None)


def added(counts: list[Attendance]) -> str:
    """The sum with a qualifier that stays true of it: over 100 and exactly 20 are over 120."""
    qualifiers = {count.qualifier for count in counts} - {Quantity.Qualifier.EXACTLY}
    least = sum((count.value for count in counts), Decimal(0))
    most = sum((count.upper or count.value for count in counts), Decimal(0))
    qualifier = qualifiers.pop() if len(qualifiers) == 1 else Quantity.Qualifier.ABOUT if qualifiers else ""
    return qualified(qualifier, amount(least, most if most > least else None))


def publications_counted(records: Records) -> list[FigureData | None]:
    publications = [one for one in records.published_publications if one.in_period]
    languages = {language for one in publications for language in one.languages}
    count = len(publications)
    spoken = ", ".join(sorted((language_name(code) for code in languages), key=sort_key))
    return [
        figure(count, ngettext("publication", "publications", count)),
        figure(len(languages), ngettext("language published in", "languages published in", len(languages)), spoken),
    ]


def members_counted(records: Records) -> list[FigureData | None]:
    """Who is a member on the last day; who joined and left in the period, as far as the dates are written."""
    first, last, memberships = records.first, records.last, records.memberships
    countries = {one.country for one in records.members} - {"", REGIONAL}
    of_party: dict[tuple, list[Membership]] = {}
    for membership in memberships:
        of_party.setdefault(party(membership), []).append(membership)
    joined = [one for one in memberships if within(one.start, first, last)]
    left = [one for one in memberships if one.end is not TO_DATE and within(one.end, first, last)]
    total = len(records.members) + len(records.individual_members)
    where = ngettext("in %(number)d country", "in %(number)d countries", len(countries)) % {"number": len(countries)}
    count = 0 if last > timezone.localdate() else total  # of a day that has not come there is none
    return [
        figure(count, ngettext("member on the last day", "members on the last day", total), where if countries else ""),
        changed([one for one in joined if not_member(one, one.start.first - DAY, of_party)], last, *JOINED),
        changed([one for one in left if not_member(one, one.end.last + DAY, of_party)], last, *LEFT),
    ]


def within(date: PartialDate | ToDate | None, first: datetime.date, last: datetime.date) -> bool:
    return date is not None and first <= date.first and date.last <= last


def party(membership: Membership) -> tuple[int | None, int | None]:
    return membership.organisation_id, membership.person_id


def not_member(membership: Membership, day: datetime.date, of_party: dict[tuple, list[Membership]]) -> bool:
    """Whether no other membership of the same party runs on a day: it came or went, and did not change its category."""
    return not any(one != membership and one.runs(day) for one in of_party[party(membership)])


def changed(memberships: list[Membership], day: datetime.date, one: str, many: str) -> FigureData | None:
    ordered = sorted(memberships, key=lambda one: (sort_key(one.public_name), one.pk))
    once = list({party(membership): membership for membership in ordered}.values())
    shown, others = parted(once)
    names = [party_name(membership, day, membership) for membership in shown]
    return figure(len(once), ngettext(one, many, len(once)), ", ".join(names), others)
