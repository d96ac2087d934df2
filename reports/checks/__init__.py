"""Check: what is missing, wrong or at odds in a report, each with the field where it is mended.

`check(report)` gives one list of `Finding`. What blocks must be mended before the report is published;
a warning may stand, once somebody has said why.
"""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from reports.checks import (
    acronyms,
    addresses,
    dates,
    days,
    editions,
    figures,
    fitting,
    glyphs,
    links,
    missing,
    possible,
    spelt,
    stale,
    wording,
    words,
)
from reports.checks.context import CheckContext
from reports.findings import BLOCKING, WARNING, Finding

__all__ = ["BLOCKING", "WARNING", "Finding", "check", "not_looked_for"]

MODULES = [
    *(missing, stale, words, possible, addresses, links, glyphs, dates),
    *(editions, figures, spelt, acronyms, wording, fitting),
]
CHECKS = [rule for module in MODULES for rule in module.CHECKS]


def not_looked_for(report):
    """What the checks that go by English words would have found, of a report in another language; else nothing."""
    if report.language == "en":
        return []
    unread = [module.ENGLISH for module in MODULES if hasattr(module, "ENGLISH")]
    return unread if days.patterns(report.language) else [_("days that a chapter names"), *unread]


def check(report, read=None):
    """Every `Finding` of a report: those that block first, each kind together, in the order it is read.

    `read` is what has been read of it already: its `CheckContext`, or the data alone that it prints.
    """
    context = read if isinstance(read, CheckContext) else CheckContext(report, read)
    accepted = {one.key: one for one in context.accepted}
    with context.branding.country_names():
        found = {finding.key: finding for rule in CHECKS for finding in rule(context)}
    kinds = list(dict.fromkeys(finding.kind for finding in found.values()))
    listed = sorted(found.values(), key=lambda finding: (finding.severity != BLOCKING, kinds.index(finding.kind)))
    return [
        replace(finding, accepted=accepted.get(finding.key)) if finding.severity == WARNING else finding
        for finding in listed
    ]
