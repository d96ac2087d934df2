"""Words of its own, and nothing from the records: before the contents, or among the chapters."""

from reports.models import Section
from reports.sections.base import SectionKind
from reports.sections.schema import SectionData


class Text(SectionKind[SectionData]):
    kind = Section.Kind.TEXT
    schema = SectionData
    template = "reports/sections/text.html"
    prints_text = True
    needs_text = True


class Front(Text):
    kind = Section.Kind.FRONT
