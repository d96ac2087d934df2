"""A draft that nobody has changed is given again without checked a record; a change of anything reads them again."""

import pytest
from django.db import connection

from core import change_token
from reports.output import drafts, printing
from reports.releases import serving
from tests.reports.test_serving import ADDRESS, body

pytestmark = pytest.mark.django_db


@pytest.fixture
def views(monkeypatch):
    """Counts how often the view reads the records. The live report is the HTML that would be printed."""
    monkeypatch.setattr(printing, "report_pdf", lambda data, html, progress=None, **how: b"%PDF " + html.encode())
    read, real = [], drafts.gather
    monkeypatch.setattr(drafts, "gather", lambda report: read.append(report) or real(report))
    return read


@pytest.fixture
def stamps(monkeypatch):
    """The stamp of the database, as a test sets it: one in memory has no files to look at."""
    now = {"is": "one"}
    monkeypatch.setattr(change_token, "current", lambda: now["is"])
    return now


def test_nothing_written_means_nothing_read(client, report, views, stamps):
    first, second = client.get(ADDRESS), client.get(ADDRESS)
    assert len(views) == 1
    assert body(second) == body(first)
    named = ["Content-Type", "Content-Disposition", "ETag", "Cache-Control", "Last-Modified"]
    assert [second[name] for name in named] == [first[name] for name in named]
    assert client.get(ADDRESS, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert len(views) == 1


def test_anything_written_reads_the_records_again(client, report, views, stamps):
    client.get(ADDRESS)
    report.sections.update(heading="Changed")
    stamps["is"] = "two"
    assert b"Changed" in body(client.get(ADDRESS))
    assert len(views) == 2


def test_what_is_not_for_everyone_or_cannot_be_told_is_not_kept(client, admin_client, report, views, stamps):
    report.status = "draft"
    report.save()
    assert [admin_client.get(ADDRESS).status_code, client.get(ADDRESS).status_code] == [200, 404]
    report.status = "published"
    report.save()
    stamps["is"] = None
    client.get(ADDRESS), client.get(ADDRESS)
    assert len(views) == 3


def test_it_is_held_against_the_records_all_the_same_after_a_while(client, report, views, stamps, monkeypatch):
    monkeypatch.setattr(serving, "CHECKED_SECONDS", 0)
    client.get(ADDRESS), client.get(ADDRESS)
    assert len(views) == 2


def test_the_stamp_of_files_follows_every_write(tmp_path):
    name = str(tmp_path / "db.sqlite3")
    assert change_token._of_files(name) is None
    for file in (name, f"{name}-wal"):
        with open(file, "w") as opened:
            opened.write("x")
    assert change_token._of_files(name) is None  # written just now: another write could bear the same time
    for file in (name, f"{name}-wal"):
        change_token.os.utime(file, (1000, 1000))
    before = change_token._of_files(name)
    assert before == change_token._of_files(name) != None  # noqa: E711
    change_token.os.utime(f"{name}-wal", (2000, 2000))
    assert change_token._of_files(name) != before


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_the_stamp_of_the_server_follows_every_write(report):
    before = change_token.current()
    report.sections.update(heading="Changed")
    assert change_token.current() != before and connection.vendor == "postgresql"
