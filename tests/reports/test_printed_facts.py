"""What is recorded of events, works, offices and members stands in the report too."""

import pytest

from reports.data.gather import gather
from reports.output.html import report_html
from tests import factories as f
from tests.public import words

pytestmark = pytest.mark.django_db


def person(name):
    return f.make_person(name=name, honorific="Ms.", naming="full")


@pytest.fixture
def printed():
    """Reads the report of 2014 with these sections."""

    def read(*kinds):
        report = f.make_annual_report(slug="2014")
        for kind in kinds:
            f.make_section(report=report, kind=kind)
        return words(report_html(gather(report)))

    return read


@pytest.fixture
def forum():
    event = f.make_event(title="The forum", venue="City Hall", summary="MMN was there.")
    f.make_attendance(event=event)
    f.make_attendance(event=event, qualifier="exactly", value=15, unit="countries", order=1)
    f.make_participation(event=event, person=person("Ana Full"), role="speaker")
    f.make_participation(event=event, organisation=f.make_organisation(name="A ministry"), role="guest", order=1)
    f.make_participation(event=event, organisation=f.make_organisation(name="Union in Draft", status="draft"))
    for _ in range(2):
        f.make_participation(event=event)
        f.make_participation(event=event, person=f.make_person())
    return event


def test_the_calendar_says_where_how_many_and_who(printed, forum):
    text = printed("calendar")
    assert "The forum, City Hall, Chiang Mai, Thailand" in text
    assert "MMN was there. Over 100 participants, 15 countries. With Ms." in text
    assert (
        "With Ms. Ana Full (speaker), " in text and ", A ministry (guest of honour), and 2 who are not named." in text
    )
    assert "Draft" not in text and "withheld" not in text


def test_an_event_in_the_margin_of_its_project_has_its_title(printed, forum):
    f.make_activity(project=(project := f.make_project()), start="2014", end="2014")
    forum.project = project
    forum.save()
    assert "When and where The forum, 21 July 2014, Chiang Mai, Thailand" in printed("achievements")


def test_a_work_has_its_authors_and_isbn(printed):
    work = f.make_publication(isbn="978-974")
    f.make_authorship(publication=work, person=person("Ana Full"))
    f.make_authorship(publication=work, organisation=f.make_organisation(name="A press"), role="editor", order=1)
    f.make_authorship(publication=work, person=f.make_person(), order=2)
    text = printed("publications")
    assert "Ms. Ana Full, A press (editor), and 1 who is not named" in text and "ISBN 978-974" in text


def test_members_say_who_founded_and_what_the_network_belongs_to(printed):
    f.make_membership(organisation=f.make_organisation(name="A founder"), founding=True)
    f.make_affiliation(organisation=f.make_organisation(name="A wider network"), note="For garment workers")
    f.make_affiliation(organisation=f.make_organisation(name="A draft", status="draft"))
    text = printed("members")
    assert "A founder founding member" in text
    assert "Member of other networks: A wider network, 2006 to date (For garment workers)" in text


def test_an_office_says_its_city_and_country_where_its_address_does_not(printed, client):
    f.make_office(name="Northern Office", address="P.O. Box 195, Thailand", city="Chiang Mai", country="TH")
    assert "P.O. Box 195, Thailand Chiang Mai" in printed("secretariat")
    assert "<dt>Place</dt><dd>Chiang Mai</dd>" in client.get("/secretariat/").content.decode()


def test_a_biography_is_shown_of_who_is_named_in_full(client):
    seat = f.make_seat(committee=f.make_committee(slug="steering-committee"))
    facts = {"biography": "<p>Worked for years.</p>", "position": "Director", "name_in_script": "อนา"}
    one = f.make_person(name="Ana Full", naming="full", **facts)
    f.make_term(seat=seat, person=one)
    f.make_appointment(person=one)
    for address in ("/steering-committee/", "/secretariat/"):
        shown = client.get(address).content.decode()
        assert [message for message in ("Worked for years.", "Director", "อนา") if message not in shown] == []
    one.naming = "initials"
    one.save()
    for address in ("/steering-committee/", "/secretariat/"):
        shown = client.get(address).content.decode()
        assert [message for message in ("Worked for years.", "Director", "อนา") if message in shown] == []
