"""The members on the last day of the period, by country in the network's order; last the persons, who have none."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from core.l10n.collation import sort_key
from core.l10n.countries import country_name, country_order
from core.schema import Count, Flag, Key, Label, Name, Printed, Readable, Unnamed
from members.models import Membership, Organisation
from members.names import borne, formerly
from members.redaction.unnamed import parted
from reports.models import Section
from reports.sections.base import SectionKind, count, listed
from reports.sections.schema import OrganisationData, SectionData
from reports.sections.shared import organisation_facts
from reports.texts import Text, of

if TYPE_CHECKING:
    from reports.checks.context import CheckContext
    from reports.data.records import Records

MEMBERS = ngettext_lazy("%(number)s member", "%(number)s members", "number")
IN_COUNTRIES = ngettext_lazy("in %(number)s country", "in %(number)s countries", "number")
INDIVIDUALS = ngettext_lazy("%(number)s individual", "%(number)s individuals", "number")
# As a list of them is headed, in the order of the lists. A person can be an associate only.
CATEGORIES = [(Membership.Category.FULL, gettext_lazy("Full members"))]
CATEGORIES += [(Membership.Category.ASSOCIATE, gettext_lazy("Associate members"))]
ASSOCIATE = 1


@dataclass
class MemberData(OrganisationData):
    former: Annotated[list[Printed], Label("former names")]
    joined: Annotated[Flag, Label("new member")]
    founding: Flag


@dataclass
class CountryData(Readable):
    category: Printed
    code: Key
    name: Name
    members: list[MemberData]
    unnamed: Unnamed


@dataclass
class AffiliationData(OrganisationData):
    period: Printed
    note: Printed


@dataclass
class MembersData(SectionData):
    total: Count
    people: Count
    countries: list[CountryData]
    networks: list[AffiliationData]


class Members(SectionKind[MembersData]):
    kind = Section.Kind.MEMBERS
    schema = MembersData
    counts_period = True

    def known_by(self, records: Records) -> datetime.date:
        return records.last

    def data(self, records: Records, section: Section) -> MembersData:
        first, last = records.first, records.last
        kinds = {body: category(spells, last) for body, spells in records.members.items()}
        bodies = sorted(kinds, key=lambda one: (kinds[one], *directory_order(one, last)))
        people = sorted(records.individual_members, key=lambda one: sort_key(one.public_name))
        several = len({*kinds.values(), *([ASSOCIATE] if people else [])}) > 1
        countries = [
            CountryData(
                category=str(CATEGORIES[kind][1]) if several else "",
                code=code,
                name=country_name(code) or _("Country not recorded"),
                members=[member(one, records.members[one], first, last) for one in there],
                unnamed=0,
            )
            for (kind, code), there in groupby(bodies, key=lambda one: (kinds[one], one.country))
        ]
        if people:
            heading = str(CATEGORIES[ASSOCIATE][1]) if several else ""
            named, unnamed = parted(people)
            individuals = [individual(one, first, last) for one in named]
            countries.append(CountryData(heading, "", _("Individuals"), individuals, unnamed))
        return MembersData(len(bodies), len(people), countries, networks(records))

    def summary(self, data: MembersData) -> str:
        countries = len({country.code for country in data.countries if country.code})
        members = " ".join(filter(None, (count(data.total, MEMBERS), count(countries, IN_COUNTRIES))))
        return listed(members, count(data.people, INDIVIDUALS))

    def texts(self, context: CheckContext) -> Iterable[Text]:
        for affiliation in context.affiliations:
            yield from of(affiliation, "note")


def networks(records: Records) -> list[AffiliationData]:
    """Those of which the network itself was a member."""
    return [
        AffiliationData(**organisation_facts(one.organisation, records.last, one), period=one.period, note=one.note)
        for one in records.affiliations
    ]


def category(memberships: Iterable[Membership], day: datetime.date) -> int:
    """The place in CATEGORIES of what an organisation is on a day; of two categories, the first."""
    running = {membership.category for membership in memberships if membership.runs(day)}
    return next(place for place, (kind, _label) in enumerate(CATEGORIES) if kind in running)


def directory_order(record: Organisation, day: datetime.date) -> tuple:
    """Where it stands in a list of members: by country in the network’s order, then by its name of the day."""
    return country_order(record.country), borne(record, day).sort_key, record.pk


def member(
    record: Organisation, memberships: Iterable[Membership], first: datetime.date, last: datetime.date
) -> MemberData:
    return MemberData(
        **organisation_facts(record, last),
        former=[one.name for one in formerly(record, last)],
        joined=any(began(membership, first, last) for membership in memberships),
        founding=any(membership.founding and membership.runs(last) for membership in memberships),
    )


def individual(membership: Membership, first: datetime.date, last: datetime.date) -> MemberData:
    return MemberData(
        name=membership.public_name,
        acronym="",
        now="",
        url="",
        former=[],
        joined=began(membership, first, last),
        founding=False,
    )


def began(membership: Membership, first: datetime.date, last: datetime.date) -> bool:
    return bool(membership.start) and first <= membership.start.first and membership.start.last <= last
