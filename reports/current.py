"""Current: which file the public address of each report gives, as a link in a folder.

`current/2014.pdf` points to the file of the latest release of an open report. Whoever serves it reads the
link alone, so a download asks no database; `point` makes the links say what the records say.
"""

import contextlib
import os
from pathlib import Path

from django.conf import settings

from reports.locks import lock
from reports.models import AnnualReport, Release


def folder():
    return settings.REPORTS_ROOT / "current"


def target(slug):
    """Where the link of a report leads, as written in it, or None."""
    try:
        return os.readlink(folder() / f"{slug}.pdf")
    except OSError:
        return None


def wanted():
    """{slug: target} of the reports that are open and have a release."""
    open_ones = Release.objects.filter(report__status=AnnualReport.Status.PUBLISHED).order_by("number")
    return {slug: f"../releases/{name}" for slug, name in open_ones.values_list("report__slug", "file")}


def point():
    """Set, move and remove links until they say what the records say. Returns the addresses that were wrong.

    The lock makes whoever comes with older facts wait for, and then read, the newer ones.
    """
    folder().mkdir(parents=True, exist_ok=True)
    with lock("current"):
        right = wanted()
        links = {path.stem for path in folder().glob("*.pdf")}
        wrong = [slug for slug in sorted(links | {*right}) if target(slug) != right.get(slug)]
        for slug in wrong:
            _set(folder() / f"{slug}.pdf", right.get(slug))
    return wrong


def _set(link: Path, where):
    if where is None:
        link.unlink(missing_ok=True)
        return
    new = link.with_suffix(".new")
    with contextlib.suppress(FileNotFoundError):
        new.unlink()
    os.symlink(where, new)
    os.replace(new, link)  # at no moment is there no link
