"""What a report gathers: the records of its period, published ones only, people as they allow."""

import json

import pytest

from core.dates import PartialDate
from core.schema import as_json
from members.models import Person
from reports.data.gather import gather
from reports.output.html import report_html
from reports.sections import summary
from tests.factories import (
    make_activity,
    make_activity_photo,
    make_annual_report,
    make_appointment,
    make_area_of_work,
    make_branding,
    make_chairing,
    make_committee,
    make_country_overview,
    make_edition,
    make_event,
    make_figure,
    make_grant,
    make_hosting,
    make_membership,
    make_message,
    make_organisation,
    make_organiser,
    make_partner,
    make_person,
    make_project,
    make_publication,
    make_recommendation,
    make_seat,
    make_section,
    make_statistic,
    make_term,
)
from tests.test_facts import words_of

pytestmark = pytest.mark.django_db


def section_of(report, kind):
    report.sections.update(entered_in_error="Not wanted here")
    make_section(report=report, kind=kind, heading=kind.title())
    return gather(report).sections[0]


@pytest.fixture
def report():
    return make_annual_report(slug="2014")


def test_an_empty_network_has_an_empty_report(report):
    for kind in (
        "committee",
        "secretariat",
        "members",
        "supporters",
        "messages",
        "overview",
        "achievements",
        "calendar",
        "acronyms",
    ):
        assert summary(section_of(report, kind)) == "Nothing yet"


def test_a_body_in_draft_is_named_nowhere():
    report = make_annual_report(slug="2014", committee=make_committee())
    draft = make_organisation(name="Union in Draft", acronym="UID", status="draft")
    make_term(seat=make_seat(committee=report.committee), on_behalf_of=draft, start="2014", end="2014")
    make_hosting(organisation=draft)
    project = make_project()
    make_activity(project=project, start="2014", end="2014")
    make_partner(project=project, organisation=draft)
    for kind in ("committee", "secretariat", "achievements"):
        shown = section_of(report, kind)
        assert summary(shown) != "Nothing yet"
        assert "Draft" not in json.dumps(as_json([shown, gather(report).offices]))


def test_a_short_name_does_not_break_what_machines_read(report):
    make_person(name="Members", naming="withheld")
    make_person(name="TH", naming="withheld")
    make_membership(organisation=make_organisation(slug="th", country="TH"))
    shown = section_of(report, "members")
    assert shown.kind == "members" and shown.countries[0].code == "TH"
    assert shown.countries[0].members[0].url == "/members/th/"


def test_a_supporter_is_thanked_once_whatever_stands_between_its_grants(report):
    first, second = make_organisation(name="First"), make_organisation(name="Second")
    for order, (funder, purpose) in enumerate([(first, "Travel"), (second, "Print"), (first, "Rent")]):
        make_grant(funder=funder, purpose=purpose, order=order, start="2014", end="2014")
    shown = section_of(report, "supporters").supporters
    assert [(one.name, one.supported) for one in shown] == [("First", ["Travel", "Rent"]), ("Second", ["Print"])]


def test_members_are_those_of_the_last_day_by_country(report):
    make_branding(organisation=report.network)
    for name, country, start, end in [
        ("The Beta", "TH", "2003", "to date"),
        ("Alpha", "TH", "March 2014", "to date"),
        ("Old", "KH", "2003", "November 2014"),
        ("Late", "KH", "2015", "to date"),
        ("Burmese", "MM", None, None),
    ]:
        make_membership(organisation=make_organisation(name=name, country=country), start=start, end=end)
    make_membership(organisation=make_organisation(name="Draft", country="MM", status="draft"))
    members = section_of(report, "members")
    assert [(c.name, [m.name for m in c.members]) for c in members.countries] == [
        ("Burma/Myanmar", ["Burmese"]),
        ("Thailand", ["Alpha", "The Beta"]),
    ]
    assert [m.name for c in members.countries for m in c.members if m.joined] == ["Alpha"]
    assert summary(members) == "3 members in 2 countries"


def test_persons_are_associates_listed_after_the_countries_as_each_allows(report):
    make_membership(organisation=make_organisation(name="Alpha", country="TH"))
    for name, naming, start, end in [
        ("Bo Thin", "full", "2003", "2014"),
        ("Ana Full", "full", "March 2014", "to date"),
        ("Cho Short", "initials", "2003", "to date"),
        ("Dao Hidden", "withheld", "2003", "to date"),
        ("Early Gone", "full", "2003", "November 2014"),
        ("Late Comer", "full", "2015", "to date"),
    ]:
        make_membership(person=make_person(name=name, naming=naming), category="associate", start=start, end=end)
    again = Person.objects.get(name="Bo Thin")  # one person, whose two spells may both run on the last day
    make_membership(person=again, category="associate", start="2014", end="to date")
    members = section_of(report, "members")
    assert [(c.category, c.name, [m.name for m in c.members]) for c in members.countries] == [
        ("Full members", "Thailand", ["Alpha"]),
        ("Associate members", "Individuals", ["Ana Full", "Bo Thin", "C. S."]),
    ]
    assert [c.unnamed for c in members.countries] == [0, 1]
    assert [m.name for c in members.countries for m in c.members if m.joined] == ["Ana Full"]
    assert summary(members) == "1 member in 1 country, 4 individuals"
    text = words_of(report_html(gather(report)))
    assert "1 organisation was a member on the last day of 2014. 4 persons were associate members" in text
    assert "Hidden" not in text and "Short" not in text


