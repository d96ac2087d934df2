"""A new report from one there is: its sections and acronyms, its words if wished; never its messages or figures."""

import re

from django.db import transaction

from core import spans
from core.dates import span
from reports.models import AnnualReport

LANGUAGE = AnnualReport._meta.get_field("language").default  # whose reports need no more than the period


def following(report):
    """A report of the period of the same length that follows, not saved."""
    return _like(report, *spans.after(report.start, report.end))


def _like(report, start, end):
    kept = {name: getattr(report, name) for name in ("network", "committee", "title", "language", "colophon")}
    return AnnualReport(**kept, start=start, end=end, status=AnnualReport.Status.DRAFT)


def in_another_language(report):
    """A report of the same period, in a language that is still to be chosen, not saved."""
    copy = _like(report, report.start, report.end)
    copy.language = ""
    return copy


def address(start, end, language):
    """“2015”, “2014-2016”, “2015-04-2016-03”, “2014-th”."""
    parts = [date.iso[:7] for date in ([start] if start == end else [start, end])]
    return "-".join([*parts, *([] if language == LANGUAGE else [language])])


def _moved(report, copy):
    """A heading in the copy: “Calendar 2014” becomes “Calendar 2015”, and “Plan for 2015” “Plan for 2016”."""
    named = [[span(*period) for period in ((of.start, of.end), spans.after(of.start, of.end))] for of in (report, copy)]
    new = dict(zip(*named, strict=True))
    # A year that is one end of a longer period (“Strategy 2014–2018”) is left alone.
    old = re.compile(rf"(?<![\d–-])({'|'.join(map(re.escape, new))})(?![\d–-])")
    return lambda heading: old.sub(lambda found: new[found[0]], heading)


@transaction.atomic
def fill(copy, report, with_texts):
    """Save a copy with the sections and acronyms of the report it is made from."""
    copy.save()
    moved = _moved(report, copy)
    for section in report.sections.all():
        section.heading = moved(section.heading)
        section.pk, section.report, section._state.adding = None, copy, True
        section.text = section.text if with_texts else ""
        section.save()
    for acronym in report.acronyms.all():
        acronym.pk, acronym.report, acronym._state.adding = None, copy, True
        acronym.save()
