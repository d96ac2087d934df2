"""Publishing that ends at any moment leaves no half release: the old one is served, and publishing again works.

A real process, the real worker, a database and files of its own: killed in layout, between two files, before the
commit and after it; its disk full; its database gone.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.slow

PROCESS = [sys.executable, "-m", "tests.reports.publishing_process"]


class Site:
    """A folder and a database, and what is done to them by processes of their own."""

    def __init__(self, folder, within=()):
        self.folder, self.within = folder, within
        self.database = f"sqlite:///{folder}/db.sqlite3"
        if on_postgresql():
            asked = connection.settings_dict
            self.name = f"{folder.name}_{os.getpid()}"
            self.on_server(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
            self.on_server(f"CREATE DATABASE {self.name}")
            who = ":".join(filter(None, (asked["USER"], asked["PASSWORD"])))
            self.database = f"postgres://{who}@{asked['HOST']}:{asked['PORT'] or 5432}/{self.name}"

    def on_server(self, statement):
        import psycopg2

        asked = connection.settings_dict
        server = psycopg2.connect(
            host=asked["HOST"], port=asked["PORT"] or 5432, user=asked["USER"], password=asked["PASSWORD"] or None
        )
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(statement)
        server.close()

    def start(self):
        own = {"VAR_DIR": str(self.folder), "DATABASE_URL": self.database}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(
            [*self.within, *PROCESS], cwd=settings.BASE_DIR, env={**os.environ, **own}, text=True, **pipes
        )

    def reach(self, where):
        """A process that publishes and has come to `where`."""
        process = self.start()
        assert ask(process, f"publish {where}") == {"at": where}
        return process

    def kill(self, where):
        with self.reach(where) as process:
            process.kill()

    def state(self):
        return ask(self.steady, "state")

    def publish(self):
        """Publish, and prove that it is one more release, whole, and the one that is served."""
        before = self.state()["releases"]
        assert ask(self.steady, "publish") == {"stage": "done", "failure": ""}
        now = self.state()
        assert now["releases"][:-1] == before and len(set(now["releases"])) == len(before) + 1
        assert (now["status"], now["served"], now["wrong"]) == (200, now["releases"][-1], [])


def ask(process, what=""):
    process.stdin.write(f"{what}\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def on_postgresql():
    return connection.vendor == "postgresql"


@contextmanager
def running(folder, within=()):
    """A site with one release; `within` is the command that its processes are started by."""
    site = Site(folder, within)
    with site.start() as site.steady:
        ask(site.steady, "prepare")
        site.publish()
        yield site
        site.steady.stdin.close()
    if on_postgresql():
        site.on_server(f"DROP DATABASE {site.name} WITH (FORCE)")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running(tmp_path_factory.mktemp("killed")) as site:
        yield site


@pytest.mark.parametrize(
    ("where", "stage"),
    [("layout", "Laying out the pages"), ("files", "Storing the files"), ("commit", "Storing the files")],
)
def test_killed_before_the_commit_nothing_is_published(site, where, stage):
    before = site.state()
    site.kill(where)
    after = site.state()
    assert (after["status"], after["served"]) == (200, before["served"])
    assert after["releases"] == before["releases"]
    assert after["stage"] == "failed"
    assert after["failure"].startswith(f"The worker stopped while it was at “{stage}”.")
    assert after["wrong"] == []  # who wrote down that it failed has cleared its files away
    site.publish()


def test_killed_after_the_commit_it_is_published(site):
    before = site.state()
    site.kill("link")
    after = site.state()
    assert after["stage"] == "done" and after["wrong"] == []
    assert after["releases"][:-1] == before["releases"] and after["served"] == after["releases"][-1]
    site.publish()


def test_files_that_are_refused_publish_nothing_and_leaves_nothing(site):
    before = site.state()
    with site.start() as process:
        words = ask(process, "publish full")
        process.stdin.close()
    assert words["stage"] == "failed" and words["failure"].startswith("The files could not be written: File too large.")
    after = site.state()
    assert (after["served"], after["releases"], after["wrong"]) == (before["served"], before["releases"], [])
    site.publish()


def small_disk(folder):
    """The command that starts a process with 1 MB for this folder, which it alone sees; skips where none may."""
    mount = ["sh", "-c", 'mount -t tmpfs -o size=1m tmpfs "$0" && exec "$@"', str(folder)]
    for apart in (["unshare", "--user", "--map-root-user", "--mount"], ["unshare", "--mount"]):
        try:
            tried = subprocess.run([*apart, *mount, "true"], capture_output=True, text=True)
        except FileNotFoundError:
            pytest.skip("there is no `unshare` here")
        if tried.returncode == 0:
            return [*apart, *mount]
    pytest.skip(f"the kernel lets nobody mount a small disk here: {tried.stderr.strip()}")


def test_a_full_disk_publishes_nothing_and_leaves_nothing(tmp_path_factory):
    folder = tmp_path_factory.mktemp("full")
    (folder / "reports").mkdir()
    with running(folder, small_disk(folder / "reports")) as site:
        before, filled = site.state(), ask(site.steady, "fill")
        assert filled == {"free": 3, "whole": 1024 * 1024 // resource.getpagesize()}
        words = ask(site.steady, "publish")
        assert words["stage"] == "failed"
        assert words["failure"].startswith("The files could not be written: The disk is full. Nothing was published")
        after = site.state()
        assert (after["served"], after["releases"], after["wrong"]) == (before["served"], before["releases"], [])
        assert ask(site.steady, "space") == filled
        ask(site.steady, "clear")
        site.publish()


@pytest.mark.skipif("connection.vendor != 'postgresql'")
@pytest.mark.parametrize("where", ["commit", "gathered"])
def test_a_connection_that_is_cut_off(site, where):
    """In the transaction, nothing is published; before it, a new connection takes its place."""
    before = site.state()
    with site.reach(where) as process:
        site.on_server(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{site.name}'")
        words = ask(process)
        process.stdin.close()
    after = site.state()
    if where == "commit":
        assert words["stage"] == "failed" and words["failure"].startswith("Something unforeseen failed:")
        assert (after["served"], after["releases"], after["wrong"]) == (before["served"], before["releases"], [])
    else:
        assert words == {"stage": "done", "failure": ""}
        assert after["releases"][:-1] == before["releases"] and after["served"] == after["releases"][-1]
    site.publish()


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_database_that_is_gone(site):
    before = site.state()
    away = site.folder / "away"
    away.mkdir()
    with site.reach("gathered") as process:
        for file in site.folder.glob("db.sqlite3*"):
            shutil.move(file, away)
        process.communicate("\n", timeout=60)  # the worker itself ends without a database
    gone = site.state()
    assert (gone["status"], gone["served"]) == (200, before["served"]) and "no such table" in gone["error"]
    for file in [*site.folder.glob("db.sqlite3*")]:
        file.unlink()
    for file in away.iterdir():
        shutil.move(file, site.folder)
    after = site.state()
    assert (after["served"], after["releases"], after["stage"]) == (before["served"], before["releases"], "failed")
    site.publish()


def test_killed_before_a_withdrawal_is_committed_nobody_gets_the_file(tmp_path_factory):
    with running(tmp_path_factory.mktemp("moved")) as site:
        before = site.state()
        with site.start() as process:
            assert ask(process, "withdraw moved") == {"at": "moved"}
            process.kill()
        after = site.state()
        assert (after["status"], after["wrong"]) == (503, ["missing"] * 4)
        ask(site.steady, "later")
        assert site.state()["served"] == before["served"] and site.state()["wrong"] == []


def test_killed_after_a_withdrawal_is_committed_it_is_withdrawn(tmp_path_factory):
    with running(tmp_path_factory.mktemp("withdrawn")) as site:
        with site.start() as process:
            assert ask(process, "withdraw withdrawn") == {"at": "withdrawn"}
            process.kill()
        after = site.state()
        assert (after["status"], after["wrong"], after["stage"]) == (410, [], "waiting")
        assert ask(site.steady, "work") == {"stage": "done", "failure": ""}
        now = site.state()
        assert (now["status"], now["served"], now["wrong"]) == (200, now["releases"][-1], [])
        assert len(now["releases"]) == 2 and now["served"] not in after["releases"]
