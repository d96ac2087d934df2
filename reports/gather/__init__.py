"""Gather: everything a report prints, as plain data, from the records of its period.

Only what is published, and people only as they allow. The web page, the PDF and the fingerprint are made
from this data and from nothing else.
"""

from django.db.models import Prefetch
from django.utils import translation

from core.countries import called
from members.house import House
from members.naming import name_gate
from reports.gather import finance, impact, network, told, work
from reports.gather.house import look
from reports.gather.numbering import numbers
from reports.gather.shared import organisation, photos, shown_photos
from reports.models import Section

MACHINE_READ = {"kind", "code", "anchor", "url", "language", "iso", "print", "src", "srcset", "light"}
MACHINE_READ |= {"direction", "value", "value_before"}


def gather(report):
    """The report as nested dicts, lists and strings, in the order it is read."""
    house = House(organisation=report.network)
    with called(lambda: house.names), translation.override(report.language):
        return map_text(name_gate(), told_in(report, house))


def told_in(report, house):
    chapters = Prefetch("project", work.with_work(report))  # none where the project is not published
    shown = report.sections.filter(shown=True).prefetch_related(chapters, shown_photos())
    parts = [part for part in shown if may_be_told(part)]
    return {
        "title": report.title,
        "period": report.period,
        "slug": report.slug,
        "address": report.get_absolute_url(),
        "language": report.language,
        "network": organisation(report.network) | {"website": report.network.website},
        "offices": network.offices(report),
        "house": look(report, house),
        "colophon": report.colophon or house.network.colophon,
        "sections": [section(report, *numbered) for numbered in zip(parts, numbers(parts), strict=True)],
    }


def map_text(change, data):
    """The same data with `change` made to every string that people read."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: value if key in MACHINE_READ else map_text(change, value) for key, value in data.items()}
    if isinstance(data, list):
        return [map_text(change, value) for value in data]
    return data


def strings(data, record="the report"):
    """(text, the heading, title or name it is printed under) of every string in the data, machine-read ones too."""
    if isinstance(data, str):
        yield data, record
    if isinstance(data, dict):
        record = next(filter(None, map(data.get, ("heading", "title", "name", "label"))), record)
        data = list(data.values())
    for part in data if isinstance(data, list) else []:
        yield from strings(part, record)


def may_be_told(part):
    """A chapter of a project that is not published, or no longer, is left out: its heading would give it away."""
    return part.kind != Section.Kind.PROGRAMME or bool(part.project)


def section(report, part, number):
    return {
        "kind": part.kind,
        "number": number,
        "heading": heading(part),
        "anchor": f"section-{part.pk}",
        "text": part.text,
        "photos": photos(part.shown_photos),
        **(work.programme(part) if part.kind == Section.Kind.PROGRAMME else GATHERERS[part.kind](report)),
    }


def heading(part):
    """A programme’s with the acronym it is known by, where the heading does not say it."""
    acronym = part.project.acronym if part.kind == Section.Kind.PROGRAMME else ""
    return f"{part.heading} ({acronym})" if acronym and acronym not in part.heading else part.heading


GATHERERS = {
    Section.Kind.FRONT: lambda report: {},
    Section.Kind.TEXT: lambda report: {},
    Section.Kind.COMMITTEE: network.committee,
    Section.Kind.SECRETARIAT: network.secretariat,
    Section.Kind.MEMBERS: network.members,
    Section.Kind.SUPPORTERS: network.supporters,
    Section.Kind.MESSAGES: told.messages,
    Section.Kind.IMPACT: impact.impact,
    Section.Kind.OVERVIEW: told.overview,
    Section.Kind.ACHIEVEMENTS: work.achievements,
    Section.Kind.GOVERNANCE: work.governance,
    Section.Kind.PUBLICATIONS: work.publications,
    Section.Kind.FINANCE: finance.finance,
    Section.Kind.PLAN: work.plan,
    Section.Kind.CALENDAR: work.calendar,
    Section.Kind.ACRONYMS: told.acronyms,
}
