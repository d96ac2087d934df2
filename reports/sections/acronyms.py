from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import ngettext_lazy

from core.schema import Name, Printed, Readable
from reports.models import Section
from reports.sections.base import SectionKind, count
from reports.sections.schema import SectionData

if TYPE_CHECKING:
    from reports.data.records import Records

ACRONYMS = ngettext_lazy("%(number)s acronym", "%(number)s acronyms", "number")


@dataclass
class AcronymData(Readable):
    acronym: Name
    expansion: Printed


@dataclass
class AcronymsData(SectionData):
    acronyms: list[AcronymData]


class Acronyms(SectionKind[AcronymsData]):
    kind = Section.Kind.ACRONYMS
    schema = AcronymsData

    def data(self, records: Records, section: Section) -> AcronymsData:
        return AcronymsData([AcronymData(one.acronym, one.expansion) for one in records.acronyms])

    def summary(self, data: AcronymsData) -> str:
        return count(len(data.acronyms), ACRONYMS)
