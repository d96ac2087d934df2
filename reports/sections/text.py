"""Words of its own, and nothing from the records: before the contents, or among the chapters."""

from reports.models import Section
from reports.sections.base import SectionKind


class Text(SectionKind):
    kind = Section.Kind.TEXT
    template = "reports/sections/text.html"
    prints_text = True
    needs_text = True


class Front(Text):
    kind = Section.Kind.FRONT
