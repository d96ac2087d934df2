"""One project as a chapter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.models import Section
from reports.sections.achievements import ProjectData, ProjectsKind, project
from reports.sections.base import ACTIVITIES, count
from reports.sections.schema import SectionData

if TYPE_CHECKING:
    from reports.data.records import Records


@dataclass
class ProgrammeData(SectionData):
    project: ProjectData


class Programme(ProjectsKind[ProgrammeData]):
    kind = Section.Kind.PROGRAMME
    schema = ProgrammeData

    def heading(self, section: Section) -> str:
        """With the acronym it is known by, where the heading does not say it."""
        acronym, heading = section.project.acronym, section.heading
        return f"{heading} ({acronym})" if acronym and acronym not in heading else heading

    def data(self, records: Records, section: Section) -> ProgrammeData:
        return ProgrammeData(project(records.with_work[section.project_id], records))

    def summary(self, data: ProgrammeData) -> str:
        return count(len(data.project.activities), ACTIVITIES)
