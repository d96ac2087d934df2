"""What was left from another period, or out of this one, and what the sentences about money say."""

import pytest

from reports.checks import check
from reports.checks.context import CheckContext
from reports.data.gather import gather
from reports.output.charts import income_and_expenditure
from tests.factories import (
    make_activity,
    make_annual_report,
    make_chairing,
    make_committee,
    make_country_overview,
    make_event,
    make_finance_line,
    make_organisation,
    make_project,
    make_publication,
    make_seat,
    make_section,
    make_term,
)

pytestmark = pytest.mark.django_db
ALL = ["achievements", "calendar", "publications", "committee", "finance", "overview"]


@pytest.fixture
def report(db):
    return report_of("2014")


def report_of(year, kinds=ALL, **more):
    report = make_annual_report(start=year, end=year, slug=year, **more)
    for order, kind in enumerate(kinds):
        make_section(report=report, kind=kind, heading=kind.title(), order=order)
    return report


def found(report, kind):
    """The fields at which a kind of finding is."""
    return [one.address.rpartition("/admin/")[2] for one in check(report) if one.kind == kind]


def at(record, anchor):
    meta = record._meta
    return f"{meta.app_label}/{meta.model_name}/{record.pk}/change/#{anchor}"


def test_drafts_of_the_period_are_found(report):
    drafts = [
        make_event(start="30 December 2013", end="2 January 2014", status="draft"),
        make_activity(start="2014", status="draft"),
        make_publication(date="2014", status="draft"),
    ]
    make_event(start="2015", status="draft")
    make_activity(start="2012", end="2013", status="draft")
    assert found(report, "Draft of this period") == [at(one, "id_status") for one in drafts]


def test_a_running_project_without_an_activity_is_found(report):
    idle = make_project(start="2013", end="to date")
    make_project(start="2011", end="2013")
    make_activity(project=make_project(start="2013", end="to date"), start="December 2013", end="March 2014")
    assert found(report, "Running project without an activity") == [at(idle, "activities-group")]


def test_texts_of_the_report_before_are_found(report):
    last = report_of("2013", network=report.network)
    text = "<p>The year began with a meeting.</p>"
    copy = make_section(report=report, text=text)
    make_section(report=last, text=text.replace("<p>", "<p><strong>").replace("</p>", "</strong></p>"))
    make_section(report=report, text="<p>Another text.</p>")
    overview, _ = (make_country_overview(report=one, country="TH", text=text) for one in (report, last))
    old = make_activity(start="2013", end=None, text="<p>We trained ten people.</p>")
    again = make_activity(project=old.project, start="2014", end=None, text=old.text)
    assert found(report, "Text of the report before") == [at(one, "id_text") for one in (copy, overview, again)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>In 2013 the network held a forum.</p>", True),
        ("<p>The work of 2013 went on.</p>", True),
        ("<p>In 2014 the network held a forum.</p>", False),
        ("<p>It has met since 2003.</p>", False),
        ("<p>They wrote: “In 2013 we fled.”</p>", False),
        ("<p><em>Migration in 2013</em> came out.</p>", False),
        ("<table><tbody><tr><td>in 2013</td></tr></tbody></table>", False),
    ],
)
def test_a_sentence_of_last_year_is_found(report, text, words):
    section = make_section(report=report, heading="Forum", text=text)
    assert found(report, "Year that is not of the period") == ([at(section, "id_text")] if words else [])


def test_a_heading_with_another_year_is_found(report):
    section = make_section(report=report, heading="Calendar 2012", text="<p>It was full.</p>")
    make_section(report=report, heading="Plan for 2015", kind="plan", text="<p>In 2015 we go on.</p>")
    long = make_activity(start="2013", end="2014", heading="Field work, 2013 and 2014")
    assert found(report, "Year that is not of the period") == [at(section, "id_heading")]
    assert long.is_published


def test_events_at_odds_with_their_whole_or_activity_are_found(report):
    forum = make_event(start="9 May 2014", end="11 May 2014")
    make_event(start="10 May 2014", parent=forum)
    make_event(start="May 2014", parent=forum)
    late = make_event(start="11 May 2014", end="13 May 2014", parent=forum)
    old = make_activity(start="2012", end="2013")
    wrong = make_event(start="July 2014", project=old.project, activity=old)
    current = make_activity(start="2014", end=None)
    make_event(start="August 2014", project=current.project, activity=current)
    assert found(report, "Part outside its event") == [at(late, "id_start")]
    assert found(report, "Event tied to an activity of another time") == [at(wrong, "id_activity")]


def test_two_at_once_through_empty_ends_are_found(report):
    report.committee = make_committee()
    report.save()
    seat = make_seat(committee=report.committee)
    first = make_term(seat=seat, start="2010", end=None)
    second = make_term(seat=seat, start="2013", end="to date")
    followed = make_seat(committee=report.committee)
    make_term(seat=followed, start="2010", end="2012")
    make_term(seat=followed, start="2013", end="to date")
    chair = make_chairing(term=first, start="2011", end=None)
    make_chairing(term=second, start="2013", end="to date")
    assert found(report, "Two at once") == [at(seat, "id_terms-0-end"), at(chair, "id_end")]


def test_a_language_without_fixed_words_is_found():
    assert found(report_of("2014", language="de"), "Language without fixed words")
    assert not found(report_of("2015", language="th"), "Language without fixed words")


def money(report):
    return next(one for one in gather(report).sections if one.kind == "finance").currencies[0]


@pytest.mark.parametrize(
    ("direction", "words"),
    [
        ("income", "USD 1,000 came in; what was spent is not recorded"),
        ("expenditure", "USD 1,000 was spent; what came in is not recorded"),
    ],
)
def test_one_side_alone_is_no_balance(report, direction, words):
    make_finance_line(network=report.network, direction=direction)
    assert income_and_expenditure(money(report), "2014", "2013")["title"] == words


def test_who_gave_two_years_ago_is_not_new(report):
    network = report.network
    for label, years in (("Back", ("2012", "2014")), ("New", ("2014",)), ("Steady", ("2013", "2014"))):
        for year in years:
            make_finance_line(network=network, label=label, start=year, end=year)
    make_finance_line(network=make_organisation(), label="New", start="2012", end="2012")
    rows = {row.label: row.percent for row in money(report).sides[0].rows}
    assert rows == {"Back": "", "New": "new", "Steady": "0%"}


def test_of_many_organisations_those_in_the_text_are_read(report):
    named = make_organisation(name="Centre for Workers’ Rights", acronym="CWR")
    thai = make_organisation(name="มูลนิธิแม่น้ำ")
    for number in range(3):
        make_organisation(name=f"Another Foundation {number}", acronym=f"QQ{number}")
    make_section(report=report, text="<p>The Center of Workers' Right and มูลนิธิแม่น้ำ met.</p>")
    assert {one.pk for one in CheckContext(report).organisations} == {named.pk, thai.pk}
