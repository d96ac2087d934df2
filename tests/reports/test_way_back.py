"""From a finding of the check to its field, and on saving back to the check, at the next finding."""

import re

import lxml.html
import pytest
from django.urls import reverse

from events.models import Event
from reports.admin.check import way_back
from reports.checks import check
from tests.factories import make_annual_report, make_country_overview, make_event, make_section, make_statistic
from tests.posting import as_posted, change, row

pytestmark = pytest.mark.django_db
CITIES = ["Mae Sot", "Yangon", "Vientiane"]
NO_CITY = "Event without a city"


@pytest.fixture
def report(db):
    report = make_annual_report(slug="2014")
    make_section(report=report, kind="calendar", heading="Calendar")
    return report


@pytest.fixture
def events(report):
    return [
        make_event(title=f"Meeting in {city}", start=f"{day} May 2014", city="") for day, city in enumerate(CITIES, 5)
    ]


def page(report):
    return reverse("admin:reports_annualreport_check", args=[report.pk])


def links(client, address):
    """{what a link of the check is called: where it leads}, in its order; of the one to go on with, its anchor."""
    tree = lxml.html.fromstring(client.get(address.partition("#")[0]).content)
    found = tree.xpath("//ul[@class='findings']//a")
    return {one.text: one.get("href") for one in found}, {one.text: one.get("id") for one in found if one.get("id")}


def fix(client, address, **changes):
    """Where *Save* leads."""
    form = address.partition("#")[0]
    answer = client.post(form, {**as_posted(client.get(form)), **changes})
    assert answer.status_code == 302
    return answer.url


def test_save_leads_back_to_the_finding_after_the_one_that_was_mended(admin_client, report, events):
    first, second, third = events
    leads, going_on = links(admin_client, page(report))
    assert list(leads) == [str(one) for one in events] and not going_on
    assert leads[str(first)].startswith(f"{change(first)}?") and leads[str(first)].endswith("#id_city")
    back = fix(admin_client, leads[str(first)], city="Mae Sot")
    assert back.startswith(f"{page(report)}?") and back.endswith("#next")
    leads, going_on = links(admin_client, back)
    assert going_on == {str(second): "next"}  # a link: the anchor is where the keyboard goes on
    back = fix(admin_client, leads[str(second)], summary="It still has no city.")
    assert links(admin_client, back)[1] == {str(third): "next"}


def test_where_the_next_one_is_mended_too_it_goes_on_after_it_and_at_last_with_the_summary(
    admin_client, report, events
):
    first, second, third = events
    leads, _ = links(admin_client, page(report))
    Event.objects.filter(pk=second.pk).update(city="Yangon")
    assert links(admin_client, fix(admin_client, leads[str(first)], city="Mae Sot"))[1] == {str(third): "next"}
    back = fix(admin_client, leads[str(third)], city="Vientiane")
    assert links(admin_client, back) == ({}, {})
    assert 'class="summary" id="next" tabindex="-1"' in admin_client.get(back).content.decode()


def test_save_and_continue_stays_and_keeps_the_way_back(admin_client, report, events):
    leads, _ = links(admin_client, page(report))
    form = leads[str(events[0])].partition("#")[0]
    assert fix(admin_client, form, city="Mae Sot", _continue="1") == form
    assert links(admin_client, fix(admin_client, form))[1] == {str(events[1]): "next"}


def test_a_form_with_rows_that_was_refused_or_grew_keeps_the_way_back(admin_client, report):
    overview = make_country_overview(report=report)
    make_statistic(overview=overview, source="")
    make_section(report=report, kind="overview")
    finding = next(one for one in check(report) if one.kind == "Statistic without a source")
    form = links(admin_client, page(report))[0][finding.record].partition("#")[0]
    refused = admin_client.post(form, {**as_posted(admin_client.get(form)), **row("statistics", 1, value="x")})
    grown = admin_client.post(form, {**as_posted(refused), "_row": "statistics"})
    for shown in (refused, grown):
        tree = lxml.html.fromstring(shown.content).xpath("//form[@id='countryoverview_form']")[0]
        assert shown.request["QUERY_STRING"] == form.partition("?")[2] and not tree.get("action")  # posted to itself
    back = fix(admin_client, form, **{"statistics-0-source": "ILO"})
    assert back.startswith(page(report)) and "is to be mended next" in admin_client.get(form).content.decode()


def test_a_record_reached_otherwise_or_by_a_made_up_way_leads_to_its_list(admin_client, report, events):
    key = check(report)[0].key
    made_up = ["", "1", "1-1", "https://elsewhere.example/", f"//elsewhere.example-1-{key}", f"1-0-{key}", "\u0661-1-"]
    made_up += [f"1-1-{key}x", f"1-1-{key}\n", f"{'9' * 10}-1-{key}", f"1-{'9' * 7}-{key}"]
    assert way_back(f"1-1-{key}") and not any(map(way_back, made_up))
    plain = reverse("admin:events_event_changelist")
    assert fix(admin_client, change(events[0])) == plain
    form = f"{change(events[0])}?_check=https://elsewhere.example/"
    assert fix(admin_client, form) == plain and "mended next" not in admin_client.get(form).content.decode()


def test_what_the_check_is_asked_to_go_on_with_is_never_repeated(admin_client, report, events):
    for asked in ("next=<b>&at=1", "next=x&at=%D9%A1", "next=x&at=" + "9" * 5000, "next=x&at=0", "next=&at=1"):
        text = admin_client.get(f"{page(report)}?{asked}").content.decode()
        assert "<b>" not in text and "9999" not in text
    assert re.search('class="summary" id="next"', text)


def test_all_of_a_kind_are_ticked_without_a_reason_and_without_a_script(admin_client, report, events):
    text = admin_client.get(page(report)).content.decode()
    assert " checked" not in text
    [button] = lxml.html.fromstring(text).xpath("//button[@name='tick']")
    assert "formnovalidate" in button.attrib and button.text.strip() == "Tick all of this kind"
    shown = [one.key for one in check(report) if one.kind == NO_CITY]
    make_event(title="One that came since", start="8 May 2014", city="")
    answer = admin_client.post(page(report), {"tick": "1", "shown": shown, "kind": NO_CITY, "reason": "So far"})
    text = answer.content.decode()
    ticked = lxml.html.fromstring(text).xpath("//input[@type='checkbox' and @checked]/@value")
    assert ticked == shown and text.count('type="checkbox"') == 4
    assert 'value="So far"' in text and "errornote" not in text and not report.accepted_warnings.exists()
