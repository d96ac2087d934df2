"""A report of a time before the network or after today counts nothing: it says why. And seats that nobody holds."""

import datetime

import pytest
from django.utils import timezone, translation

from reports.checks import check
from reports.data.gather import gather
from reports.output.html import report_html
from reports.sections import summary
from tests import factories as f
from tests.test_facts import words_of

pytestmark = pytest.mark.django_db
COUNTED = ("committee", "secretariat", "members", "supporters", "impact")
TODAY = timezone.localdate()


def make_report(**changes):
    """Of a network of October 2003, with something that goes on in each of its sections."""
    organisation, committee = f.make_organisation(name="The network"), f.make_committee(start=None)
    f.make_network(organisation=organisation, founded="October 2003", map="mekong")
    f.make_term(seat=f.make_seat(committee=committee, start=None), start=None)
    f.make_membership(start=None, organisation=f.make_organisation(name="Member body"))
    f.make_appointment(start=None)
    f.make_grant(start=None, end="to date", funder=f.make_organisation(name="Funder body"))
    f.make_event(start=changes["start"], role="organised")
    report = f.make_annual_report(network=organisation, committee=committee, slug="2014", **changes)
    report.sections.update(entered_in_error="Not wanted here")
    for kind in COUNTED:
        f.make_section(report=report, kind=kind, heading=kind.title())
    return report


@pytest.mark.parametrize(
    ("period", "why"),
    [
        ({"start": "2001", "end": "2002"}, "founded in October 2003, after 31 December 2002: nothing is on record"),
        ({"start": str(TODAY.year + 1), "end": str(TODAY.year + 1)}, f"1 January {TODAY.year + 1} has not come yet"),
    ],
)
def test_nothing_is_counted_in_a_period_that_is_not_known(period, why):
    data = gather(make_report(**period))
    unknown = {section.kind: section.unknown for section in data.sections}
    assert (
        set(unknown) == set(COUNTED) and unknown.pop("members") and {why in text for text in unknown.values()} == {True}
    )
    assert {summary(section) for section in data.sections} == {"Nothing yet"}
    text = words_of(report_html(data))
    assert text.count("nothing is on record for") == len(COUNTED)
    assert [
        w for w in ("Member body", "Funder body", "was a member", "Members by country", "event organised") if w in text
    ] == []


def test_a_period_that_runs_counts_no_members_of_its_last_day():
    soon = TODAY + datetime.timedelta(days=1)
    data = gather(make_report(start="2014", end=soon.isoformat()))
    unknown = {section.kind: section.unknown for section in data.sections}
    assert [kind for kind, text in unknown.items() if text] == ["members"]
    text = words_of(report_html(data))
    assert "event organised" in text and "on the last day" not in text and "Member body" not in text


@pytest.mark.parametrize("end", ["October 2003", TODAY.isoformat()])
def test_the_first_and_the_last_day_that_are_known_are_counted(end):
    data = gather(make_report(start="2003", end=end))
    assert [section.kind for section in data.sections if section.unknown] == []
    assert "1 organisation was a member on the last day" in words_of(report_html(data))


def test_what_is_known_of_an_empty_seat_is_said_in_the_reports_language():
    report = make_report(start="2014", end="2014", language="th")
    seats = [f.make_seat(committee=report.committee, order=n, vacant_from=day) for n, day in ((1, None), (2, "2014"))]
    f.make_term(seat=seats[0], start="2012", end="2013")
    f.make_seat(committee=report.committee, order=3)
    committee = gather(report).sections[0]
    text = [seat.nobody for seat in committee.seats if not seat.holders]
    with translation.override("th"):
        translated = [translation.gettext(w) for w in ("Not recorded since %(date)s", "Vacant since %(date)s")]
        assert text == [words % {"date": date} for words, date in zip(translated, ("2013", "2014"), strict=True)] + [
            translation.gettext("Not recorded")
        ]
    assert not any(word in "".join(text) for word in ("recorded", "Vacant"))


def test_the_check_says_of_a_seat_what_the_report_says():
    report = make_report(start="2014", end="2014")
    for vacant_from, end in ((None, "2013"), ("2014", "2013"), (None, "March 2014"), ("April 2014", "March 2014")):
        seat = f.make_seat(
            committee=report.committee, vacant_from=vacant_from, constituency=f"Seat {vacant_from} {end}"
        )
        f.make_term(seat=seat, start="2012", end=end)
    assert {(found.kind, found.what.partition("Seat ")[2]) for found in check(report) if "eat " in found.what} == {
        ("Seat not recorded on the last day", "None 2013 on the last day."),
        ("Seat vacant on the last day", "2014 2013 is vacant since 2014."),
        ("Term ended and nobody is recorded after it", "None March 2014 ended in March 2014."),
        ("Seat vacant on the last day", "April 2014 March 2014 is vacant since April 2014."),
    }
