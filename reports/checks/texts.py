"""The collector: every text a report prints, with its record, its field and whose words they are."""

from itertools import chain

from reports.sections.shared import photo_texts
from reports.texts import Origin, of


def collect(context):
    """Every `Text` that is not empty, once, however many sections print it."""
    texts = chain(report_itself(context), sections(context), *(kind.texts(context) for kind in context.kinds))
    return list({text.place.identity: text for text in texts if text.source.strip()}.values())


def report_itself(context):
    yield from of(context.report, "title", origin=Origin.TITLE)
    yield from of(context.report, "colophon", rich=True)
    if context.branding.is_entered:
        yield from of(context.branding.network, "region")
    if context.branding.is_entered and not context.report.colophon:
        yield from of(context.branding.network, "colophon", rich=True)


def sections(context):
    for section in context.sections:
        yield from of(section, "heading")
        yield from of(section, "text", rich=True)
        yield from photo_texts(section)
