"""Gather: everything a report prints, as plain data, from the records of its period.

Only what is published, and people only as they allow. The web page, the PDF and the fingerprint are made
from this data and from nothing else.
"""

from members.naming import name_gate
from reports.gather import network, told, work
from reports.gather.shared import organisation, photos, shown_photos
from reports.models import Section

MACHINE_READ = {"kind", "code", "anchor", "url", "language", "iso", "print", "src", "srcset"}


def gather(report):
    """The report as nested dicts, lists and strings, in the order it is read."""
    sections = report.sections.filter(shown=True).prefetch_related(shown_photos())
    data = {
        "title": report.title,
        "period": report.period,
        "slug": report.slug,
        "address": report.get_absolute_url(),
        "language": report.language,
        "network": organisation(report.network) | {"website": report.network.website},
        "offices": network.offices(report),
        "colophon": report.colophon,
        "sections": [section(report, part) for part in sections],
    }
    return map_text(name_gate(), data)


def map_text(change, data):
    """The same data with `change` made to every string that people read."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: value if key in MACHINE_READ else map_text(change, value) for key, value in data.items()}
    if isinstance(data, list):
        return [map_text(change, value) for value in data]
    return data


def section(report, part):
    return {
        "kind": part.kind,
        "heading": part.heading,
        "anchor": f"section-{part.pk}",
        "text": part.text,
        "photos": photos(part.shown_photos),
        **GATHERERS[part.kind](report),
    }


GATHERERS = {
    Section.Kind.TEXT: lambda report: {},
    Section.Kind.COMMITTEE: network.committee,
    Section.Kind.SECRETARIAT: network.secretariat,
    Section.Kind.MEMBERS: network.members,
    Section.Kind.SUPPORTERS: network.supporters,
    Section.Kind.MESSAGES: told.messages,
    Section.Kind.OVERVIEW: told.overview,
    Section.Kind.ACHIEVEMENTS: work.achievements,
    Section.Kind.PUBLICATIONS: work.publications,
    Section.Kind.CALENDAR: work.calendar,
    Section.Kind.ACRONYMS: told.acronyms,
}
