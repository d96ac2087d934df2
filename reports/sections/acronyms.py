from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import ngettext_lazy

from reports.models import Section
from reports.sections.base import SectionKind, count

if TYPE_CHECKING:
    from reports.data.records import Records

ACRONYMS = ngettext_lazy("%(number)s acronym", "%(number)s acronyms", "number")


class Acronyms(SectionKind):
    kind = Section.Kind.ACRONYMS

    def data(self, records: Records, section: Section) -> dict:
        return {"acronyms": [{"acronym": one.acronym, "expansion": one.expansion} for one in records.acronyms]}

    def summary(self, data: dict) -> str:
        return count(len(data["acronyms"]), ACRONYMS)
