"""The kinds of section of a report, one module each."""

from django.utils.translation import gettext_lazy as _

from reports.sections.achievements import Achievements
from reports.sections.acronyms import Acronyms
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
from reports.sections.secretariat import Secretariat
from reports.sections.supporters import Supporters
from reports.sections.text import Front, Text

OF_ALL = [Front, Text, Committee, Secretariat, Members, Supporters, Messages, Impact, Overview, Achievements, Programme]
OF_ALL += [Governance, Publications, Finance, Plan, Calendar, Acronyms]
KINDS = {kind.kind: kind() for kind in OF_ALL}
NOTHING = _("Nothing yet")


def summary(data: dict) -> str:
    """What a section would print now, in a few words. Takes a section of gathered data."""
    return KINDS[data["kind"]].summary(data) or NOTHING
