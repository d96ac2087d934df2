"""The page of a report's check: one list, and warnings that somebody lets stand with a reason."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from reports.checks import check
from reports.models import AcceptedWarning
from tests.factories import (
    make_accepted_warning,
    make_annual_report,
    make_country_overview,
    make_event,
    make_section,
    make_staff,
    make_statistic,
)
from tests.public import found, queries, words

pytestmark = pytest.mark.django_db
WHY = "The place stays unnamed, for safety."


@pytest.fixture
def report(db):
    """One finding blocks, two are warnings of one kind."""
    report = make_annual_report(slug="2014")
    make_section(report=report, kind="calendar", heading="Calendar")
    make_section(report=report, heading="About")
    for title in ("The quiet meeting", "The second meeting"):
        make_event(title=title, start="9 May 2014", city="")
    return report


def page(report):
    return reverse("admin:reports_annualreport_check", args=[report.pk])


def keys(report, severity="warning"):
    return [finding.key for finding in check(report) if finding.severity == severity and not finding.accepted]


def test_one_list_by_kind_and_what_blocks_first(admin_client, report):
    text = admin_client.get(page(report)).content.decode()
    assert "<strong>1 finding blocks,</strong> 2 warnings." in " ".join(text.split())
    assert found(text, "h2", 'id="kind-') == ["Blocks: Section without text (1)", "Event without a city (2)"]
    assert found(text, "p", 'class="why"') == [
        "It prints as a heading with nothing under it.",
        "A reader of the calendar looks for the place first.",
    ]
    assert [words(one) for one in found(text, "li")][-2:] == [
        "The quiet meeting, 9 May 2014, has no city. The quiet meeting (9 May 2014)",
        "The second meeting, 9 May 2014, has no city. The second meeting (9 May 2014)",
    ]
    section = report.sections.get(heading="About")
    assert re.search(
        f'<a href="{reverse("admin:reports_section_change", args=[section.pk])}[^"#]*#id_text">About</a>', text
    )
    assert text.count('type="checkbox"') == 2  # what blocks cannot be accepted


def test_several_of_a_kind_are_accepted_for_one_reason(report):
    ko = make_staff(username="ko")
    client = Client(enforce_csrf_checks=True)
    client.force_login(ko)
    given = {"keys": keys(report), "reason": WHY}
    assert client.post(page(report), given).status_code == 403  # without the form's own token
    token = client.get(page(report)).context["csrf_token"]
    text = client.post(page(report), given | {"csrfmiddlewaretoken": str(token)}, follow=True).content.decode()
    assert "2 warnings accepted." in text and "0 warnings, 2 accepted." in " ".join(text.split())
    assert found(text, "form", 'class="acceptance"')[0].startswith(f"“{WHY}”, ko, ")
    assert [(one.accepted.reason, one.accepted.accepted_by) for one in check(report)[1:]] == [(WHY, ko), (WHY, ko)]
    assert LogEntry.objects.get().get_change_message() == f"Accepted 2 warnings: {WHY}"


def test_an_accepted_one_can_be_withdrawn(admin_client, report):
    key = keys(report)[0]
    make_accepted_warning(report=report, key=key, reason=WHY)
    other = make_accepted_warning(key=key)  # of another report
    text = admin_client.post(page(report), {"withdraw": key}, follow=True).content.decode()
    assert "The warning stands again." in text and len(keys(report)) == 2
    assert list(AcceptedWarning.objects.all()) == [other]
    for nonsense in ("", "\x00", "9" * 5000):
        assert admin_client.post(page(report), {"withdraw": nonsense}).status_code == 302


def test_what_was_accepted_and_has_changed_is_told(admin_client, report):
    make_accepted_warning(report=report, reason="It was so then.")
    text = admin_client.get(page(report)).content.decode()
    assert "What this was said of has been mended or has changed since." in text and "“It was so then.”" in text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"reason": " "}, "Write why they may stand; the release keeps the reason. Nothing was accepted."),
        ({"reason": "x" * 301}, "Write the reason in at most 300 letters. Nothing was accepted."),
        ({"keys": []}, "Tick the warnings that may stand. Nothing was accepted."),
        ({"keys": ["\x00"]}, "One of these was mended or accepted meanwhile, or it blocks. Choose again."),
    ],
)
def test_a_form_that_is_not_whole_accepts_nothing_and_keeps_what_was_written(admin_client, report, changes, error):
    given = {"keys": keys(report)[:1], "reason": WHY, "kind": "Event without a city", **changes}
    text = admin_client.post(page(report), given).content.decode()
    assert found(text, "p", 'class="errornote"')[0].startswith(error)
    assert not AcceptedWarning.objects.exists()
    assert (f'value="{WHY}"' in text) == ("reason" not in changes)


def test_what_blocks_cannot_be_accepted(admin_client, report):
    admin_client.post(page(report), {"keys": keys(report, "blocking"), "reason": WHY})
    assert not AcceptedWarning.objects.exists()


def test_who_may_look_may_not_decide(client, report):
    reader = make_staff(is_superuser=False)
    client.force_login(reader)
    assert client.get(page(report)).status_code == 403
    reader.user_permissions.add(Permission.objects.get(codename="view_annualreport"))
    text = client.get(page(report)).content.decode()
    assert "The quiet meeting" in text and "Accept the ticked" not in text
    assert client.post(page(report), {"keys": keys(report), "reason": WHY}).status_code == 403
    assert not AcceptedWarning.objects.exists()


def test_it_is_not_for_the_public_and_there_is_none_of_a_report_that_is_not(client, admin_client, report):
    assert client.get(page(report)).url.startswith("/admin/login/")
    assert admin_client.get(page(report).replace(str(report.pk), "4711")).status_code == 404


def test_its_queries_do_not_grow(admin_client, report):
    make_section(report=report, kind="overview")
    overview = make_country_overview(report=report)
    make_statistic(overview=overview, source="")
    admin_client.get(page(report))
    before = queries(admin_client, page(report))
    for number in (1, 2):
        make_statistic(overview=overview, source="", order=number)
        make_event(start="10 May 2014", city="")
        make_accepted_warning(report=report, key=keys(report)[0])
    assert queries(admin_client, page(report)) == before


def test_all_that_was_shown_of_a_kind_is_accepted_at_once(admin_client, report):
    text = admin_client.get(page(report)).content.decode()
    assert text.count('type="checkbox"') == 2 and " checked" not in text
    assert "Accept all 2 of this kind" in text
    shown = keys(report)
    make_event(title="Another that came since", start="9 May 2014", city="")
    admin_client.post(page(report), {"all": "1", "shown": shown, "reason": WHY})
    assert {one.key for one in AcceptedWarning.objects.all()} == set(shown)
    assert len(keys(report)) == 1
