"""The PDF worker: a process of its own whose children have limits, and which leaves nothing behind."""

import io
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pikepdf
import pytest

from core.pdf import PrintError
from core.pdf.client import Limits, pdf_worker, render_pdf

pytestmark = pytest.mark.slow

BASE = "http://testserver/"
HEAD = (
    '<!doctype html><html lang="en"><head><title>T</title><link rel="stylesheet" href="/static/report-fonts.css">'
    "</head><body style='font-family: Record Serif'><h1>T</h1>"
)
SHORT = f"{HEAD}<p>Short</p>"
LONG = HEAD + "<p>A long paragraph about the rights of migrants in the region. </p>" * 4000


def children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def gone(pid, seconds=5):
    """Whether a process has ended: it is no longer there, or waits to be buried."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False


def layout_in_progress(then):
    """Print the long document and call `then` with the child's pid as soon as its first page is laid out."""
    seen = []

    def progress(stage, page=0, pages=0):
        if page and not seen:
            seen.extend(children(pdf_worker.pid))
            then(*seen)

    with pytest.raises(PrintError) as error:
        render_pdf(LONG, base_url=BASE, progress=progress)
    return str(error.value), seen[0]


@pytest.mark.parametrize(
    "limits, words",
    [
        *((Limits(megabytes=size), f"took more than {size} MB of memory") for size in (60, 64, 70, 80, 90)),
        (Limits(processor_seconds=1), "took more than 1 seconds of work"),
        (Limits(seconds=1), "took more than 1 seconds and was stopped"),
    ],
)
def test_a_layout_that_hits_a_limit_is_stopped_and_says_so(limits, words):
    with pytest.raises(PrintError, match=words):
        render_pdf(LONG, base_url=BASE, limits=limits)
    assert all(gone(child) for child in children(pdf_worker.pid))
    assert render_pdf(SHORT, base_url=BASE)


def test_a_layout_that_is_killed_says_so_and_the_next_one_works():
    words, _ = layout_in_progress(lambda child: os.kill(child, signal.SIGKILL))
    assert "was ended from outside" in words
    assert render_pdf(SHORT, base_url=BASE).startswith(b"%PDF-")


def test_a_pdf_worker_that_is_killed_is_started_again():
    render_pdf(SHORT, base_url=BASE)
    before = pdf_worker.pid
    os.kill(before, signal.SIGKILL)
    assert render_pdf(SHORT, base_url=BASE).startswith(b"%PDF-")
    assert pdf_worker.pid != before


def test_pdf_worker_removes_what_a_killed_one_left_when_it_starts():
    pdf_worker.stop()
    folders = {pid: Path(tempfile.gettempdir()) / f"mmn-pdf-worker-{pid}-left" for pid in (2**22 + 1, os.getpid())}
    for folder in folders.values():  # no process has a number above 2²², and one that lives keeps its own
        folder.mkdir(exist_ok=True)
    render_pdf(SHORT, base_url=BASE)
    assert [folder.exists() for folder in folders.values()] == [False, True]
    folders[os.getpid()].rmdir()


def test_a_pdf_worker_that_cannot_be_started_says_what_to_look_at(monkeypatch):
    def refuse(*_, **__):
        raise OSError(12, "Cannot allocate memory")

    pdf_worker.stop()
    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(PrintError) as error:
        render_pdf(SHORT, base_url=BASE)
    words = "The PDF worker could not be started: Cannot allocate memory. Try again, and look at the machine’s memory"
    assert str(error.value) == f"{words} and disk."


def test_a_layout_ends_when_nobody_waits_for_it_any_more():
    class Stopped(Exception):
        pass

    def stop(stage, page=0, pages=0):
        if page:
            stop.child = children(pdf_worker.pid)[0]
            raise Stopped

    with pytest.raises(Stopped):
        render_pdf(LONG, base_url=BASE, progress=stop)
    assert gone(stop.child)


ASKER = """
import django, sys
django.setup()
from core.pdf.client import pdf_worker, render_pdf
def progress(stage, page=0, pages=0):
    if page == 1:
        (child,) = open(f"/proc/{pdf_worker.pid}/task/{pdf_worker.pid}/children").read().split()
        print(pdf_worker.pid, child, flush=True)
render_pdf(sys.stdin.read(), base_url="http://testserver/", progress=progress)
"""


def test_pdf_worker_and_layout_die_with_their_parent_and_leave_no_file(tmp_path):
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    asker = subprocess.Popen(
        [sys.executable, "-c", ASKER], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    asker.stdin.write(LONG)
    asker.stdin.close()
    processes = [int(pid) for pid in asker.stdout.readline().split()]
    assert len(processes) == 2 and list(tmp_path.iterdir())
    asker.kill()
    asker.wait()
    asker.stdout.close()
    assert all(gone(pid) for pid in processes)
    assert not list(tmp_path.iterdir())


def test_what_a_killed_layout_leaves_is_swept_up_by_the_next():
    _, child = layout_in_progress(lambda child: os.kill(child, signal.SIGKILL))
    left = list(Path(tempfile.gettempdir()).glob(f"mmn-pdf-worker-*/{child}-*"))
    render_pdf(SHORT, base_url=BASE)
    assert len(left) == 1 and not left[0].exists()


def title(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return str(opened.docinfo["/Title"])


def test_several_threads_print_at_once_and_each_gets_its_own():
    printed = {}

    def work(number):
        printed[number] = render_pdf(HEAD.replace("<title>T", f"<title>T{number}"), base_url=BASE)

    threads = [threading.Thread(target=work, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {number: title(pdf) for number, pdf in printed.items()} == {number: f"T{number}" for number in range(4)}


def test_pages_are_told_as_they_are_laid_out():
    shown = []
    pages = '<p style="break-after: page">One</p>' * 3 + "<p>End</p>"
    render_pdf(HEAD + pages, base_url=BASE, progress=lambda *step: shown.append(step))
    assert shown == [
        ("laying out", 0, 0),
        *(("laying out", page, 0) for page in range(1, 5)),
        ("drawing 4 pages", 4, 4),
        ("checking the file", 4, 4),
    ]


def test_the_pdf_worker_knows_neither_django_nor_the_printer_until_it_prints():
    code = "import core.pdf.worker, core.pdf.layout, sys; print({'django', 'weasyprint', 'pikepdf'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"
