"""Who held each seat of the committee in the period."""

from core.periods import by_start
from reports.models import Section
from reports.sections.base import SectionKind, count, listed
from reports.sections.shared import organisation


class Committee(SectionKind):
    kind = Section.Kind.COMMITTEE
    empty = {"seats": []}

    def data(self, records, section):
        first, last = records.first, records.last
        return {"seats": [seated(seat, first, last) for seat in records.seats if seat.runs(first, last)]}

    def summary(self, data):
        holders = sum(len(seat["holders"]) for seat in data["seats"])
        unheld = sum(not seat["holders"] for seat in data["seats"])
        of_them = f"{unheld} without a holder on record" if unheld else ""
        return listed(count(holders, "person", "people"), count(len(data["seats"]), "seat"), of_them)


def seated(seat, first, last):
    served = sorted((term for term in seat.terms.all() if term.runs(first, last)), key=by_start)
    return {
        "constituency": seat.constituency,
        "voting": seat.voting,
        "holders": [holder(term, first, last) for term in served],
        "nobody": "" if served else seat.nobody,
    }


def holder(term, first, last):
    chaired = [chairing for chairing in term.chairs if chairing.runs(first, last)]
    body = term.on_behalf_of
    return {
        "name": term.person.formal_name,
        "role": term.role,
        "on_behalf_of": organisation(body, last, term) if body and body.is_published else None,
        "period": term.period,
        "chair": ", ".join(chairing.period for chairing in chaired if chairing.period),
        "is_chair": bool(chaired),
        "note": term.note,
    }
