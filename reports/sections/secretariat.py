"""Who worked in the offices of the network in the period."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from core.schema import Name, Printed, Readable, Unnamed, Unprinted
from members.models import Appointment, Office
from members.redaction.unnamed import parted
from reports.models import Section
from reports.sections.base import PEOPLE, SectionKind, count, listed
from reports.sections.schema import OrganisationData, SectionData
from reports.sections.shared import organisation_facts
from reports.texts import Text, of

if TYPE_CHECKING:
    from reports.checks.context import CheckContext
    from reports.data.records import Records

OFFICES = ngettext_lazy("%(number)s office", "%(number)s offices", "number")
VOLUNTEERS = {Appointment.Category.INTERN, Appointment.Category.VOLUNTEER}


@dataclass
class HostData(OrganisationData):
    period: Printed


@dataclass
class OfficeData(Readable):
    name: Name
    address: Printed
    place: Printed
    phone: Printed
    fax: Printed
    email: Printed
    hosts: list[HostData]


@dataclass
class PostData(Readable):
    category: Unprinted
    name: Name
    title: Printed
    programme: Printed
    tenure: Printed


@dataclass
class GroupData(Readable):
    label: Name
    people: list[PostData]
    unnamed: Unnamed


@dataclass
class SecretariatData(SectionData):
    offices: list[OfficeData]
    groups: list[GroupData]


class Secretariat(SectionKind[SecretariatData]):
    kind = Section.Kind.SECRETARIAT
    schema = SecretariatData
    prints_text = True
    counts_period = True

    def data(self, records: Records, section: Section) -> SecretariatData:
        served = records.appointments
        groups = [(_("Team"), [one for one in served if one.category not in VOLUNTEERS])]
        groups.append((_("Interns and volunteers"), [one for one in served if one.category in VOLUNTEERS]))
        return SecretariatData(offices(records), [group(label, posts) for label, posts in groups if posts])

    def summary(self, data: SecretariatData) -> str:
        people = sum(len(group.people) + group.unnamed for group in data.groups)
        return listed(count(people, PEOPLE), count(len(data.offices), OFFICES))

    def texts(self, context: CheckContext) -> Iterable[Text]:
        for appointment in context.appointments:
            yield from of(appointment, "title", "programme")


def offices(records: Records) -> list[OfficeData]:
    return [office(record, records.last) for record in records.offices]


def office(record: Office, day: datetime.date) -> OfficeData:
    return OfficeData(
        name=record.name,
        address=record.address,
        place=record.place,
        phone=record.phone,
        fax=record.fax,
        email=record.email,
        hosts=[
            HostData(**organisation_facts(host.organisation, day, host), period=host.period)
            for host in record.hosts
            if host.organisation.is_published
        ],
    )


def group(label: str, appointments: list[Appointment]) -> GroupData:
    named, unnamed = parted(appointments)
    return GroupData(label, [post(one) for one in named], unnamed)


def post(appointment: Appointment) -> PostData:
    return PostData(
        category=appointment.category,
        name=appointment.person.public_name,
        title=appointment.title or appointment.get_category_display(),
        programme=appointment.programme,
        tenure=appointment.period,
    )
