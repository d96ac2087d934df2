"""Changes: what two releases say differently, field by field, in the words of the report."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from core.diff import REMOVED, differences
from core.schema import is_record, map_text, parts
from members.redaction.concealing import concealer
from reports.data.schema import ReportData, stored_report
from reports.languages import spoken
from reports.models import Release

IN_ERROR = "entered in error"  # of a change, in place of “removed”
CONCEALED = "\ufffc"  # stands for whoever is not named while two releases are compared

Row = dict[str, str]


def changes(old: ReportData, new: ReportData) -> list[Row]:
    """What differs, as a release keeps it: `[{"what", "where", "before", "after"}]` in the order it is read."""
    return [asdict(one) for one in differences(old, new)]


def public_changes(release: Release) -> list[Row] | None:
    """What the public reads of `release.changes`: None where the release before may no longer be read.

    Changes of people whose names are withheld are left out: that a mask comes, goes or moves says whose record
    changed. What is kept was shortened and may hold half a name or half a mask; so where anybody is concealed, the
    two releases are compared anew.
    """
    if not release.supersedes:
        return []
    if not release.supersedes.is_public:
        return None
    both = [stored_report(one.data) for one in (release.supersedes, release)]
    concealed = concealing(both)
    if concealed == both:
        return release.changes
    wrong = [row | {"what": REMOVED} for row in release.changes if row["what"] == IN_ERROR]
    rows = [row | {"what": IN_ERROR} if row in wrong else row for row in changes(*concealed)]
    return [row for row in rows if not any(CONCEALED in row[part] for part in ("where", "before", "after"))]


def concealing(reports: Iterable[ReportData]) -> list[ReportData]:
    """The same reports, with one sign for each of those who are not named, or however many they are."""
    languages = {"en", *(spoken(report.language) for report in reports)}  # English, where there was no catalogue then
    conceal = concealer(CONCEALED, languages)
    return [without_counts(map_text(conceal, report)) for report in reports]


def without_counts(data: Any) -> Any:
    if is_record(data):
        return replace(data, **{field.name: _concealed(field.kind, value) for field, value in parts(data)})
    return [without_counts(one) for one in data] if isinstance(data, list) else data


def _concealed(kind, value):
    return CONCEALED if kind.counts_unnamed and value else without_counts(value)
