"""Drafts for readers: the PDF of a report as its records stand, printed by the worker and never while a reader waits.

Where the records have changed since, the last file is given at once and says so, unless somebody or something in it
is less public now than it was then: a record withdrawn, a name or a photo that is allowed less.
"""

import contextlib
import logging
import time
from dataclasses import replace

from django.conf import settings
from django.db import DatabaseError

from reports.data.gather import gather
from reports.output import printing
from reports.output.tasks import print_draft

log = logging.getLogger(__name__)
ASKED_SECONDS = 20  # a worker asks for work every second, and a layout takes some
RETRY_SECONDS = 5


class BeingPrinted(Exception):
    """There is no file to give yet; the worker has been asked for one."""


def draft(report):
    """The PDF for a reader, at once: a `printing.Printed`; `is_behind` when the records have changed since.

    Raises BeingPrinted, or PrintError where the layout has just failed and there is no earlier file.
    """
    data = gather(report)
    if file := printing.find(report, data) or ask(report, data):
        return file
    if why := printing.just_failed(report, data):
        return printing.last_good(report, why)
    if file := printing.earlier(report):
        return replace(file, is_behind=True)
    raise BeingPrinted


def ask(report, data):
    """Have the worker print a report, unless it was asked a moment ago. The file, if it is there by then."""
    asked = printing.folder() / f"{report.slug}.asked"
    key = printing.print_hash(data)
    with contextlib.suppress(OSError):
        if time.time() - asked.stat().st_mtime < ASKED_SECONDS and asked.read_text() == key:
            return None
    if printing.just_failed(report, data):
        return None
    try:
        asked.write_text(key)
        print_draft.enqueue(report.pk)
    except (OSError, DatabaseError):
        log.warning("The worker could not be asked to print %s", report, exc_info=True)
    return printing.find(report, data)


def is_asked_in_vain(report):
    """Whether the worker was asked so long ago that none seems to run."""
    with contextlib.suppress(OSError):
        return time.time() - (settings.REPORTS_ROOT / f"{report.slug}.asked").stat().st_mtime > 4 * ASKED_SECONDS
    return False
