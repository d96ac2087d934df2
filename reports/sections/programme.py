"""One project as a chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.models import Section
from reports.sections.achievements import ProjectsKind, project
from reports.sections.base import ACTIVITIES, count

if TYPE_CHECKING:
    from reports.data.records import Records


class Programme(ProjectsKind):
    kind = Section.Kind.PROGRAMME

    def heading(self, section: Section) -> str:
        """With the acronym it is known by, where the heading does not say it."""
        acronym, heading = section.project.acronym, section.heading
        return f"{heading} ({acronym})" if acronym and acronym not in heading else heading

    def data(self, records: Records, section: Section) -> dict:
        return {"project": project(records.with_work[section.project_id], records)}

    def summary(self, data: dict) -> str:
        return count(len(data["project"]["activities"]), ACTIVITIES)
