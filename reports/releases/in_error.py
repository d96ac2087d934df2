"""In error: which changes between two releases come of what was entered in error."""

from core.permanence import has_errors, with_errors
from reports.data.gather import gather
from reports.data.schema import stored_report
from reports.releases.diff import IN_ERROR, changes


def release_changes(report, before, data):
    """`changes` from a release to `data`, gathered of the report; what was taken out as an error says so.

    That is what would come back in the same words if nothing were marked.
    """
    rows = changes(stored_report(before.data), data) if before else []
    if not rows or not has_errors():
        return rows
    with with_errors():
        unmarked = gather(report)
    back = {(row["where"], row["after"]) for row in changes(data, unmarked) if row["what"] == "added"}
    return [row | {"what": IN_ERROR} if is_removed_as(row, back) else row for row in rows]


def is_removed_as(row, known):
    return row["what"] == "removed" and (row["where"], row["before"]) in known
