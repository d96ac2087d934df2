"""The gaps of a report, each with the page where it is mended."""

import pytest
from django.urls import reverse

from reports.check import check
from tests.factories import (
    make_activity,
    make_activity_photo,
    make_annual_report,
    make_committee,
    make_country_overview,
    make_event,
    make_report_photo,
    make_seat,
    make_section,
    make_statistic,
)

pytestmark = pytest.mark.django_db


def gaps(report):
    return {(gap.what, gap.address) for gap in check(report)}


def change(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def test_a_whole_report_has_no_gaps():
    report = make_annual_report(slug="2014")
    make_section(report=report, text="<p>Told.</p>")
    make_event(start="2014")
    make_statistic(overview=make_country_overview(report=report))
    assert gaps(report) == set()


def test_each_gap_leads_to_where_it_is_mended(admin_client):
    report = make_annual_report(slug="2014", committee=make_committee())
    silent, told = make_section(report=report), make_section(report=report, text="<p>Told.</p>")
    event = make_event(start="2014", city="")
    activity = make_activity(start="2014", end="2014", text="")
    overview = make_country_overview(report=report)
    seat = make_seat(committee=report.committee)
    make_statistic(overview=overview, source="")
    whole = {"caption": "A caption", "credit": "Somebody", "status": "draft"}
    make_activity_photo(activity=activity, **whole, alt="")
    make_report_photo(section=told, **whole, consent="not_asked")
    make_report_photo(overview=overview, **{**whole, "caption": ""})
    assert gaps(report) == {
        ("Section without text", change(silent)),
        ("Event without a city", change(event)),
        ("Activity without text", change(activity)),
        ("Statistic without a source", change(overview)),
        ("Seat vacant on the last day", change(seat)),
        ("Photo without alternative text", change(activity)),
        ("Photo without its people’s consent", change(told)),
        ("Photo without a caption", change(overview)),
    }
    assert {admin_client.get(address).status_code for _, address in gaps(report)} == {200}


def test_what_is_not_of_the_period_or_has_no_place_is_no_gap():
    report = make_annual_report(slug="2014")
    make_event(start="2013", city="")
    make_event(start="2014", city="", status="draft")
    make_event(start="2014", city="", online=True)
    make_event(start="July 2014", city="", role="milestone")
    make_activity(start="2013", end="2013", text="")
    make_section(report=report, shown=False)
    assert gaps(report) == set()
