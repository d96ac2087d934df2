"""A process of its own that publishes a small report, for the tests that kill it.

It does what each line of its standard input asks (`prepare`, `publish`, `publish layout`, `state`) and answers with
one line. On its way to publish it says that it has come to the place that was named, and waits for a line: there
it is killed, or goes on after something was done to it. `fill` leaves next to no space for reports; `clear` gives it
back.
"""

import contextlib
import hashlib
import io
import json
import os
import resource
import sys

import django
from django.conf import settings

settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
django.setup()

import pikepdf  # noqa: E402
from django.core.management import CommandError, call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from members.models import Person  # noqa: E402
from reports.checks import fitting  # noqa: E402
from reports.data.gather import gather  # noqa: E402
from reports.models import AnnualReport, Publishing, Release  # noqa: E402
from reports.releases import latest as current  # noqa: E402
from reports.releases import publishing, snapshots  # noqa: E402

fitting.overflows = lambda report, data: []  # the draft was printed, and fits
publishing.printed = lambda report: None
FILLER = settings.REPORTS_ROOT / "filler"
PAGE = resource.getpagesize()


def prepare():
    from tests.factories import make_activity, make_annual_report, make_person, make_section

    call_command("migrate", verbosity=0)
    report = make_annual_report(slug="2014")
    make_section(report=report, heading="About", text="<p>A network. Omsin Boonlert wrote this.</p>")
    make_person(name="Omsin Boonlert", naming="full")
    make_section(report=report, kind="achievements", heading="Achievements")
    make_activity(start="2014", end="2014", heading="Consultation", text="<p>It was held.</p>")
    say()


def publish(where=""):
    """Ask, and do what the worker does until its queue is empty."""
    report = AnnualReport.objects.get()
    if where != "layout":
        publishing.report_pdf = quick
    HOOKS.get(where, lambda: None)()
    attempt = publishing.ask(report, None, publishing.version_token(report, gather(report)))
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    say(stage=Publishing.objects.get(pk=attempt.pk).stage, failure=Publishing.objects.get(pk=attempt.pk).failure)


def withdraw(where=""):
    """The person whom all releases name is not to be named any more; the worker is not asked yet."""
    publishing.report_pdf = quick
    HOOKS.get(where, lambda: None)()
    person = Person.objects.get()
    person.naming = "withheld"
    person.save()
    say()


def work():
    """Do what is in the worker's queue."""
    publishing.report_pdf = quick
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    say(stage=Publishing.objects.first().stage, failure=Publishing.objects.first().failure)


def later():
    """As if a minute had gone by."""
    current.COMMIT_SECONDS = -1
    say()


def state():
    """What the public is served, what the records say, and what `verify_releases` finds wrong."""
    answer = Client().get("/annual-reports/2014.pdf")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    found = {"status": answer.status_code, "served": hashlib.sha256(content).hexdigest()}
    wrong = io.StringIO()
    try:
        found["releases"] = list(Release.objects.order_by("number").values_list("sha256", flat=True))
        publishing.reap(Publishing.objects)
        found |= Publishing.objects.values("stage", "failure").first() or {}
        call_command("verify_releases", stdout=io.StringIO(), stderr=wrong)
    except (CommandError, django.db.DatabaseError) as error:
        found["error"] = str(error)
    say(**found, wrong=[line.split(":")[0] for line in wrong.getvalue().splitlines()])


def quick(data, html, progress=None, light=False):
    pdf, content = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(content)
    return content.getvalue() + os.urandom(4).hex().encode()  # never the same twice


def at_layout():
    real = publishing.Progress.printer

    def printer(self, words, page=0, pages=0):
        real(self, words, page, pages)
        if words.startswith("laying"):
            wait("layout")

    publishing.Progress.printer = printer


def at_files():
    real = snapshots.write_whole

    def write_whole(path, content, **how):
        if path.name.endswith(".txt"):
            wait("files")
        real(path, content, **how)

    snapshots.write_whole = write_whole


def at_commit():
    real = snapshots.record

    def record(*args, **facts):
        with transaction.atomic():
            real(*args, **facts)
            wait("commit")

    snapshots.record = record


def at_link():
    publishing.point = lambda: wait("link")


def at_gathered():
    """While it is laid out. On SQLite the connection is a new one afterwards: an open file cannot go away."""

    def slow(*args, light=False, **how):
        if not light:
            wait("gathered")
            if connection.vendor == "sqlite":
                connection.close()
        return quick(*args, **how)

    publishing.report_pdf = slow


def with_small_files():
    """The kernel refuses what is larger than a hundred bytes, as a full disk does."""
    real = snapshots.write

    def write(*args):
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
        try:
            return real(*args)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    snapshots.write = write


def at_moved():
    real = current.move_away

    def move_away(release):
        real(release)
        wait("moved")

    current.move_away = move_away


def at_withdrawn():
    current.point = lambda: wait("withdrawn")


HOOKS = {"layout": at_layout, "files": at_files, "commit": at_commit, "link": at_link}
HOOKS |= {"gathered": at_gathered, "full": with_small_files, "moved": at_moved, "withdrawn": at_withdrawn}


def fill():
    """Leave three pages of memory, the space of three of a release's four files."""
    with open(FILLER, "wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(PAGE)):
            pass
    os.truncate(FILLER, FILLER.stat().st_size // PAGE * PAGE - 3 * PAGE)
    space()


def clear():
    FILLER.unlink()
    space()


def space():
    disk = os.statvfs(FILLER.parent)
    say(free=disk.f_bavail // (PAGE // disk.f_frsize), whole=disk.f_blocks // (PAGE // disk.f_frsize))


COMMANDS = {"prepare": prepare, "publish": publish, "state": state, "fill": fill, "clear": clear, "space": space}
COMMANDS |= {"withdraw": withdraw, "work": work, "later": later}


def wait(where):
    say(at=where)
    sys.stdin.readline()


def say(**facts):
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    for line in iter(sys.stdin.readline, ""):
        what, *where = line.split()
        COMMANDS[what](*where)
        connection.close()
