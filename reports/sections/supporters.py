from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from core.schema import Printed
from members.models import Organisation
from projects.models import Grant
from reports.models import Section
from reports.sections.base import SectionKind, count
from reports.sections.schema import OrganisationData, SectionData
from reports.sections.shared import organisation_facts
from reports.texts import Text, of

if TYPE_CHECKING:
    from reports.checks.context import CheckContext
    from reports.data.records import Records

SUPPORTERS = ngettext_lazy("%(number)s supporter", "%(number)s supporters", "number")


@dataclass
class SupporterData(OrganisationData):
    supported: list[Printed]


@dataclass
class SupportersData(SectionData):
    supporters: list[SupporterData]


class Supporters(SectionKind[SupportersData]):
    kind = Section.Kind.SUPPORTERS
    schema = SupportersData
    counts_period = True

    def data(self, records: Records, section: Section) -> SupportersData:
        by_funder: dict[Organisation, list[Grant]] = {}
        for grant in records.grants:  # each funder once, where its first grant stands
            if grant.funder.is_published:
                by_funder.setdefault(grant.funder, []).append(grant)
        return SupportersData([supporter(funder, given, records.last) for funder, given in by_funder.items()])

    def summary(self, data: SupportersData) -> str:
        return count(len(data.supporters), SUPPORTERS)

    def texts(self, context: CheckContext) -> Iterable[Text]:
        for grant in context.grants:
            yield from of(grant, "purpose")


def supporter(funder: Organisation, grants: list[Grant], day: datetime.date) -> SupporterData:
    aims = list(dict.fromkeys(supported(grant) for grant in grants))
    return SupporterData(**organisation_facts(funder, day), supported=aims)


def supported(grant: Grant) -> str:
    project = grant.project.title if grant.tells_project else ""
    return ": ".join(filter(None, (project, grant.purpose))) or _("General support")
