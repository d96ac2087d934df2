"""A new report from one there is: its sections and acronyms, its words if wished; never its messages or figures."""

from django.db import transaction

from core import spans
from reports.models import AnnualReport


def following(report):
    """A report of the period of the same length that follows, not saved."""
    return _like(report, *spans.after(report.start, report.end))


def _like(report, start, end):
    kept = {name: getattr(report, name) for name in ("network", "committee", "title", "language", "colophon")}
    return AnnualReport(**kept, start=start, end=end, status=AnnualReport.Status.DRAFT)


def beside(report):
    """A report of the same period, in a language that is still to be chosen, not saved."""
    copy = _like(report, report.start, report.end)
    copy.language = ""
    return copy


def address(start, end, language):
    """“2015”, “2014-2016”, “2015-04-2016-03”, “2014-th”."""
    parts = [date.iso[:7] for date in ([start] if start == end else [start, end])]
    return "-".join([*parts, *([language] if language != "en" else [])])


@transaction.atomic
def fill(copy, report, with_texts):
    """Save a copy with the sections and acronyms of the report it is made from."""
    copy.save()
    for section in report.sections.all():
        section.pk, section.report, section._state.adding = None, copy, True
        section.text = section.text if with_texts else ""
        section.save()
    for acronym in report.acronyms.all():
        acronym.pk, acronym.report, acronym._state.adding = None, copy, True
        acronym.save()
