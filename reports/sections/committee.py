"""Who held each seat of the committee in the period."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.periods import by_start
from core.schema import Flag, Label, Name, Printed, Readable
from members.models import Seat, Term
from reports.findings import Finding, Kind, Place, rows
from reports.models import Section
from reports.sections.base import PEOPLE, SectionKind, count, listed
from reports.sections.schema import OrganisationData, SectionData
from reports.sections.shared import organisation
from reports.texts import Text, of, of_rows

if TYPE_CHECKING:
    from reports.checks.context import CheckContext
    from reports.data.records import Records

SEATS = ngettext_lazy("%(number)s seat", "%(number)s seats", "number")
WITHOUT_HOLDER = ngettext_lazy(
    "%(number)s without a holder on record", "%(number)s without a holder on record", "number"
)
VACANT = Kind("seat-vacant", _("Seat vacant on the last day"), _("The report prints since when it is vacant."))
NOT_RECORDED = Kind(
    "seat-not-recorded",
    _("Seat not recorded on the last day"),
    _("The report prints that. Enter who held it, or from when it was vacant."),
)
NOBODY_AFTER = Kind(
    "term-ended",
    _("Term ended and nobody is recorded after it"),
    _("Enter the new term, or from when the seat was vacant."),
)


@dataclass
class HolderData(Readable):
    name: Name
    role: Printed
    on_behalf_of: OrganisationData | None
    period: Printed
    chair: Printed
    is_chair: Annotated[Flag, Label("chairperson")]
    note: Printed


@dataclass
class SeatData(Readable):
    constituency: Name
    voting: Flag
    holders: Annotated[list[HolderData], Label("members")]
    nobody: Printed


@dataclass
class CommitteeData(SectionData):
    seats: list[SeatData]


class Committee(SectionKind[CommitteeData]):
    kind = Section.Kind.COMMITTEE
    schema = CommitteeData
    counts_period = True

    def data(self, records: Records, section: Section) -> CommitteeData:
        first, last = records.first, records.last
        return CommitteeData([seated(seat, first, last) for seat in records.seats if seat.runs(first, last)])

    def summary(self, data: CommitteeData) -> str:
        holders = sum(len(seat.holders) for seat in data.seats)
        unheld = sum(not seat.holders for seat in data.seats)
        return listed(count(holders, PEOPLE), count(len(data.seats), SEATS), count(unheld, WITHOUT_HOLDER))

    def texts(self, context: CheckContext) -> Iterable[Text]:
        for seat in context.current_seats:
            yield from of(seat, "constituency")
            yield from of_rows(seat, "terms", "role", "note")

    def missing(self, context: CheckContext) -> Iterable[Finding]:
        for seat in context.current_seats:
            terms = list(rows(seat, "terms"))
            if not any(term.runs(context.last) for term, _ in terms):
                yield without_holder(seat, terms, context.first, context.last)


def without_holder(
    seat: Seat, terms: Sequence[tuple[Term, Callable[[str], Place]]], first: datetime.date, last: datetime.date
) -> Finding:
    if seat.vacant_from and seat.vacant_from.first <= last:
        message = _("The seat of %(seat)s is vacant since %(day)s.") % {"seat": seat, "day": seat.vacant_from}
        return VACANT.at(Place(seat, "vacant_from"), message, seat.vacant_from.iso)
    ended = [(term, place) for term, place in terms if term.end and term.end.last < last]
    if ended and ended[-1][0].end.last >= first:
        term, place = ended[-1]
        message = _("%(person)s’s term for %(seat)s ended in %(end)s.")
        message %= {"person": term.person, "seat": seat, "end": term.end}
        return NOBODY_AFTER.at(place("end"), message, term.person_id, term.end.iso)
    message = _("Nobody is recorded in the seat of %(seat)s on the last day.") % {"seat": seat}
    return NOT_RECORDED.at(Place(seat, "terms-group"), message, seat.constituency)


def seated(seat: Seat, first: datetime.date, last: datetime.date) -> SeatData:
    served = sorted((term for term in seat.terms.all() if term.runs(first, last)), key=by_start)
    return SeatData(
        constituency=seat.constituency,
        voting=seat.voting,
        holders=[holder(term, first, last) for term in served],
        nobody="" if served else seat.nobody,
    )


def holder(term: Term, first: datetime.date, last: datetime.date) -> HolderData:
    chaired = [chairing for chairing in term.chairs if chairing.runs(first, last)]
    body = term.on_behalf_of
    return HolderData(
        name=term.person.formal_name,
        role=term.role,
        on_behalf_of=organisation(body, last, term) if body and body.is_published else None,
        period=term.period,
        chair=", ".join(chairing.period for chairing in chaired if chairing.period),
        is_chair=bool(chaired),
        note=term.note,
    )
