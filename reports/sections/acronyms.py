from django.utils.translation import ngettext_lazy

from reports.models import Section
from reports.sections.base import SectionKind, count

ACRONYMS = ngettext_lazy("%(number)s acronym", "%(number)s acronyms", "number")


class Acronyms(SectionKind):
    kind = Section.Kind.ACRONYMS

    def data(self, records, section):
        return {"acronyms": [{"acronym": one.acronym, "expansion": one.expansion} for one in records.acronyms]}

    def summary(self, data):
        return count(len(data["acronyms"]), ACRONYMS)
