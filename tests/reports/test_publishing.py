"""A release: what it holds, what it follows, and that nothing changes it afterwards."""

import hashlib
import json
import os
import re

import pytest
from django.core.management import get_commands, load_command_class
from django.db import models, transaction
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from core.locks import lock
from core.pdf import PrintError
from core.schema import as_json
from members.models import Person
from publications.models import Publication
from reports.data.gather import gather
from reports.findings import BLOCKING, WARNING, Finding
from reports.models import AcceptedWarning, AnnualReport, NamedPerson, Publishing, Release
from reports.models.release import ImmutableError
from reports.releases import publishing
from reports.releases.diff import public_changes
from tests.factories import make_acronym, make_annual_report, make_person, make_section

pytestmark = pytest.mark.django_db


def ask(report, user=None):
    return publishing.ask(report, user, publishing.version_token(report, gather(report)))


@pytest.fixture
def findings(monkeypatch):
    """What the check finds: nothing, until a test adds something."""
    found = []
    monkeypatch.setattr(publishing, "check", lambda report: found)
    return found


def test_a_release_holds_what_was_published(release, report, secretary, settings):
    data = gather(report)
    first = release()
    content = first.path("pdf").read_bytes()
    assert first.sha256 == hashlib.sha256(content).hexdigest() and content.startswith(b"%PDF")
    assert (first.number, first.pages, first.supersedes, first.changes, first.data) == (1, 2, None, [], as_json(data))
    assert re.fullmatch("[0-9a-f]{64}", first.print_hash)
    assert (first.published_by, first.publisher) == (secretary, str(secretary))
    assert first.path("pdf").is_relative_to(settings.REPORTS_ROOT / "releases/2014/1")
    modes = {form: oct(first.path(form).stat().st_mode & 0o777) for form in first.files}
    assert len(modes) == 4 and set(modes.values()) == {"0o440"}  # nobody writes them by mistake
    assert timezone.now() - first.published_at < timezone.timedelta(minutes=1)


def test_a_release_is_an_edition_in_the_library(release, report):
    first, second = release(), release()
    work = Publication.objects.get(kind="annual_report")
    assert (work.title, work.slug, work.publisher) == ("Annual Report 2014", "annual-report-2014", report.network)
    assert work.is_published
    words = [(e.language, e.version, e.pages, e.checksum, e.address) for e in work.editions.all()]
    at = "http://testserver/annual-reports/2014/releases"
    assert words == [
        ("en", "Release 1", 2, first.sha256, f"{at}/1.pdf"),
        ("en", "Release 2", 2, second.sha256, f"{at}/2.pdf"),
    ]
    assert (first.edition, second.edition) == tuple(work.editions.all())


def test_two_languages_of_a_period_are_editions_of_one_work(release, report, drawn):
    thai = make_annual_report(network=report.network, slug="2014-th", start="2014", end="2014", language="th")
    make_section(report=thai, kind="acronyms")
    release()
    assert ask(thai).stage == "done"
    assert [edition.language for edition in Publication.objects.get(kind="annual_report").editions.all()] == [
        "en",
        "th",
    ]


def test_a_new_release_supersedes_and_tells_what_changed(release, report):
    first = release()
    before = first.path("pdf").read_bytes()
    report.sections.update(heading="About us")
    second = release()
    assert (second.number, second.supersedes, first.superseded_by) == (2, first, second)
    assert {"what": "changed", "where": "About us › heading", "before": "About", "after": "About us"} in second.changes
    assert first.path("pdf").read_bytes() == before != second.path("pdf").read_bytes()


def test_publishing_opens_the_report(release, report):
    AnnualReport.objects.update(status="draft")
    release()
    report.refresh_from_db()
    assert report.is_published


def test_the_release_itself_changes_nothing_that_is_printed(report, release):
    """The work it is an edition of is dated today; the report of this year does not list itself."""
    report.sections.create(kind="publications", heading="Publications", order=9)
    AnnualReport.objects.update(start=str(timezone.localdate().year), end=str(timezone.localdate().year))
    first = release()
    report.refresh_from_db()
    assert first.data == as_json(gather(report))
    assert Publication.objects.filter(kind="annual_report").count() == 1


def test_what_blocks_is_said_and_nothing_is_published(report, drawn, findings):
    findings.append(Finding(BLOCKING, "text", "The message has no text.", "It prints nothing.", "A message", "/", "k"))
    attempt = ask(report)
    assert attempt.stage == "failed"
    words = "1 finding blocks the release: The message has no text. The check leads to each field. Nothing was"
    assert attempt.failure.startswith(words)
    assert Release.objects.count() == 0 and drawn.calls == []


