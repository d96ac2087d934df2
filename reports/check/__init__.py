"""Check: what is missing, wrong or at odds in a report, each with the field where it is mended.

`check(report)` gives one list of `Finding`. What blocks must be mended before the report is published;
a warning may stand, once somebody has said why.
"""

from dataclasses import replace

from reports.check import acronyms, dates, days, editions, figures, letters, links, missing, spelt, wording, words
from reports.check.findings import BLOCKING, WARNING, Finding
from reports.check.reading import Reading

__all__ = ["BLOCKING", "WARNING", "Finding", "check", "not_looked_for"]

ROOMS = [missing, words, links, letters, dates, editions, figures, spelt, acronyms, wording]
LOOKS = [look for room in ROOMS for look in room.LOOKS]


def not_looked_for(report):
    """What the looks that go by English words would have found, of a report in another language; else nothing."""
    if report.language == "en":
        return []
    unread = [room.ENGLISH for room in ROOMS if hasattr(room, "ENGLISH")]
    return unread if days.patterns(report.language) else ["days that a chapter names", *unread]


def check(report, data=None):
    """Every `Finding` of a report: those that block first, each kind together, in the order it is read.

    `data` is what the report prints, for whoever has gathered it already.
    """
    reading = Reading(report, data)
    accepted = {one.key: one for one in report.accepted_warnings.select_related("accepted_by")}
    found = {finding.key: finding for look in LOOKS for finding in look(reading)}
    kinds = list(dict.fromkeys(finding.kind for finding in found.values()))
    listed = sorted(found.values(), key=lambda finding: (finding.severity != BLOCKING, kinds.index(finding.kind)))
    return [
        replace(finding, accepted=accepted.get(finding.key)) if finding.severity == WARNING else finding
        for finding in listed
    ]
