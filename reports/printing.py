"""Printing: the PDF of a report as its records stand, a draft, made once for each state of the facts and kept.

A file is kept under the fingerprint of the data and of the code and fonts that print it. Whoever asks while
nothing has changed is given that file; two who ask at once wait for one layout; a failure leaves the last
good file where it is and is written down beside it.
"""

import contextlib
import hashlib
import json
import logging
import time
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from core.files import unwritten, write_whole
from core.pdf import PrintError, silent
from reports.gather import gather
from reports.locks import lock
from reports.render import report_html, report_pdf

log = logging.getLogger(__name__)
KEPT = 3  # files of earlier states, for whoever is downloading one
RETRY_SECONDS = 60  # a layout that has just failed is not tried again by every visitor
PRINTERS = ["core", "reports", "members/naming.py", "members/written_names.py", "templates/reports"]
PRINTERS += ["templates/includes/caption.html", "static/report.css", "static/report-fonts.css", "static/fonts/print"]
PRINTERS += ["static/report-language.css", "static/map", "requirements.txt"]


@dataclass(frozen=True)
class Printed:
    """A PDF on disk: its path, the fingerprint it is kept under, and why a newer one is missing, if it is."""

    path: Path
    fingerprint: str
    failure: str = ""


@cache
def code_fingerprint():
    """Of everything that decides how data becomes a PDF. Read once: code does not change under a running server."""
    digest = hashlib.sha256(version("weasyprint").encode())
    for name in PRINTERS:
        place = settings.BASE_DIR / name
        files = [place] if place.is_file() else sorted(file for file in place.rglob("*") if file.suffix != ".pyc")
        for file in filter(Path.is_file, files):
            digest.update(str(file.relative_to(settings.BASE_DIR)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def fingerprint(data):
    facts = json.dumps([data, settings.SITE_URL, code_fingerprint()], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(facts.encode()).hexdigest()


def printed(report, progress=silent):
    """The PDF of a report as its records stand now: a `Printed`.

    Raises PrintError only when the layout fails and there is no earlier file to give.
    """
    progress("gathering the records")
    data = gather(report)
    mark = fingerprint(data)
    path = _path(report, mark)
    if path.exists():
        return Printed(path, mark)
    with lock(report.slug):
        if path.exists():  # made while we waited
            return Printed(path, mark)
        if why := _just_failed(report, mark):
            return _last_good(report, why)
        try:
            _make(path, data, progress)
        except (PrintError, OSError) as error:
            why = f"{unwritten(error)} Mend that, and open it again." if isinstance(error, OSError) else str(error)
            _note_failure(report, mark, why)
            return _last_good(report, why)
    _forget_failure(report)
    _prune(report, path)
    return Printed(path, mark)


def last_failure(report):
    """Why the last layout failed, in words, or nothing."""
    record = _read_failure(report)
    return record["why"] if record else ""


def _make(path, data, progress):
    html = report_html(data, draft=True)
    pdf = report_pdf(data, html, progress)
    write_whole(path, pdf)


def _folder():
    settings.REPORTS_ROOT.mkdir(parents=True, exist_ok=True)
    return settings.REPORTS_ROOT


def _path(report, mark):
    return _folder() / f"{report.slug}.{mark[:20]}.pdf"


def _files(report):
    """Newest first."""
    return sorted(_folder().glob(f"{report.slug}.*.pdf"), key=lambda file: file.stat().st_mtime, reverse=True)


def _prune(report, newest):
    for old in [file for file in _files(report) if file != newest][KEPT:]:
        old.unlink(missing_ok=True)
    for part in _folder().glob("*.part"):  # left by a process that was killed
        if time.time() - part.stat().st_mtime > 3600:
            part.unlink(missing_ok=True)


def _failure_path(report):
    return _folder() / f"{report.slug}.failure.json"


def _read_failure(report):
    try:
        return json.loads(_failure_path(report).read_text())
    except (OSError, ValueError):
        return None


def _forget_failure(report):
    _failure_path(report).unlink(missing_ok=True)


def _just_failed(report, mark):
    """Why the same data could not be printed a moment ago, or nothing."""
    record = _read_failure(report)
    if record and record["mark"] == mark and time.time() - record["at"] < RETRY_SECONDS:
        return record["why"]


def _note_failure(report, mark, why):
    log.error("The annual report %s could not be printed: %s", report.slug, why)
    with contextlib.suppress(OSError):  # a full disk must not hide the reason
        _failure_path(report).write_text(json.dumps({"mark": mark, "at": time.time(), "why": why}))


def _last_good(report, why):
    earlier = _files(report)
    if not earlier:
        raise PrintError(why)
    return Printed(earlier[0], earlier[0].name.split(".")[-2], failure=why)