def test_the_release_keeps_the_warnings_that_were_accepted(report, drawn, secretary, findings):
    reason = AcceptedWarning.objects.create(report=report, key="k", reason="Nobody knows.", accepted_by=secretary)
    findings.append(Finding(WARNING, "credit", "No credit.", "It is theirs.", "A photo", "/", "k", accepted=reason))
    findings.append(Finding(WARNING, "city", "No city.", "Where was it?", "An event", "/", "l"))
    [kept] = ask(report).release.accepted
    words = (kept["what"], kept["reason"], kept["by"], kept["record"])
    assert words == ("No credit.", "Nobody knows.", str(secretary), "A photo")


def test_a_name_withheld_since_is_neither_whole_nor_half_in_what_the_public_reads_of_a_release(
    client, admin_client, release, report, findings, secretary
):
    nine = "one two three four five six seven eight nine"
    about = report.sections.filter(heading="About")
    about.update(text=f"<p>We thank Omsin Boonlert {nine} old</p><p>Kept.</p><p>{'word ' * 59}Omsin Boonlert</p>")
    reason = AcceptedWarning.objects.create(
        report=report, key="k", reason="Omsin Boonlert agreed.", accepted_by=secretary
    )
    credit = ["“Omsin Boonlert” has no credit.", "It is theirs.", "Omsin Boonlert", "/", "k"]
    findings.append(Finding(WARNING, "credit", *credit, accepted=reason))
    release()
    about.update(text=f"<p>We thank Omsin Boonlert {nine} new</p><p>Kept.</p>")
    second = release()
    assert "Boonlert" in json.dumps(second.accepted)
    assert [change["before"][:10] for change in second.changes] == ["… Boonlert", "word word "]
    page = client.get(second.get_absolute_url()).content.decode()
    assert "… Boonlert one" in page and "word Omsin" in page  # halves, which no gate finds
    NamedPerson.objects.all().delete()  # as of releases made before these were written down
    Person.objects.update(naming="withheld")
    page = client.get(second.get_absolute_url()).content.decode()
    assert "Omsin" not in page and "Boonlert" not in page and "agreed" not in page
    assert "never listed" in page and f"{nine} old" not in page and f"{nine} new" not in page
    assert "Boonlert" in admin_client.get(second.get_absolute_url()).content.decode()


def test_changes_of_who_is_not_named_are_left_out_whole(client, release, report, findings):
    """A mask that comes, goes or moves says whose record changed; so does what stands beside it."""
    about = report.sections.filter(heading="About")
    gone = make_person(name="Xylda Gone", naming="withheld")
    make_person(name="Somchai Dee", naming="initials")
    kept, apart, last = "We met in Mae Sot.", "<p>One.</p>", "Then we went home."
    about.update(text=f"<p>{kept}</p>{apart}<p>Xylda Gone was held in May.</p>{apart}<p>{last}</p><p>S. D. came.</p>")
    release()
    about.update(text=f"<p>{kept} Twice.</p>{apart}<p>Xylda Gone was held in June.</p>{apart}<p>{last}</p>{apart}")
    second = release()
    shown = public_changes(second)
    assert [(row["before"], row["after"]) for row in shown] == [(kept, f"{kept} Twice.")]
    page = client.get(second.get_absolute_url()).content.decode()
    assert "Twice." in page and "withheld" not in page and "S. D." not in page and "June" not in page
    gone.delete()
    assert public_changes(second) == shown


def test_what_was_confirmed_is_what_is_published(report, drawn):
    token = publishing.version_token(report, gather(report))
    report.sections.update(heading="Changed meanwhile")
    attempt = publishing.ask(report, None, token)
    assert attempt.failure.startswith("The records have changed since the release was confirmed.")
    assert Release.objects.count() == 0


def test_pressing_twice_publishes_once(report, drawn):
    token = publishing.version_token(report, gather(report))
    assert publishing.ask(report, None, token).stage == "done"
    assert publishing.ask(report, None, token).failure.startswith("The records have changed")
    assert Release.objects.count() == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PrintError("The photo of the river is missing."), "The photo of the river is missing."),
        (OSError(5, "Input/output error"), "The files could not be written: Input/output error."),
        (RuntimeError("Oh"), "Something unforeseen failed: Oh."),
    ],
)
def test_a_failure_is_said_and_the_old_release_stays(release, report, monkeypatch, error, words):
    first = release()

    def fail(*args, **kwargs):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "report_pdf", fail)
        attempt = ask(report)
    assert attempt.stage == "failed" and attempt.failure.startswith(words)
    assert "the release before it is still served" in attempt.failure
    assert list(Release.objects.all()) == [first]
    assert release().number == 2


