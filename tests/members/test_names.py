"""A name of a past day is used wherever a past day is shown."""

import datetime

import pytest

from members.names import borne, former_names_kept, formerly, named
from reports.data.gather import gather
from reports.output.html import report_html
from tests import factories as f
from tests.public import entries, facts, queries, words

pytestmark = pytest.mark.django_db

OLDEST, OLD, NEW = "Burma Labour Group", "Zebra Rights", "Asha Foundation"


@pytest.fixture
def renamed():
    """An organisation that bore two other names, and one whose end nobody knows."""
    one = f.make_organisation(name=NEW, acronym="AF", slug="asha", country="TH")
    f.make_organisation_name(organisation=one, name=OLD, acronym="ZR", start="2011", end="June 2016")
    f.make_organisation_name(organisation=one, name=OLDEST, end="2010")
    f.make_organisation_name(organisation=one, name="Long ago")
    f.make_organisation_name(organisation=one, name="A variant", kind="variant", end="2020")
    return one


def day(text):
    return datetime.date.fromisoformat(text)


def test_the_first_and_the_last_day_of_a_name(renamed):
    shown = {"2005-01-01": OLDEST, "2010-12-31": OLDEST, "2011-01-01": OLD, "2016-06-30": OLD, "2016-07-01": NEW}
    assert {text: borne(renamed, day(text)).name for text in shown} == shown
    assert named(renamed, day("2014-12-31")) == (OLD, "ZR", f"{NEW} (AF)")
    assert named(renamed) == named(renamed, day("2999-01-01")) == (NEW, "AF", "")


def test_earlier_names_are_those_that_are_known_to_be_earlier(renamed):
    shown = {"2005-01-01": [], "2014-12-31": [OLDEST], "2020-01-01": ["Long ago", OLDEST, OLD]}
    assert {text: [name.name for name in formerly(renamed, day(text))] for text in shown} == shown


def test_a_part_stands_with_the_name_that_its_whole_bore(renamed):
    faculty = f.make_organisation(name="Faculty", parent=renamed)
    assert named(faculty, day("2014-12-31")) == (f"Faculty, {OLD}", "", f"Faculty, {NEW}")


def test_former_names_are_read_once_and_only_for_past_days(renamed, django_assert_num_queries):
    other = f.make_organisation()
    with former_names_kept(), django_assert_num_queries(0):
        named(renamed), named(other)
    with former_names_kept(), django_assert_num_queries(1):
        assert [named(one, day("2014-12-31")).name for one in (renamed, other)] == [OLD, other.name]


def test_the_members_of_a_day_stand_by_their_names_of_that_day(client, renamed):
    f.make_membership(organisation=renamed)
    f.make_membership(organisation=f.make_organisation(name="Map", country="TH"))
    then = entries(client.get("/members/?as_of=2014-12-31").content.decode())
    assert then == ["Map", f"ZR {OLD} Now {NEW} (AF). Formerly {OLDEST}."]
    assert entries(client.get("/members/").content.decode())[0].startswith(f"AF {NEW} Formerly")


def test_committee_and_secretariat_of_a_day(client, renamed):
    committee = f.make_committee(slug="steering-committee")
    f.make_term(seat=f.make_seat(committee=committee), on_behalf_of=renamed)
    f.make_hosting(organisation=renamed, office=(office := f.make_office()))
    f.make_hosting(organisation=renamed, office=office, start="2008", end="2010")
    f.make_affiliation(organisation=renamed)
    for address, times in (("/steering-committee/", 1), ("/secretariat/", 2)):
        text = words(client.get(address, {"as_of": "2014-12-31"}).content.decode())
        assert text.count(f"{OLD} (ZR), now {NEW} (AF)") == times
        assert OLD not in client.get(address).content.decode()
    for page in (text, words(client.get("/secretariat/").content.decode())):  # in any year the host of then
        assert f"Host before {OLDEST}, now {NEW} (AF), 2008 to 2010" in page


def test_pages_of_what_is_past_carry_the_names_of_then(client, renamed):
    project = f.make_project(end="2015")
    f.make_partner(project=project, organisation=renamed)
    f.make_grant(project=project, funder=renamed, start="2009", end="2010")
    event, work = f.make_event(), f.make_publication(publisher=renamed)
    f.make_organiser(event=event, organisation=renamed)
    f.make_participation(event=event, organisation=renamed)
    f.make_authorship(publication=work, organisation=renamed)
    work.funders.add(renamed)
    shown = f"{OLD} (ZR), now {NEW} (AF)"
    pages = [client.get(one.get_absolute_url()).content.decode() for one in (project, event, work)]
    assert [words(page).count(shown) for page in pages] == [1, 2, 3]
    assert f"{OLDEST}, now {NEW} (AF), 2009 to 2010" in words(pages[0])
    assert shown in facts(pages[1])
    project.end = "to date"
    project.save()
    assert f"{NEW} (AF)" in entries(client.get(project.get_absolute_url()).content.decode())[0]


def report_of_everything(organisation):
    """The report of 2014, in which the organisation stands in every section that names any."""
    report = f.make_annual_report(slug="2014", committee=f.make_committee(), network=organisation)
    for kind in ("committee", "secretariat", "members", "supporters", "impact", "achievements", "calendar", "plan"):
        f.make_section(report=report, kind=kind)
    f.make_term(seat=f.make_seat(committee=report.committee), on_behalf_of=organisation)
    f.make_hosting(organisation=organisation)
    f.make_membership(organisation=organisation, start="2014")
    f.make_activity(project=(project := f.make_project()), start="2014", end="2014")
    f.make_partner(project=project, organisation=organisation)
    f.make_grant(project=project, funder=organisation)
    for start in ("21 July 2014", "21 July 2015"):
        f.make_organiser(event=f.make_event(start=start), organisation=organisation)
    return report


def test_the_report_of_a_year_carries_the_names_of_its_last_day(renamed):
    data = gather(report_of_everything(renamed))
    assert (data.network.name, data.network.now) == (OLD, f"{NEW} (AF)")
    answer = {part.kind: part for part in data.sections}
    assert [kind for kind, part in answer.items() if OLD not in str(part)] == []
    (member,) = answer["members"].countries[0].members
    assert (member.name, member.now, member.former) == (OLD, f"{NEW} (AF)", [OLDEST])
    printed = words(report_html(data))
    assert f"{OLD} (ZR), now {NEW} (AF) (formerly {OLDEST})" in printed
    assert printed.count(NEW) == printed.count(f"now {NEW}") >= 4


def test_a_protected_name_leaves_former_names_too(client, renamed):
    f.make_person(name="Omsin Boonlert", naming="withheld")
    renamed.names.filter(name=OLD).update(name="School of Omsin Boonlert")
    answer = str(gather(report_of_everything(renamed)))
    page = client.get("/members/?as_of=2014").content.decode()
    assert "School of Name withheld" in page and "Omsin" not in page
    assert "School of Name withheld" in answer and "Omsin" not in answer


def test_the_members_of_a_day_ask_as_often_for_three_as_for_one(client):
    def more():
        one = f.make_organisation(parent=f.make_organisation())
        f.make_membership(organisation=one)
        f.make_organisation_name(organisation=one, end="2016")
        f.make_organisation_name(organisation=one.parent, end="2016")

    more()
    one = queries(client, "/members/?as_of=2014")
    more(), more()
    assert queries(client, "/members/?as_of=2014") == one <= 10
