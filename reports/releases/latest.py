"""Current: which file the public address of each report gives, as a link in a folder.

`current/2014.pdf` points to the file of the latest release of an open report. Whoever serves it reads the
link alone, so a download asks no database; `point` makes the links say what the records say.

The files of a release that was withdrawn lie in another folder, to which nothing points.
"""

import contextlib
import os
import shutil
import time
from pathlib import Path, PurePath

from django.conf import settings

from core.locks import lock
from reports.models import AnnualReport, Release
from reports.models.release import ReleaseStorage

COMMIT_SECONDS = 60  # longer than any transaction takes to commit after it has moved files


def folder():
    return settings.REPORTS_ROOT / "current"


def target(slug):
    """Where the link of a report leads, as written in it, or None."""
    try:
        return os.readlink(folder() / f"{slug}.pdf")
    except OSError:
        return None


def wanted():
    """{slug: target} of the reports that are open and whose latest release is in public reach."""
    open_ones = Release.objects.filter(report__in=AnnualReport.objects.published()).order_by("number")
    latest = {slug: (pk, name) for slug, pk, name in open_ones.values_list("report__slug", "pk", "file")}
    public = set(Release.objects.public().values_list("pk", flat=True))
    return {slug: f"../releases/{name}" for slug, (pk, name) in latest.items() if pk in public}


def point():
    """Set, move and remove links and files until they say what the records say. Returns the addresses that were wrong.

    The lock makes whoever comes with older facts wait for, and then read, the newer ones.
    """
    folder().mkdir(parents=True, exist_ok=True)
    with lock("current"):
        repair()
        right = wanted()
        links = {path.stem for path in folder().glob("*.pdf")}
        wrong = [slug for slug in sorted(links | {*right}) if target(slug) != right.get(slug)]
        for slug in wrong:
            _set(folder() / f"{slug}.pdf", right.get(slug))
    return wrong


def move_away(release):
    """Take the files of a release out of public reach, before the commit that says so."""
    _move(release, ReleaseStorage().base_location, ReleaseStorage().withdrawn_location)


def repair():
    """Files that a process left where they do not belong: it ended after its commit, or before it."""
    storage = ReleaseStorage()
    for release in Release.objects.without_data():
        if release.is_withdrawn:
            move_away(release)
        elif _is_left(folder_of(release, storage.withdrawn_location)):
            _move(release, storage.withdrawn_location, storage.base_location)


def folder_of(release, root):
    return root / PurePath(release.file.name).parent


def _is_left(folder):
    """Whether it was moved here so long ago that the commit which was to follow will not come any more."""
    try:
        return time.time() - folder.stat().st_ctime > COMMIT_SECONDS
    except OSError:
        return False


def _move(release, source, target):
    old, new = folder_of(release, source), folder_of(release, target)
    if old.is_dir() and new.exists():  # a backup put them back
        shutil.rmtree(old)
    elif old.is_dir():
        new.parent.mkdir(parents=True, exist_ok=True)
        old.replace(new)


def _set(link: Path, where):
    if where is None:
        link.unlink(missing_ok=True)
        return
    new = link.with_suffix(".new")
    with contextlib.suppress(FileNotFoundError):
        new.unlink()
    os.symlink(where, new)
    os.replace(new, link)  # at no moment is there no link
