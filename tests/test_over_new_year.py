"""What overlaps the first or last day of a period: told in each, counted in the one in which it began."""

import datetime

import pytest

from events.models import Event
from projects.models import Activity
from reports.checks import check
from reports.data.gather import gather
from tests.factories import (
    make_activity,
    make_annual_report,
    make_attendance,
    make_event,
    make_finance_line,
    make_organisation,
    make_section,
)

pytestmark = pytest.mark.django_db
YEAR_2014 = datetime.date(2014, 1, 1), datetime.date(2014, 12, 31)


def shown(report, kind):
    return next(part for part in gather(report).sections if part.kind == kind)


def report_of(year, *kinds, **more):
    report = make_annual_report(start=year, end=year, slug=year, **more)
    for order, kind in enumerate(kinds):
        make_section(report=report, kind=kind, heading=kind, order=order)
    return report


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2014", None, ["2014"]),
        ("December 2013", None, ["2013"]),
        ("28 December 2013", "4 January 2014", ["2013", "2014"]),
        ("December 2013", "2014", ["2013", "2014"]),
        ("2013", "2015", ["2013", "2014", "2015"]),
        ("2013", "to date", ["2013", "2014", "2015", "2016"]),
        (None, "2014", []),
    ],
)
def test_an_activity_is_of_each_year_it_touches(start, end, years):
    make_activity(start=start, end=end)
    days = {str(year): (datetime.date(year, 1, 1), datetime.date(year, 12, 31)) for year in range(2012, 2017)}
    assert [year for year, span in days.items() if Activity.objects.touching(*span)] == years


def test_an_event_begins_in_one_period_only():
    make_event(start="2014")
    make_event(start="28 March 2014", end="3 April 2014")
    fiscal = [(datetime.date(year, 4, 1), datetime.date(year + 1, 3, 31)) for year in (2012, 2013, 2014)]
    assert [Event.objects.beginning(*days).count() for days in fiscal] == [0, 2, 0]
    assert [Event.objects.touching(*days).count() for days in fiscal] == [0, 2, 2]


def test_reports_of_both_years_tell_an_activity_with_dates():
    one = make_activity(heading="Field work", start="November 2013", end="February 2014")
    make_activity(heading="Training", start="2014", end=None, project=one.project)
    for year, headings in (
        ("2013", ["Field work, November 2013 to February 2014"]),
        ("2014", ["Field work, November 2013 to February 2014", "Training"]),
    ):
        area = shown(report_of(year, "achievements"), "achievements").areas[0]
        assert [one.heading for one in area.projects[0].activities] == headings


def test_people_are_reached_once_in_the_year_it_began():
    event = make_event(title="Forum", role="organised", start="28 December 2013", end="4 January 2014")
    make_attendance(event=event, value=120, unit="participants")
    units = {}
    for year in ("2013", "2014"):
        report = report_of(year, "impact", "calendar")
        units[year] = [figure.unit for figure in shown(report, "impact").figures]
        months = shown(report, "calendar").months
        assert [[entry.title for entry in month.events] for month in months] == [["Forum"]]
        assert months[0].label == {"2013": "December 2013", "2014": "January 2014"}[year]
    assert "people reached" in units["2013"] and "people reached" not in units["2014"]


def test_a_sum_beyond_the_period_is_found_at_its_field():
    network = make_organisation()
    report = report_of("2014", "finance", network=network)
    make_finance_line(network=network, start="2014", end="2014", label="Rent")
    make_finance_line(network=network, start="2014", end="March 2015", label="Salaries")
    make_finance_line(network=network, start="July 2013", end="June 2014", label="Grant")
    found = [one for one in check(report) if one.kind == "Sum that reaches beyond the period"]
    assert {one.address.rpartition("#")[2] for one in found} == {"id_start", "id_end"}
    assert len(found) == 2


def test_both_years_show_an_event_over_new_year(client):
    make_event(title="Winter school", start="28 December 2013", end="4 January 2014")
    make_event(title="Some day", start="2014")
    make_event(title="New Year meeting", start="10 January 2014")
    for address in ("/events/2013/", "/events/2014/", "/events/?year=2013", "/events/?year=2014"):
        assert "Winter school" in client.get(address).content.decode(), address
    page = client.get("/events/2014/").content.decode()
    places = [
        page.index(words) for words in ("Some day", ">January<", "Winter school", "New Year meeting", ">February")
    ]
    assert places == sorted(places)


def test_the_admin_lists_an_event_under_both_years(admin_client):
    make_event(title="Winter school", start="28 December 2013", end="4 January 2014")
    for year in ("2013", "2014"):
        assert b"Winter school" in admin_client.get(f"/admin/events/event/?year={year}").content
    assert b"Winter school" not in admin_client.get("/admin/events/event/?year=2015").content
