"""Gather: everything a report prints, as a `ReportData`, from the records of its period.

Only what is published, and people only as they allow. The web page, the PDF and the content hash are made
from this data and from nothing else.
"""

from dataclasses import replace

from core.schema import from_json, map_text
from members.names import former_names_kept
from members.redaction.redactor import name_redactor
from reports.data.branding import branding_of
from reports.data.numbering import numbers
from reports.data.records import Records
from reports.data.schema import NetworkData, ReportData
from reports.languages import fixed_words
from reports.models import AnnualReport, Section
from reports.sections import KINDS
from reports.sections.base import SectionKind
from reports.sections.schema import SectionData
from reports.sections.secretariat import offices
from reports.sections.shared import organisation_facts, photos


def gather(report: AnnualReport, records: Records | None = None) -> ReportData:
    """The report in the order it is read.

    `records` are the report's, for whoever reads them for a check as well.
    """
    records = records or Records(report)
    with records.branding.country_names(), former_names_kept(), fixed_words(report.language):
        return map_text(name_redactor(records.protected), data_of(records))


def data_of(records: Records) -> ReportData:
    report, network, sections = records.report, records.report.network, records.sections
    return ReportData(
        title=report.title,
        period=report.period,
        slug=report.slug,
        address=report.get_absolute_url(),
        language=report.language,
        network=NetworkData(**organisation_facts(network, report.days[1]), website=network.website),
        offices=offices(records),
        branding=branding_of(report, records.branding),
        colophon=report.colophon or records.branding.network.colophon,
        sections=[section(records, *numbered) for numbered in zip(sections, numbers(sections), strict=True)],
    )


def section(records: Records, part: Section, number: str) -> SectionData:
    kind = KINDS[part.kind]
    return replace(
        counted(kind, records, part),
        kind=part.kind,
        number=number,
        heading=kind.heading(part),
        anchor=f"section-{part.pk}",
        text=part.text,
        photos=photos(part.photos.all()),
    )


def counted(kind: SectionKind, records: Records, part: Section) -> SectionData:
    """Where nothing can be known of the period, `unknown` says why, and nothing is counted."""
    if kind.counts_period and (why := records.unknown[kind.known_by(records)]):
        return from_json(kind.schema, {"unknown": why})
    return kind.data(records, part)
