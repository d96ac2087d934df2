from reports.models import Section
from reports.sections.base import SectionKind, count


class Acronyms(SectionKind):
    kind = Section.Kind.ACRONYMS

    def data(self, records, section):
        return {"acronyms": [{"acronym": one.acronym, "expansion": one.expansion} for one in records.acronyms]}

    def summary(self, data):
        return count(len(data["acronyms"]), "acronym")