def test_a_network_of_persons_alone_says_how_many(report):
    make_membership(person=make_person(naming="initials", name="Ma Ei"), category="associate")
    members = section_of(report, "members")
    assert [(c.category, [m.name for m in c.members]) for c in members.countries] == [("", ["E."])]
    text = words_of(report_html(gather(report)))
    assert "1 person was an associate member on the last day of 2014." in text and "No members" not in text
    assert summary(members) == "1 individual"


def test_the_committee_tells_everyone_who_served_and_what_is_vacant():
    committee = make_committee()
    report = make_annual_report(slug="2014", committee=committee)
    seat, vacant = make_seat(committee=committee, order=1), make_seat(committee=committee, order=2)
    ly = make_term(
        seat=seat, start=None, end="2014", person=make_person(name="Vichuta Ly", honorific="Ms.", naming="full")
    )
    make_chairing(term=ly, start=None, end="2014")
    make_term(seat=seat, start="2014", end="2014", person=make_person(name="Sokchar Mom", naming="full"))
    make_term(seat=vacant, start="2015", end="to date")
    first, second = section_of(report, "committee").seats
    assert [(h.name, h.period, h.is_chair) for h in first.holders] == [
        ("Ms. Vichuta Ly", "until 2014", True),
        ("Sokchar Mom", "2014", False),
    ]
    assert second.holders == []


def test_names_are_put_as_their_people_allow_even_in_prose(report):
    person = make_person(name="Omsin Boonlert", naming="withheld")
    make_appointment(person=person, start="2011")
    make_activity(text="<p>Ms. Omsin Boonlert spoke.</p>", start="2014", end="2014")
    make_section(report=report, kind="achievements")
    make_section(report=report, kind="secretariat")
    shown = json.dumps(as_json(gather(report)))
    assert "Boonlert" not in shown and "<p>Name withheld spoke." in shown
    person.naming = "initials"
    person.save()
    assert "<p>O. B. spoke." in json.dumps(as_json(gather(report)))


def test_drafts_and_private_fields_are_not_gathered(report):
    project = make_project(title="Open", private_notes="secret-note")
    make_activity(project=project, heading="Told", start="2014", end="2014")
    make_activity(project=project, heading="Untold", start="2014", end="2014", status="draft")
    make_activity(project=make_project(title="Hidden", status="draft"), start="2014", end="2014")
    make_event(title="Hidden event", project=project, status="draft")
    make_publication(title="Hidden work", project=project, status="draft")
    make_grant(project=project, amount="12345.00", currency="USD")
    make_grant(project=project, funder=make_organisation(name="Hidden funder", status="draft"))
    for kind in ("achievements", "calendar", "publications", "supporters"):
        make_section(report=report, kind=kind)
    shown = json.dumps(as_json(gather(report)))
    assert "Told" in shown
    for word in ("Untold", "Hidden", "12345", "secret-note"):
        assert word not in shown


def test_activities_of_the_period_stand_under_their_project_and_area(report):
    area = make_area_of_work(name="Research")
    project = make_project(area=area, number=2, title="Two")
    make_activity(project=project, heading="This year", start="March 2014", end="April 2014")
    make_activity(project=project, heading="Last year", start="2013", end="2013")
    make_project(area=area, number=1, title="One without activity")
    (shown,) = section_of(report, "achievements").areas
    assert [(p.title, [a.heading for a in p.activities]) for p in shown.projects] == [("Two", ["This year"])]


def test_a_three_year_report_gathers_three_years():
    report = make_annual_report(slug="2011-2013", start="2011", end="2013")
    for year in range(2010, 2015):
        make_event(title=f"Event of {year}", start=str(year))
    months = section_of(report, "calendar").months
    assert [event.title for month in months for event in month.events] == [f"Event of {y}" for y in (2011, 2012, 2013)]


def test_a_fiscal_year_runs_from_april_to_march():
    report = make_annual_report(slug="2014-04-2015-03", start="April 2014", end="March 2015")
    for start in ("31 March 2014", "1 April 2014", "31 March 2015", "1 April 2015"):
        make_event(title=start, start=start)
    months = section_of(report, "calendar").months
    assert [event.title for month in months for event in month.events] == ["1 April 2014", "31 March 2015"]


