"""The admin's pages of publishing: what they show, whom they let in, and that only a confirmed question publishes."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reports.admin import release as release_admin
from reports.findings import BLOCKING, WARNING, Finding
from reports.models import AcceptedWarning, Publishing, Release
from reports.output import printing
from reports.releases import publishing
from tests.factories import make_staff
from tests.posting import change
from tests.public import found, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary_client(client, secretary):
    client.force_login(secretary)
    return client


@pytest.fixture
def page(report):
    return reverse("admin:reports_annualreport_release", args=[report.pk])


@pytest.fixture
def findings(monkeypatch):
    listed = []
    for module in (publishing, release_admin):
        monkeypatch.setattr(module, "check", lambda report, data=None: listed)
    return listed


def question(client, page):
    return {
        "version": re.search(r'name="version" value="(\w+)"', client.get(page).content.decode())[1],
        "looked": "yes",
    }


def test_the_report_leads_to_its_release_and_back(secretary_client, report, page, drawn):
    assert f'href="{page}">Publish a release</a>' in secretary_client.get(change(report)).content.decode()
    answer = secretary_client.post(page, question(secretary_client, page), follow=True)
    assert f"{report}, release 1 is published: 2 pages." in words(answer.content.decode())
    assert Release.objects.get().published_by.username == secretary_client.get(page).context["user"].username
    shown = words(secretary_client.get(change(report)).content.decode())
    assert re.search(r"Release 1, \d+ \w+ \d{4}, 2 pages, by staff-\d+", shown)


def test_the_page_shows_what_a_release_would_say(secretary_client, report, page, drawn, findings, secretary):
    accepted = AcceptedWarning.objects.create(report=report, key="k", reason="Nobody knows.", accepted_by=secretary)
    findings.append(Finding(WARNING, "credit", "No credit.", "It is theirs.", "A photo", "/a", "k", accepted=accepted))
    findings.append(Finding(WARNING, "city", "No city.", "Where was it?", "An event", "/b", "l"))
    first = secretary_client.get(page).content.decode()
    assert "The first release" in first and '<a href="/b">An event</a>' in first
    assert "Nobody knows." in first and "1 open: they do not block." in words(first)
    secretary_client.post(page, question(secretary_client, page))
    report.sections.filter(heading="About").update(heading="About us")
    second = secretary_client.get(page).content.decode()
    assert "What changed since release 1 of" in second
    assert ("About us › heading changed Before: About After: About us") in found(second, "ul", 'class="changes"')
    assert "A release cannot be undone." in second and 'value="Publish release 2"' in second


def test_the_check_reads_what_the_page_has_gathered(secretary_client, page, drawn, monkeypatch):
    monkeypatch.setattr("reports.checks.context.gather", None)
    assert "The first release" in secretary_client.get(page).content.decode()


def test_the_list_of_releases_takes_the_same_queries_and_reads_none_of_them_whole(admin_client, report, release):
    listed = reverse("admin:reports_release_changelist")
    counted = []
    for several in (1, 2):
        for _ in range(several):
            report.sections.filter(heading="About").update(text=f"<p>{report.releases.count()}</p>")
            release()
        admin_client.get(listed)
        with CaptureQueriesContext(connection) as captured:
            assert f"{report}, release 1" in admin_client.get(listed).content.decode()
        counted.append(len(captured))
        assert [query["sql"] for query in captured if '."data"' in query["sql"]] == []
    assert counted[0] == counted[1]


def test_what_blocks_leaves_nothing_to_press(secretary_client, page, drawn, findings):
    asked = question(secretary_client, page)
    findings.append(Finding(BLOCKING, "text", "The message has no text.", "It prints nothing.", "A message", "/", "k"))
    for answer in (secretary_client.get(page), secretary_client.post(page, asked)):
        message = answer.content.decode()
        assert "Not yet: 1 finding blocks the release" in message and "The message has no text." in message
        assert "<form method" not in message.split('id="content-main"')[1]
    assert not Publishing.objects.exists()


def test_reading_never_publishes(secretary_client, page, drawn):
    asked = question(secretary_client, page)
    secretary_client.get(page, asked)
    secretary_client.head(page)
    assert secretary_client.put(page).status_code == 405
    assert not Publishing.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"looked": ""}, "tick the box"), ({"version": "0"}, "have changed since you opened this page")],
)
def test_what_is_not_confirmed_is_not_published(secretary_client, page, drawn, changes, message):
    answer = secretary_client.post(page, question(secretary_client, page) | changes)
    assert message in answer.content.decode()
    assert not Publishing.objects.exists()


def test_a_form_of_another_site_publishes_nothing(page, secretary, drawn):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(secretary)
    assert strict.post(page, question(strict, page)).status_code == 403
    assert not Publishing.objects.exists()


def test_only_who_may_change_a_report_may_publish_it(client, report, page, drawn):
    waiting = Publishing.objects.create(report=report)
    follow = reverse("admin:reports_annualreport_publishing", args=[report.pk, waiting.pk])
    preview = reverse("admin:reports_annualreport_preview_pdf", args=[report.pk])
    for address in (page, follow, preview):
        assert client.get(address)["Location"].startswith("/admin/login/")
    client.force_login(make_staff(is_superuser=False))
    assert [client.get(address).status_code for address in (page, follow, preview)] == [403, 403, 403]
    assert client.post(page, {"looked": "yes"}).status_code == 403
    assert Publishing.objects.count() == 1


def test_progress_is_shown_with_and_without_javascript(secretary_client, report):
    attempt = Publishing.objects.create(report=report)
    address = reverse("admin:reports_annualreport_publishing", args=[report.pk, attempt.pk])
    Publishing.objects.update(stage="drawing", page=12, pages=40)
    with publishing.lock(f"{report.slug}.publishing"):
        message = secretary_client.get(address).content.decode()
    assert '<li aria-current="step">Drawing the pages: page 12 of 40</li>' in message
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in message and "publishing.js" in message
    died = secretary_client.get(address).content.decode()
    assert "The worker stopped while it was at “Drawing the pages”" in died and "http-equiv" not in died
    assert Publishing.objects.get().stage == "drawing"  # to look at a page writes nothing


def test_a_missing_worker_is_said(secretary_client, report, page):
    attempt = Publishing.objects.create(report=report)
    address = reverse("admin:reports_annualreport_publishing", args=[report.pk, attempt.pk])
    assert "Nothing has begun" not in secretary_client.get(address).content.decode()
    assert secretary_client.get(page)["Location"] == address
    Publishing.objects.update(asked_at=timezone.now() - timezone.timedelta(minutes=1))
    message = secretary_client.get(address).content.decode()
    assert "Nothing has begun in 15 seconds" in message and "Ask whoever keeps the machine to start it" in message
    assert secretary_client.get(page).status_code == 200


def test_releases_and_their_editions_are_read_only(admin_client, release, report):
    first = release()
    work = first.edition.publication
    for record in (first, first.edition):
        shown = admin_client.get(change(record))
        assert shown.status_code == 200 and 'name="_save"' not in shown.content.decode()
        assert admin_client.post(change(record), {"pages": "9"}).status_code == 403
    shown = admin_client.get(change(work)).content.decode()
    assert first.sha256 in shown and 'name="editions-0-pages"' not in shown
    assert admin_client.get("/admin/reports/release/").status_code == 200


def test_the_preview_is_the_live_report_however_many_releases_there_are(secretary_client, report, release, monkeypatch):
    monkeypatch.setattr(printing, "report_pdf", lambda data, html, progress=None, **how: b"%PDF " + html.encode())
    release()
    shown = secretary_client.get(reverse("admin:reports_annualreport_preview_pdf", args=[report.pk]))
    assert b"Draft from live records" in b"".join(shown.streaming_content)
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
