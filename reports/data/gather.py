"""Gather: everything a report prints, as plain data, from the records of its period.

Only what is published, and people only as they allow. The web page, the PDF and the content hash are made
from this data and from nothing else.
"""

from collections.abc import Callable, Iterator
from typing import Any

from members.names import former_names_kept
from members.redaction.redactor import name_redactor
from reports.data.branding import branding_of
from reports.data.numbering import numbers
from reports.data.records import Records
from reports.languages import fixed_words
from reports.models import AnnualReport, Section
from reports.sections import KINDS
from reports.sections.base import SectionKind
from reports.sections.secretariat import offices
from reports.sections.shared import organisation, photos

MACHINE_READ = {"kind", "code", "anchor", "url", "language", "iso", "print", "src", "srcset", "light"}
MACHINE_READ |= {"direction", "value", "value_before"}


def gather(report: AnnualReport, records: Records | None = None) -> dict:
    """The report as nested dicts, lists and strings, in the order it is read.

    `records` are the report's, for whoever reads them for a check as well.
    """
    records = records or Records(report)
    with records.branding.country_names(), former_names_kept(), fixed_words(report.language):
        return map_text(name_redactor(records.protected), data_of(records))


def data_of(records: Records) -> dict:
    report, sections = records.report, records.sections
    return {
        "title": report.title,
        "period": report.period,
        "slug": report.slug,
        "address": report.get_absolute_url(),
        "language": report.language,
        "network": organisation(report.network, report.days[1]) | {"website": report.network.website},
        "offices": offices(records),
        "branding": branding_of(report, records.branding),
        "colophon": report.colophon or records.branding.network.colophon,
        "sections": [section(records, *numbered) for numbered in zip(sections, numbers(sections), strict=True)],
    }


def map_text(change: Callable[[str], str], data: Any) -> Any:
    """The same data with `change` made to every string that people read."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: value if key in MACHINE_READ else map_text(change, value) for key, value in data.items()}
    if isinstance(data, list):
        return [map_text(change, value) for value in data]
    return data


def strings(data: object, record: str = "the report") -> Iterator[tuple[str, str]]:
    """(text, the heading, title or name it is printed under) of every string in the data, machine-read ones too."""
    if isinstance(data, str):
        yield data, record
    if isinstance(data, dict):
        record = next(filter(None, map(data.get, ("heading", "title", "name", "label"))), record)
        data = list(data.values())
    for part in data if isinstance(data, list) else []:
        yield from strings(part, record)


def section(records: Records, part: Section, number: str) -> dict:
    kind = KINDS[part.kind]
    return {
        "kind": part.kind,
        "number": number,
        "heading": kind.heading(part),
        "anchor": f"section-{part.pk}",
        "text": part.text,
        "photos": photos(part.photos.all()),
        **counted(kind, records, part),
    }


def counted(kind: SectionKind, records: Records, part: Section) -> dict:
    """Where nothing can be known of the period, `unknown` says why, and nothing is counted."""
    if kind.empty is not None and (why := records.unknown[kind.known_by(records)]):
        return kind.empty | {"unknown": why}
    return kind.data(records, part)
