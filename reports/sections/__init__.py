"""The kinds of section of a report, one module each."""

from django.utils.translation import gettext_lazy as _

from reports.sections.achievements import Achievements
from reports.sections.acronyms import Acronyms
from reports.sections.base import SectionKind
from reports.sections.calendar import Calendar
from reports.sections.committee import Committee
from reports.sections.finance import Finance
from reports.sections.governance import Governance
from reports.sections.impact import Impact
from reports.sections.members import Members
from reports.sections.messages import Messages
from reports.sections.overview import Overview
from reports.sections.plan import Plan
from reports.sections.programme import Programme
from reports.sections.publications import Publications
from reports.sections.schema import SectionData
from reports.sections.secretariat import Secretariat
from reports.sections.supporters import Supporters
from reports.sections.text import Front, Text

OF_ALL: list[type[SectionKind]] = [
    *(Front, Text, Committee, Secretariat, Members, Supporters, Messages, Impact, Overview, Achievements, Programme),
    *(Governance, Publications, Finance, Plan, Calendar, Acronyms),
]
KINDS = {kind.kind: kind() for kind in OF_ALL}
NOTHING = _("Nothing yet")


def summary(data: SectionData) -> str:
    """What a section would print now, in a few words. Takes a section of gathered data."""
    return KINDS[data.kind].summary(data) or NOTHING