def test_a_full_disk_leaves_no_file(release, report, settings, monkeypatch):
    first = release()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda fd: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        assert ask(report).failure.startswith("The files could not be written: The disk is full.")
    files = [path for path in (settings.REPORTS_ROOT / "releases").rglob("*") if path.is_file()]
    assert files == [first.path("pdf")] or set(files) == {first.path(form) for form in first.files}


def test_only_one_at_a_time(report, drawn):
    with lock("2014.publishing"):
        attempt = ask(report)
    assert attempt.failure.startswith("Another release of this report is being published just now.")
    assert attempt.failure.endswith("Wait for it, then look.")
    assert Release.objects.count() == 0


def test_under_way_dead_attempt(report):
    dead = Publishing.objects.create(report=report, stage="layout")
    with lock("2014.publishing"):
        assert publishing.under_way(report) == dead
    assert publishing.under_way(report) is None
    assert Publishing.objects.get().stage == "layout"  # whoever asks writes nothing


def test_worker_start_reaps_dead_attempts(report, monkeypatch):
    monkeypatch.setattr(db_worker.Command, "handle", lambda self, **options: None)
    Publishing.objects.create(report=report, stage="layout")
    left = publishing.snapshots.folder_of(report, 1)
    left.mkdir(parents=True)
    worker = load_command_class(get_commands()["db_worker"], "db_worker")
    with lock("2014.publishing"):
        worker.handle()
    assert Publishing.objects.get().stage == "layout" and left.exists()
    worker.handle()
    dead = Publishing.objects.get()
    assert (dead.stage, left.exists()) == ("failed", False)
    assert dead.failure.startswith("The worker stopped while it was at “Laying out the pages”.")


def test_ask_reaps_dead_attempt(report, drawn):
    dead = Publishing.objects.create(report=report, stage="layout")
    assert ask(report).stage == "done"
    dead.refresh_from_db()
    assert dead.stage == "failed"


def test_an_attempt_that_waits_is_not_asked_for_twice_unless_no_worker_comes(report, drawn):
    waiting = Publishing.objects.create(report=report)
    assert ask(report) == waiting and Release.objects.count() == 0
    Publishing.objects.update(asked_at=timezone.now() - timezone.timedelta(minutes=1))
    assert ask(report).stage == "done"
    waiting.refresh_from_db()
    assert waiting.failure == "No worker took it up, so it was asked for again."
    publishing.run(waiting, publishing.version_token(report, gather(report)))  # the worker comes after all
    assert Release.objects.count() == 1


def test_progress_is_written_as_it_goes(report, drawn, monkeypatch):
    seen = []
    real = models.QuerySet.update

    def update(queryset, **facts):
        if queryset.model is Publishing:
            seen.append((facts.get("stage"), facts.get("page"), facts.get("pages")))
        return real(queryset, **facts)

    monkeypatch.setattr(models.QuerySet, "update", update)
    assert ask(report).stage == "done"
    stages = ["checking", "gathering", "layout", "drawing", "forms", "storing", "done"]
    assert list(dict.fromkeys(stage for stage, _, _ in seen)) == stages
    assert ("drawing", 1, 2) in seen


def test_a_release_is_never_altered_nor_deleted(release, secretary):
    first = release()
    first.pages = 99
    for change in (
        first.save,
        first.delete,
        Release.objects.all().delete,
        lambda: Release.objects.update(pages=99),
        lambda: Release.objects.bulk_update([first], ["pages"]),
        lambda: Release.objects.update_or_create(pk=first.pk, defaults={"pages": 99}),
    ):
        with pytest.raises(ImmutableError), transaction.atomic():
            change()
    with pytest.raises(models.ProtectedError):
        first.report.delete()
    with pytest.raises(models.ProtectedError):
        first.edition.publication.delete()
    assert Release.objects.get().pages == 2
    secretary.delete()  # an account may go; the name stays
    assert (Release.objects.get().published_by, Release.objects.get().publisher) == (None, str(secretary))


def test_a_released_report_keeps_its_address(release, report):
    report.full_clean()
    release()
    report.slug = "2014-en"
    with pytest.raises(Exception, match="Releases of this report stand at “2014” for good"):
        report.full_clean()


def test_what_was_entered_in_error_is_told_as_such(release, report):
    make_section(report=report, kind="acronyms", heading="Acronyms")
    wrong = make_acronym(report=report, acronym="XYZ", expansion="Something else")
    make_acronym(report=report, acronym="ILO", expansion="International Labour Organization")
    release()
    wrong.entered_in_error = "Typed twice"
    wrong.save()
    shown = [(row["what"], row["before"]) for row in release().changes]
    assert [(what, "XYZ" in before) for what, before in shown] == [("entered in error", True)]
    assert "Typed twice" not in str(shown)