def test_the_calendar_lists_an_event_once_and_its_parts_under_it(report):
    forum = make_event(title="Forum", start="21 March 2014", end="23 March 2014")
    make_event(title="Workshop", start="22 March 2014", parent=forum)
    make_event(title="Feminist forum", start="30 May 2014", end="1 June 2014")
    make_event(title="Milestone", start="July 2014")
    make_event(title="In July", start="2 July 2014")
    months = section_of(report, "calendar").months
    assert [(m.label, [(e.dates, e.title, [p.title for p in e.parts]) for e in m.events]) for m in months] == [
        ("March 2014", [("21–23 March 2014", "Forum", ["Workshop"])]),
        ("May 2014", [("30 May – 1 June 2014", "Feminist forum", [])]),
        ("July 2014", [("July 2014", "Milestone", []), ("2 July 2014", "In July", [])]),
    ]


def test_a_part_whose_whole_is_not_public_stands_by_itself(report):
    hidden = make_event(title="Hidden", status="draft")
    make_event(title="Workshop", parent=hidden)
    (month,) = section_of(report, "calendar").months
    assert [event.title for event in month.events] == ["Workshop"]


def test_figures_keep_their_qualifier_and_source(report):
    overview = make_country_overview(report=report)
    make_statistic(
        overview=overview,
        qualifier="up to",
        value=300000,
        unit="migrants",
        as_of=PartialDate(2014, 6),
        note="or 220,000",
    )
    (country,) = section_of(report, "overview").countries
    (figure,) = country.statistics
    assert (figure.amount, figure.unit, figure.as_of, figure.source) == (
        "up to 300,000",
        "migrants",
        "June 2014",
        "A ministry",
    )


def test_publications_of_the_year_and_of_the_years_projects(report):
    project = make_project()
    make_activity(project=project, start="2014", end="2014")
    make_publication(title="Of 2014", date="2014")
    make_publication(title="Of the project", date="2003", project=project)
    make_publication(title="Of another year", date="2013")
    work = make_publication(title="Of October", date="October 2014")
    make_edition(publication=work, language="shn")
    make_edition(publication=work, language="ja")
    found = section_of(report, "publications").publications
    assert {one.title for one in found} == {"Of 2014", "Of the project", "Of October"}
    assert next(one.languages for one in found if one.title == "Of October") == ["Shan", "Japanese"]


def part():
    return make_organisation(parent=make_organisation())


def grow(report, rows):
    """As many rows of every kind as asked, each with its own relations."""
    for _ in range(rows):
        project = make_project()
        activity = make_activity(project=project, start="2014", end="2014")
        make_figure(activity=activity)
        make_activity_photo(activity=activity)
        make_partner(project=project, organisation=part())
        make_grant(project=project, funder=part(), start="2014", end="2014")
        make_organiser(event=make_event(project=project), organisation=part())
        make_hosting(organisation=part())
        make_edition(publication=make_publication(project=project))
        make_term(seat=make_seat(committee=report.committee), start="2014", on_behalf_of=part())
        make_appointment()
        make_membership(organisation=part())
        make_message(report=report)
    make_statistic(overview=make_country_overview(report=report, country=["TH", "KH", "LA", "VN"][rows]))


def test_gathering_takes_the_same_number_of_queries_for_one_record_and_for_three(django_assert_max_num_queries):
    report = make_annual_report(slug="2014", committee=make_committee())
    for kind in (
        "committee",
        "secretariat",
        "members",
        "supporters",
        "messages",
        "overview",
        "achievements",
        "publications",
        "calendar",
    ):
        make_section(report=report, kind=kind)
    counted = []
    for rows in (1, 2):
        grow(report, rows)
        with django_assert_max_num_queries(60) as captured:
            gather(report)
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_where_all_recommendations_were_taken_up_is_said_once(report):
    activity = make_activity(start="2014", end="2014")
    for number, addressee, place in [
        (1, "Governments", "The statement"),
        (2, "Governments", "The statement"),
        (1, "Investors", "A code"),
        (2, "Investors", ""),
    ]:
        make_recommendation(activity=activity, number=number, addressee=addressee, text=f"Do {number}", taken_up=place)
    (area,) = section_of(report, "achievements").areas
    governments, investors = area.projects[0].activities[0].recommendations
    assert (governments.taken_up, [one.taken_up for one in governments.list]) == ("The statement", ["", ""])
    assert (investors.taken_up, [one.taken_up for one in investors.list]) == ("", ["A code", ""])


def test_publications_of_a_fiscal_year_are_those_dated_in_it():
    report = make_annual_report(slug="2014-04-2015-03", start="April 2014", end="March 2015")
    for date in ("January 2014", "2014", "April 2014", "31 March 2015", "2015", "April 2015"):
        make_publication(title=date, date=date)
    found = section_of(report, "publications").publications
    assert [one.title for one in found] == ["31 March 2015", "April 2014"]


def test_publications_of_three_years():
    report = make_annual_report(slug="2011-2013", start="2011", end="2013")
    for date in ("2010", "2011", "2012", "December 2013", "2014"):
        make_publication(title=date, date=date)
    found = section_of(report, "publications").publications
    assert [one.title for one in found] == ["December 2013", "2012", "2011"]
