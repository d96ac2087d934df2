"""Printing: the PDF of a report as its records stand, a draft, made once for each state of the facts and kept.

A file is kept under the print hash: of the data and of the code and fonts that print it. Whoever asks while
nothing has changed is given that file; two who ask at once wait for one layout; a failure leaves the last
good file where it is and is written down beside it.
"""

import contextlib
import hashlib
import json
import logging
import time
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.files import unwritten, write_whole
from core.locks import lock
from core.pdf import PrintError
from core.pdf.client import silent
from core.schema import as_json
from reports.data.gather import gather
from reports.output.html import report_html, report_pdf
from reports.output.public_state import is_still_public, public_state

log = logging.getLogger(__name__)
KEPT = 3  # files of earlier states, for whoever is downloading one
RETRY_SECONDS = 60  # a layout that has just failed is not tried again by every visitor
PRINTERS = [
    "core",
    "reports",
    "templates/reports",
    "members/redaction/redactor.py",
    "members/redaction/written_names.py",
]
PRINTERS += [
    "members/redaction/name_forms.py",
    "members/redaction/lookalikes.py",
    "members/redaction/readings.py",
    "members/honorifics.py",
    "templates/includes/caption.html",
]
PRINTERS += ["static/colours.css", "static/report.css", "static/report-fonts.css", "static/fonts/print"]
PRINTERS += ["static/report-language.css", "static/map", "requirements.txt"]


@dataclass(frozen=True)
class Printed:
    """A PDF on disk: its path, the print hash it is kept under, and why a newer one is missing, if it is."""

    path: Path
    print_hash: str
    failure: str = ""
    is_behind: bool = False  # a newer one is being printed


@cache
def code_hash():
    """Of everything that decides how data becomes a PDF. Read once: code does not change under a running server."""
    digest = hashlib.sha256(version("weasyprint").encode())
    for name in PRINTERS:
        place = settings.BASE_DIR / name
        files = [place] if place.is_file() else sorted(file for file in place.rglob("*") if file.suffix != ".pyc")
        for file in filter(Path.is_file, files):
            digest.update(str(file.relative_to(settings.BASE_DIR)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def print_hash(data):
    facts = json.dumps([as_json(data), settings.SITE_URL, code_hash()], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(facts.encode()).hexdigest()


def printed(report, progress=silent):
    """The PDF of a report as its records stand now: a `Printed`.

    Raises PrintError only when the layout fails and there is no earlier file to give.
    """
    progress("gathering the records")
    data = gather(report)
    key = print_hash(data)
    path = _path(report, key)
    if path.exists():
        return Printed(path, key)
    with lock(report.slug):
        if path.exists():  # made while we waited
            return Printed(path, key)
        if why := _failed(report, key):
            return last_good(report, why)
        try:
            _make(path, data, progress)
        except (PrintError, OSError) as error:
            words = _("%(why)s Mend that, and open it again.")
            why = words % {"why": unwritten(error)} if isinstance(error, OSError) else str(error)
            _note_failure(report, key, why)
            return last_good(report, why)
    _forget_failure(report)
    _prune(report, path)
    return Printed(path, key)


def find(report, data):
    """The file of a state of the records, or None where it was not printed yet."""
    key = print_hash(data)
    path = _path(report, key)
    return Printed(path, key) if path.exists() else None


def overflows(report, data):
    """What lies outside the pages of the printed draft (`core.pdf.overflow`); None where none was printed."""
    file = find(report, data)
    facts = read_facts(file.path) if file else None
    return facts and facts["overflows"]


def read_facts(path):
    """What was written down beside a file: {"overflows": [...], "public": {...}}; None where nothing was."""
    try:
        return json.loads(path.with_suffix(".json").read_text())
    except (OSError, ValueError):
        return None


def last_failure(report):
    """Why the last layout failed, in words, or nothing."""
    record = _read_failure(report)
    return record["why"] if record else ""


def forget_drafts():
    """No file of an earlier state is given again, also where the next layout fails."""
    for file in folder().glob("*.pdf"):
        file.unlink(missing_ok=True)


def _make(path, data, progress):
    html, beyond, public = report_html(data, draft=True), [], public_state()
    pdf = report_pdf(data, html, progress, on_overflow=beyond.extend)
    write_whole(path.with_suffix(".json"), json.dumps({"overflows": beyond, "public": public}).encode())
    write_whole(path, pdf)


def folder():
    settings.REPORTS_ROOT.mkdir(parents=True, exist_ok=True)
    return settings.REPORTS_ROOT


def _path(report, key):
    return folder() / f"{report.slug}.{key[:20]}.pdf"


def files(report):
    """Newest first."""
    return sorted(folder().glob(f"{report.slug}.*.pdf"), key=lambda file: file.stat().st_mtime, reverse=True)


def _prune(report, newest):
    for old in [file for file in files(report) if file != newest][KEPT:]:
        old.unlink(missing_ok=True)
        old.with_suffix(".json").unlink(missing_ok=True)
    for part in folder().glob("*.part"):  # left by a process that was killed
        if time.time() - part.stat().st_mtime > 3600:
            part.unlink(missing_ok=True)


def _failure_path(report):
    return folder() / f"{report.slug}.failure.json"


def _read_failure(report):
    try:
        return json.loads(_failure_path(report).read_text())
    except (OSError, ValueError):
        return None


def _forget_failure(report):
    _failure_path(report).unlink(missing_ok=True)


def _failed(report, key):
    """Why the same data could not be printed a moment ago, or nothing."""
    record = _read_failure(report)
    if record and record["key"] == key and time.time() - record["at"] < RETRY_SECONDS:
        return record["why"]


def just_failed(report, data):
    """Why a state of the records could not be printed a moment ago, or nothing."""
    return _failed(report, print_hash(data))


def _note_failure(report, key, why):
    log.error("The annual report %s could not be printed: %s", report.slug, why)
    with contextlib.suppress(OSError):  # a full disk must not hide the reason
        _failure_path(report).write_text(json.dumps({"key": key, "at": time.time(), "why": why}))


def last_good(report, why):
    file = earlier(report)
    if not file:
        raise PrintError(why)
    return replace(file, failure=why)


def earlier(report):
    """The newest file of an earlier state, if all that was public then is so still; else None."""
    for path in files(report):
        facts = read_facts(path)
        if facts and is_still_public(facts["public"]):
            return Printed(path, version_token(path))
    return None


def version_token(path):
    """The beginning of the print hash that a file is kept under."""
    return path.name.split(".")[-2]
