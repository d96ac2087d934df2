"""HTML to PDF bytes: the order goes to the PDF worker, a process of its own, and comes back as bytes or as an error.

This process never imports WeasyPrint. The PDF worker starts with the first order and stays, warm, as long as this
process lives; each document is laid out in a child of the PDF worker, with limits.
"""

import json
import os
import resource
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from core.pdf import PrintError, Progress
from core.pdf.diagnosis import SizeDiagnosis
from core.pdf.worker import FAILED, PRINTED, PROGRESS, STARTED

ROOT = Path(__file__).resolve().parent.parent.parent


def silent(stage: object, page: int = 0, pages: int = 0) -> None:
    """Tell nobody."""


class WorkerDied(Exception):
    pass


@dataclass(frozen=True)
class Limits:
    """What one layout may take. Ten times the report of 2014, 431 pages, took 18 seconds and 500 MB."""

    megabytes: int = 1024
    processor_seconds: int = 120
    seconds: int = 240


LIMITS = Limits()
STOPPED = {
    "memory": _("The layout took more than %(megabytes)s MB of memory and was stopped."),
    "processor": _("The layout took more than %(processor_seconds)s seconds of work and was stopped."),
    "time": _("The layout took more than %(seconds)s seconds and was stopped."),
    "ended": _("The layout was ended from outside, or for want of memory, before it was done."),
}
POLL_SECONDS = 0.05


def render_pdf(
    html: str,
    *,
    base_url: str,
    photos: Iterable[str] = (),
    progress: Progress = silent,
    limits: Limits = LIMITS,
    on_overflow: Callable[[list[dict]], None] = silent,
) -> bytes:
    """Lay out one HTML document and return the PDF's bytes.

    `photos` names the stored pictures the document may show; all of them must be shown. Nothing is read but
    these and this project's static files: no network, no other file. `on_overflow` is called once, with what lies
    outside the type area (`core.pdf.overflow`). Raises PrintError.
    """
    order = {
        "html": html,
        "base_url": base_url,
        "photos": {name: default_storage.path(name) for name in photos},
        "folders": static_folders(),
        "megabytes": limits.megabytes,
        "processor_seconds": limits.processor_seconds,
    }
    for _again in range(2):  # a PDF worker that was killed may be seen to be gone only after the order was sent
        with pdf_worker.order(order) as connection, suppress(WorkerDied):
            return _await(connection, html, progress, limits, on_overflow)
    raise PrintError(_("The PDF worker ended before it began. Try again, and look at the machine’s memory."))


def static_folders() -> list[str]:
    return [storage.location for finder in get_finders() for storage in finder.storages.values()]


def _await(connection, html, progress, limits, on_overflow):
    deadline, child = time.monotonic() + limits.seconds, None
    while (left := deadline - time.monotonic()) > 0:
        if child and _megabytes(child) > limits.megabytes:
            raise PrintError(_stopped("memory", html, limits))
        if not connection.poll(min(left, POLL_SECONDS)):
            continue
        try:
            kind, *facts = json.loads(connection.recv_bytes())
            if kind == PRINTED:
                pdf = connection.recv_bytes()
                on_overflow(*facts)
                return pdf
        except (EOFError, OSError):
            raise (PrintError(_stopped("ended", html, limits)) if child else WorkerDied) from None
        if kind == STARTED:
            (child,) = facts
        elif kind == PROGRESS:
            progress(*facts)
        elif kind == FAILED:
            reason, words, values = facts
            raise PrintError(_(words) % values if words else _stopped(reason, html, limits))
    raise PrintError(_stopped("time", html, limits))


def _megabytes(pid):
    """The data that a process holds, as RLIMIT_DATA counts it; 0 for one that has ended."""
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[5]) * resource.getpagesize() / 2**20
    return 0


def _stopped(reason, html, limits):
    """Why a layout was stopped, and the part of the document that is most likely the cause."""
    diagnosis = SizeDiagnosis(html)
    if reason == "depth":
        words = _("The layout failed: a table or list %(place)s is nested too deeply. Make it simpler.")
        return words % {"place": _under(diagnosis.deepest)}
    heading, letters = diagnosis.longest
    words = _("%(why)s The longest text stands %(place)s: %(letters)s letters. Shorten it, or try again.")
    return words % {"why": STOPPED[reason] % vars(limits), "place": _under(heading), "letters": f"{letters:,}"}


def _under(heading):
    return _("under “%(heading)s”") % {"heading": heading} if heading else _("before the first heading")


class PdfWorker:
    """The PDF worker of this process: started when it is first needed, and again if it has died."""

    def __init__(self):
        self._lock = threading.Lock()
        self._owner = self._process = self._orders = None

    @property
    def pid(self) -> int | None:
        return self._process and self._process.pid

    @contextmanager
    def order(self, order: dict) -> Iterator[Connection]:
        """Send one order; yields the connection on which the answers come. Leaving ends the layout."""
        ours, theirs = socket.socketpair()
        theirs_alive, alive = os.pipe()
        with Connection(ours.detach()) as connection, os.fdopen(alive, "wb"):
            with theirs, os.fdopen(theirs_alive, "rb"):
                self._send([theirs.fileno(), theirs_alive])
            with suppress(OSError):  # the PDF worker has just died: what is read next says so
                connection.send_bytes(json.dumps(order).encode())
            yield connection

    def _send(self, handles):
        with self._lock:
            for again in (True, False):
                try:
                    self._start_if_needed()
                    return socket.send_fds(self._orders, [b"1"], handles)
                except OSError as error:
                    self.stop()
                    if not again:
                        words = _(
                            "The PDF worker could not be started: %(why)s. Try again, and look at the machine’s memory "
                            "and disk."
                        )
                        raise PrintError(words % {"why": error.strerror or error}) from error

    def stop(self) -> None:
        """End the PDF worker and whatever it is laying out; the next order starts another."""
        if self._owner == os.getpid():
            self._orders.close()
            self._process.terminate()
            self._process.wait()
            self._owner = None

    def _start_if_needed(self):
        if self._owner == os.getpid() and self._process.poll() is None:
            return  # a fork of this process has no PDF worker yet
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own words only
                [sys.executable, "-m", "core.pdf.worker", str(theirs.fileno())],
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        self._owner, self._orders = os.getpid(), ours


pdf_worker = PdfWorker()
