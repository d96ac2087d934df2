"""Who worked in the offices of the network in the period."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from members.models import Appointment
from members.redaction.unnamed import parted
from reports.models import Section
from reports.sections.base import PEOPLE, SectionKind, count, listed
from reports.sections.shared import organisation
from reports.texts import Text, of

if TYPE_CHECKING:
    from reports.checks.context import CheckContext
    from reports.data.records import Records

OFFICES = ngettext_lazy("%(number)s office", "%(number)s offices", "number")
VOLUNTEERS = {Appointment.Category.INTERN, Appointment.Category.VOLUNTEER}


class Secretariat(SectionKind):
    kind = Section.Kind.SECRETARIAT
    prints_text = True
    empty = {"offices": [], "groups": []}

    def data(self, records: Records, section: Section) -> dict:
        served = records.appointments
        groups = [(_("Team"), [one for one in served if one.category not in VOLUNTEERS])]
        groups.append((_("Interns and volunteers"), [one for one in served if one.category in VOLUNTEERS]))
        return {"offices": offices(records), "groups": [group(label, posts) for label, posts in groups if posts]}

    def summary(self, data: dict) -> str:
        people = sum(len(group["people"]) + group["unnamed"] for group in data["groups"])
        return listed(count(people, PEOPLE), count(len(data["offices"]), OFFICES))

    def texts(self, context: CheckContext) -> Iterable[Text]:
        for appointment in context.appointments:
            yield from of(appointment, "title", "programme")


def offices(records: Records) -> list[dict]:
    last = records.last
    return [
        {
            "name": office.name,
            "address": office.address,
            "place": office.place,
            "phone": office.phone,
            "fax": office.fax,
            "email": office.email,
            "hosts": [
                {**organisation(host.organisation, last, host), "period": host.period}
                for host in office.hosts
                if host.organisation.is_published
            ],
        }
        for office in records.offices
    ]


def group(label: str, appointments: list[Appointment]) -> dict:
    named, unnamed = parted(appointments)
    return {"label": label, "people": [post(one) for one in named], "unnamed": unnamed}


def post(appointment: Appointment) -> dict[str, str]:
    return {
        "category": appointment.category,
        "name": appointment.person.public_name,
        "title": appointment.title or appointment.get_category_display(),
        "programme": appointment.programme,
        "tenure": appointment.period,
    }
