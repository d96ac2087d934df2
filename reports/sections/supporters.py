from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from members.models import Organisation
from projects.models import Grant
from reports.models import Section
from reports.sections.base import SectionKind, count
from reports.sections.shared import organisation
from reports.texts import Text, of

if TYPE_CHECKING:
    from reports.checks.context import CheckContext
    from reports.data.records import Records

SUPPORTERS = ngettext_lazy("%(number)s supporter", "%(number)s supporters", "number")


class Supporters(SectionKind):
    kind = Section.Kind.SUPPORTERS
    empty = {"supporters": []}

    def data(self, records: Records, section: Section) -> dict:
        by_funder: dict[Organisation, list[Grant]] = {}
        for grant in records.grants:  # each funder once, where its first grant stands
            if grant.funder.is_published:
                by_funder.setdefault(grant.funder, []).append(grant)
        return {
            "supporters": [
                {
                    **organisation(funder, records.last),
                    "supported": list(dict.fromkeys(supported(grant) for grant in given)),
                }
                for funder, given in by_funder.items()
            ],
        }

    def summary(self, data: dict) -> str:
        return count(len(data["supporters"]), SUPPORTERS)

    def texts(self, context: CheckContext) -> Iterable[Text]:
        for grant in context.grants:
            yield from of(grant, "purpose")


def supported(grant: Grant) -> str:
    project = grant.project.title if grant.tells_project else ""
    return ": ".join(filter(None, (project, grant.purpose))) or _("General support")
