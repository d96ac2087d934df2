"""One layout for one state of the facts; the last good file when a layout fails."""

import os
import re
import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.pdf import PrintError
from members.models import Organisation, Person
from reports.output import printing
from reports.output.printing import last_failure, printed
from tests.factories import make_event


@pytest.fixture
def layouts(monkeypatch):
    """Counts the layouts and makes them instant; `fail` makes the next ones fail."""

    class Layouts:
        made, fail, wait = 0, "", 0

        def __call__(self, data, html, progress=None, **how):
            time.sleep(self.wait)
            self.made += 1
            if self.fail:
                raise PrintError(self.fail)
            return b"%PDF " + html.encode()

    layouts = Layouts()
    monkeypatch.setattr(printing, "report_pdf", layouts)
    return layouts


def test_nothing_changed_means_no_layout(report, layouts):
    first = printed(report)
    assert printed(report) == first
    assert layouts.made == 1


def test_a_changed_fact_is_printed_again(report, layouts):
    first = printed(report)
    Organisation.objects.filter(pk=report.network_id).update(
        name="Another name"
    )  # update() too: nothing listens to saves
    report.network.refresh_from_db()
    second = printed(report)
    assert second.print_hash != first.print_hash
    assert b"Another name" in second.path.read_bytes() and b"Another name" not in first.path.read_bytes()


def test_every_template_that_prints_is_part_of_the_print_hash():
    waiting, found = ["reports/print.html"], set()
    while waiting:
        name = waiting.pop()
        text = (settings.BASE_DIR / "templates" / name).read_text()
        waiting += set(re.findall(r'{% include "([^"]+)"', text)) - found
        found.add(name)
    assert "includes/caption.html" in found
    assert [name for name in found if not f"templates/{name}".startswith(tuple(printing.PRINTERS))] == []


def test_a_fact_that_is_not_in_the_report_changes_nothing(report, layouts):
    first = printed(report)
    make_event(title="Of another year", start="1999")
    assert printed(report) == first


def test_a_persons_decision_is_a_fact(report, layouts):
    first = printed(report)
    Person.objects.update(naming="full")
    assert printed(report).print_hash != first.print_hash


def test_a_failure_leaves_the_last_good_file_and_says_why(report, layouts):
    good = printed(report)
    report.network.name, layouts.fail = "Changed", "The photo of the river is missing."
    again = printed(report)
    assert (again.path, again.failure) == (good.path, "The photo of the river is missing.")
    assert last_failure(report) == "The photo of the river is missing."


def test_a_full_disk_is_said_in_words(report, monkeypatch):
    monkeypatch.setattr(printing, "report_pdf", lambda *_, **how: b"%PDF-")
    monkeypatch.setattr(os, "fsync", lambda fd: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(PrintError) as error:
        printed(report)
    why = "The files could not be written: The disk is full. Mend that, and open it again."
    assert str(error.value) == last_failure(report) == why


def test_a_layout_that_has_just_failed_is_not_tried_by_every_visitor(report, layouts):
    layouts.fail = "No."
    for _ in range(3):
        with pytest.raises(PrintError, match=r"No\."):
            printed(report)
    assert layouts.made == 1


def test_it_is_tried_again_once_the_fact_is_mended(report, layouts):
    layouts.fail = "No."
    with pytest.raises(PrintError):
        printed(report)
    layouts.fail, report.network.name = "", "Mended"
    assert not printed(report).failure
    assert last_failure(report) == ""


def test_a_full_disk_leaves_no_half_file(report, layouts, monkeypatch):
    good = printed(report)
    monkeypatch.setattr(os, "fsync", lambda fd: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    report.network.name = "Changed"
    assert printed(report).path == good.path
    assert sorted(file.suffix for file in good.path.parent.iterdir() if file.suffix in {".pdf", ".part"}) == [".pdf"]


def test_old_files_are_cleared_away(report, layouts):
    for number in range(8):
        report.network.name = f"Name {number}"
        newest = printed(report)
    files = list(newest.path.parent.glob("*.pdf"))
    assert newest.path in files and len(files) == printing.KEPT + 1


def test_two_at_once_are_laid_out_once(report, layouts, monkeypatch):
    """The lock is a file's, so it holds between threads and processes alike; only the gathering is done apart."""
    data = printing.gather(report)
    monkeypatch.setattr(printing, "public_state", dict)
    monkeypatch.setattr(printing, "gather", lambda report: data)  # threads have no share in this test's transaction
    layouts.wait = 0.3
    found = []
    threads = [threading.Thread(target=lambda: found.append(printed(report))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert layouts.made == 1
    assert len(found) == 4 and len(set(found)) == 1


def test_the_lock_of_a_killed_process_is_free(report, layouts, settings):
    settings.REPORTS_ROOT.mkdir(parents=True, exist_ok=True)
    lock = settings.REPORTS_ROOT / f"{report.slug}.lock"
    holding = (
        "import fcntl, sys, time; file = open(sys.argv[1], 'w'); fcntl.flock(file, fcntl.LOCK_EX); "
        "print('held', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", holding, str(lock)], stdout=subprocess.PIPE)
    process.stdout.readline()
    process.kill()
    process.wait()
    assert printed(report).path.exists()


def test_a_stored_answer_asks_the_database_for_the_facts_and_nothing_more(report, layouts):
    printed(report)
    with CaptureQueriesContext(connection) as gathering:
        printing.gather(report)
    with CaptureQueriesContext(connection) as answering:
        printed(report)
    assert len(answering) == len(gathering)
    assert layouts.made == 1


def test_a_stored_answer_imports_no_weasyprint(report, layouts, settings):
    """Asked in a process of its own, where nothing has printed yet."""
    asked = "import sys, reports.output.printing, reports.views; sys.exit('weasyprint' in sys.modules)"
    setup = "import django; django.setup(); "
    done = subprocess.run([sys.executable, "-c", setup + asked], cwd=settings.BASE_DIR, env=os.environ, check=False)
    assert done.returncode == 0
