"""The database goes away while a release is made: the last one is served, no file is left, and then it can be made."""

import pytest
from django.core.management import call_command
from django.db import OperationalError, close_old_connections, connection

from reports.data.gather import gather
from reports.models import Publishing, Release
from reports.releases import publishing

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server that could go away")


def ask(report):
    return publishing.ask(report, None, publishing.version_token(report, gather(report)))


def releases():
    """Their numbers; raises CommandError where a file is missing, or belongs to none."""
    call_command("verify_releases")
    return list(Release.objects.order_by("number").values_list("number", flat=True))


@pytest.fixture
def cut_at(proxy, monkeypatch):
    """The database goes away in the transaction that records a release, once the files are there."""
    record = publishing.snapshots.record

    def cut_at(word, **how):
        def recording(*args, **facts):
            monkeypatch.setattr(publishing.snapshots, "record", record)
            proxy.cut_at(word, **how)
            return record(*args, **facts)

        monkeypatch.setattr(publishing.snapshots, "record", recording)

    return cut_at


def back(proxy):
    proxy.restore()
    close_old_connections()


@pytest.mark.parametrize("word", [b'INTO "reports_release"', b"COMMIT"])
def test_a_release_while_the_database_goes_away(proxy, cut_at, report, release, client, word):
    first = release()
    report.sections.filter(heading="About").update(text="<p>Another text.</p>")
    cut_at(word)
    with pytest.raises(OperationalError):
        ask(report)
    back(proxy)
    publishing.reap(Publishing.objects)
    died = Publishing.objects.first()
    assert died.stage == "failed" and str(publishing.LATER) in died.failure and releases() == [1]
    answer = client.get("/annual-reports/2014.pdf")
    assert b"".join(answer.streaming_content) == first.path("pdf").read_bytes()
    assert ask(report).stage == "done" and releases() == [1, 2]


def test_a_release_whose_commit_nobody_heard_of_is_published(proxy, cut_at, report, drawn):
    cut_at(b"COMMIT", answer_is_lost=True)
    with pytest.raises(OperationalError):
        ask(report)
    back(proxy)
    publishing.reap(Publishing.objects)
    assert Publishing.objects.get().stage == "done" and releases() == [1]
