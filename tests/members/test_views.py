import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Membership, Organisation
from tests import factories as f
from tests.members.conftest import entries, titles
from tests.public import facts

pytestmark = pytest.mark.django_db


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


# The list of members


def test_members_stand_by_country_in_the_networks_order(read, map_foundation):
    f.make_branding()
    faculty = f.make_organisation(name="Faculty", parent=f.make_organisation(name="University"), country="LA")
    regional = f.make_organisation(name="AMC", country="regional")
    early = f.make_organisation(name="The Early Centre", country="TH", acronym="TEC")
    for member in (map_foundation, faculty, regional, early):
        f.make_membership(organisation=member)
    text = read("/members/")
    assert titles(text, 2) == ["Regional 1 member", "Lao PDR 1 member", "Thailand 2 members"]
    assert entries(text) == ["AMC", "Faculty, University", "TEC The Early Centre", "MAP Foundation"]


def test_former_names_and_new_members_are_told(read, map_foundation):
    f.make_membership(organisation=map_foundation, start="2014")
    f.make_organisation_name(organisation=map_foundation, name="Grassroots HRE", note="Found in a private letter")
    f.make_organisation_name(organisation=map_foundation, name="A variant", kind="variant")
    assert entries(read("/members/?as_of=2014")) == ["MAP Foundation New in 2014. Formerly Grassroots HRE."]
    assert entries(read("/members/?as_of=2015")) == ["MAP Foundation Formerly Grassroots HRE."]


def test_the_second_page_counts_what_the_first_began(read):
    for n in range(61):
        f.make_membership(organisation=f.make_organisation(name=f"Member {n:02}"))
    f.make_membership(person=f.make_person(), category="associate")
    first, second = read("/members/"), read("/members/?page=2")
    assert titles(first, 2) == ["Thailand 61 members"]
    assert len(titles(first)) == 60
    assert titles(second, 2) == ["Thailand 61 members", "Individuals 1 associate member"]
    assert titles(second) == ["Member 60"] and entries(second)[-1] == "1 person who is not named"


def test_staff_see_drafts_marked(client, draft):
    client.force_login(f.make_staff())
    assert titles(client.get("/members/").content.decode()) == ["Union in Draft Draft"]


def test_the_list_asks_as_often_for_three_as_for_one(client, hidden):
    def more():
        member = f.make_organisation(parent=f.make_organisation())
        f.make_membership(organisation=member)
        f.make_membership(person=f.make_person(), category="associate")
        f.make_organisation_name(organisation=member)

    more()
    one = queries(client, "/members/")
    more(), more()
    assert queries(client, "/members/") == one <= 8


# An organisation


def make_life(one, hidden):
    """One of everything that an organisation's page shows."""
    f.make_membership(organisation=one) if not one.memberships.exists() else None
    f.make_organisation(name="Its part", parent=one)
    f.make_organisation_name(organisation=one, name="Its old name", start="2001", end="2003")
    f.make_chairing(term=f.make_term(on_behalf_of=one, person=hidden, note="A note"))
    f.make_hosting(organisation=one)
    f.make_partner(organisation=one, role="interviews")
    f.make_grant(funder=one, amount=123456, currency="USD", purpose="Research")
    f.make_grant(funder=one, project=f.make_project(), amount=123456)
    f.make_organiser(organisation=one)
    f.make_participation(organisation=one, role="speaker", note="On wages")
    f.make_publication(publisher=one)
    f.make_publication().funders.add(one)
    f.make_authorship(organisation=one)


def test_an_organisation_shows_its_part_in_the_network(read, map_foundation, hidden):
    seat = f.make_seat(constituency="MMN members in Thailand")
    f.make_chairing(term=f.make_term(seat=seat, person=hidden, on_behalf_of=map_foundation), start="2013", end="2014")
    f.make_hosting(
        office=f.make_office(name="Chiang Mai Office"), organisation=map_foundation, start="2008", end="2011"
    )
    f.make_membership(organisation=map_foundation, start="2003", founding=True)
    f.make_organisation_name(organisation=map_foundation, name="Old name", note="Found in a private letter")
    project = f.make_project(title="The Exodus")
    f.make_partner(organisation=map_foundation, project=project, role="interviews")
    f.make_grant(funder=map_foundation, project=project, amount=123456, purpose="Travel")
    f.make_grant(funder=map_foundation, amount=123456, end="2014")
    f.make_organiser(organisation=map_foundation, event=f.make_event(title="Forum", start="2014-03-22"))
    f.make_participation(organisation=map_foundation, event=f.make_event(title="Launch", start="2014-12-09"))
    work = f.make_publication(title="Paper", publisher=map_foundation, date="2013")
    work.funders.add(f.make_organisation(), f.make_organisation())
    f.make_authorship(organisation=map_foundation, publication=f.make_publication(title="Booklet", date="2014"))
    f.make_publication(title="Undated", date=None).funders.add(map_foundation)
    text = read("/members/map/")
    assert entries(text) == [
        "2012 to date Name withheld Seat: MMN members in Thailand. Chairperson 2013 to 2014.",
        "Partner The Exodus interviews",
        "Supporter, 2014 to date The Exodus Travel",
        "Supporter, 2014 General support of the network",
        "9 December 2014 Launch Participant · Chiang Mai, Thailand",
        "22 March 2014 Forum Organiser · Chiang Mai, Thailand",
        "2014 Booklet Author · Research report",
        "2013 Paper Publisher · Research report",
        "Undated Undated Supporter · Research report",
    ]
    for words in ("Full member, founding, 2003 to date", "Old name", "Host of the Chiang Mai Office", "2008 to 2011"):
        assert words in " ".join(text.split())
    assert "123456" not in text and "private letter" not in text


def test_drafts_do_not_stand_on_the_page_of_another(read, client, map_foundation, draft):
    map_foundation.parent = draft
    map_foundation.save()
    secret = {"title": "Union in Draft", "status": "draft"}
    f.make_organisation(name="Union in Draft", parent=map_foundation, status="draft")
    f.make_partner(organisation=map_foundation, project=f.make_project(**secret))
    f.make_grant(funder=map_foundation, project=f.make_project(**secret))
    f.make_organiser(organisation=map_foundation, event=f.make_event(**secret))
    f.make_participation(organisation=map_foundation, event=f.make_event(**secret))
    f.make_authorship(organisation=map_foundation, publication=f.make_publication(**secret))
    f.make_publication(publisher=map_foundation, **secret)
    f.make_publication(**secret).funders.add(map_foundation)
    f.make_logo(organisation=map_foundation, alt="Union in Draft", status="draft")
    assert "Nothing more is recorded" in read("/organisations/map/")
    client.force_login(f.make_staff())
    assert client.get("/organisations/map/").content.decode().count('<span class="draft">Draft</span>') == 9


def test_a_draft_is_for_staff(read, client):
    read("/members/draft/", status=404)
    client.force_login(f.make_staff())
    assert "Union in Draft <span" in client.get("/members/draft/").content.decode()


def test_an_organisation_asks_as_often_for_three_as_for_one(client, map_foundation, hidden):
    map_foundation.parent = f.make_organisation(parent=f.make_organisation())
    map_foundation.save()
    f.make_logo(organisation=map_foundation)
    make_life(map_foundation, hidden)
    one = queries(client, "/members/map/")
    make_life(map_foundation, hidden), make_life(map_foundation, hidden)
    assert queries(client, "/members/map/") == one <= 16


# The Steering Committee


@pytest.fixture
def committee(map_foundation, draft, hidden):
    """Three seats: one handed over in March 2015, one held on behalf of a draft, one vacant."""
    committee = f.make_committee(name="Steering Committee", slug="steering-committee")
    burmese, lao = (
        f.make_seat(committee=committee, constituency=whom, order=n) for n, whom in enumerate(["Burmese", "Lao"])
    )
    f.make_seat(committee=committee, constituency="Secretariat", voting=False, order=2)
    wai = f.make_person(honorific="Ms.", name="Wai", naming="full")
    chit = f.make_person(honorific="Mr.", name="Htoo Chit", naming="initials")
    f.make_chairing(
        term=f.make_term(seat=burmese, person=wai, on_behalf_of=map_foundation, end="2015-02"), end="2015-02"
    )
    f.make_chairing(term=f.make_term(seat=burmese, person=chit, start="2015-03", note="Elected."), start="2015-03")
    f.make_term(seat=lao, person=hidden, on_behalf_of=draft)
    return committee


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (
            "2014-12-31",
            [
                "Burmese Chairperson, 2013 to February 2015 Ms. Wai MAP Foundation Served 2012 to February 2015.",
                "Lao Name withheld Served 2012 to date.",
                "Secretariatwithout a vote Not recorded",
            ],
        ),
        (
            "2015-03-01",
            [
                "Burmese Chairperson, March 2015 to date H. C. Served March 2015 to date. Elected.",
                "Lao Name withheld Served 2012 to date.",
                "Secretariatwithout a vote Not recorded",
                "Burmese Chairperson, 2013 to February 2015 Ms. Wai MAP Foundation Served 2012 to February 2015.",
            ],
        ),
    ],
)
def test_the_committee_of_a_day(read, committee, as_of, expected):
    text = read(f"/steering-committee/?as_of={as_of}")
    assert entries(text) == expected
    assert "Htoo" not in text


@pytest.mark.parametrize("address", ["/steering-committee/", "/secretariat/"])
@pytest.mark.parametrize("as_of", ["31 February", "2014%00", "²", "NaN", "9" * 5000])
def test_a_bad_day_is_told_and_leads_on(read, committee, address, as_of):
    text = read(f"{address}?as_of={as_of}")
    assert "is not a date." in text and 'aria-invalid="true"' in text
    assert entries(text) == []
    assert f'<a href="{address}">Show the' in text


@pytest.mark.parametrize("address", ["/steering-committee/", "/secretariat/"])
def test_before_anything_is_recorded_the_page_says_so(read, address):
    text = read(address)
    assert entries(text) == [] and "is recorded for this day" in text


def test_a_portrait_stands_only_beside_a_full_name_and_published(read, committee):
    wai, chit, hidden = (term.person for term in f.members.Term.objects.order_by("seat__order", "start"))
    shown = f.make_portrait(person=wai, alt="Wai at work")
    f.make_portrait(person=chit, alt="Htoo Chit at work")
    f.make_portrait(person=hidden, alt="Daw Hidden at work")
    text = read("/steering-committee/?as_of=2014-12-31") + read("/steering-committee/?as_of=2016")
    assert text.count('<img class="portrait"') == text.count('alt="Wai at work"') == 2
    shown.status = "draft"
    shown.save()
    assert 'class="portrait"' not in read("/steering-committee/?as_of=2014-12-31")


def test_the_committee_asks_as_often_for_three_as_for_one(client, committee, hidden):
    def more():
        seat = f.make_seat(committee=committee)
        body = f.make_organisation(parent=f.make_organisation())
        f.make_term(seat=seat, person=hidden, on_behalf_of=body, start="2010", end="2011")
        f.make_portrait(person=(term := f.make_term(seat=seat, on_behalf_of=body)).person)
        return term

    f.make_chairing(term=more(), start="2011", end="2011")
    one = queries(client, "/steering-committee/")
    more(), more()
    assert queries(client, "/steering-committee/") == one <= 9


# The secretariat


def test_the_secretariat_of_a_day(read, map_foundation, hidden, draft):
    office = f.make_office(name="Chiang Mai Office", address="P.O. Box 195", phone="053", email="info@example.org")
    f.make_hosting(office=office, organisation=map_foundation, start="2008", end="2011", note="Advises still.")
    f.make_hosting(office=office, organisation=draft, start="2011")
    reiko = f.make_person(name="Reiko Harima", naming="full")
    f.make_appointment(
        person=f.make_person(name="Casey McCarthy", naming="full"),
        category="intern",
        office=None,
        title="",
        start="June 2014",
        end="July 2014",
    )
    f.make_appointment(
        person=reiko, office=office, title="Regional Coordinator", start="2003", programme="Research", order=1
    )
    f.make_appointment(person=hidden, office=None, category="volunteer", title="", start="2014", order=2)
    f.make_affiliation(
        organisation=f.make_organisation(name="Clean Clothes"), start="November 2014", note="For garment workers."
    )
    f.make_affiliation(organisation=draft)
    text = read("/secretariat/?as_of=2014-12-31")
    assert titles(text, 2) == ["Chiang Mai Office", "Staff", "Volunteers", "Served before", "Member of other networks"]
    assert entries(text) == [
        "2003 to date Reiko Harima Regional Coordinator, Research · Chiang Mai Office",
        "1 person who is not named",
        "June to July 2014 Casey McCarthy Intern",
        "November 2014 to date Clean Clothes For garment workers.",
    ]
    assert "P.O. Box 195" in text and "Host before" in text and "2008 to 2011. Advises still." in text
    assert entries(read("/secretariat/?as_of=2014-06-30"))[1] == "June to July 2014 Casey McCarthy Intern"


def test_the_secretariat_asks_as_often_for_three_as_for_one(client, hidden):
    def more():
        office = f.make_office()
        f.make_hosting(office=office, organisation=f.make_organisation(parent=f.make_organisation()))
        f.make_hosting(office=office, end="2005", organisation=f.make_organisation(parent=f.make_organisation()))
        f.make_appointment(), f.make_appointment(end="2012"), f.make_appointment(category="volunteer")
        f.make_affiliation(organisation=f.make_organisation(parent=f.make_organisation()))

    more()
    one = queries(client, "/secretariat/")
    more(), more()
    assert queries(client, "/secretariat/") == one <= 9


# Organisations that are no members


def test_an_organisation_stands_where_it_belongs(client, db):
    one = f.make_organisation(slug="oxfam")
    assert one.get_absolute_url() == "/organisations/oxfam/"
    assert client.get("/organisations/oxfam/").status_code == 200
    moved = client.get("/members/oxfam/")
    assert (moved.status_code, moved["Location"]) == (301, "/organisations/oxfam/")
    membership = f.make_membership(organisation=one, start="2003", end="2004")
    moved = client.get("/organisations/oxfam/")
    assert (moved.status_code, moved["Location"], moved["Cache-Control"]) == (301, "/members/oxfam/", "no-cache")
    membership.organisation = f.make_organisation(slug="other")
    membership.save()
    assert client.get("/organisations/oxfam/").status_code == client.get("/members/other/").status_code == 200
    Membership.objects.update(entered_in_error="Never a member")
    Organisation.objects.set_has_membership()
    assert client.get("/organisations/other/").status_code == 200


def test_a_draft_is_not_told_by_a_redirect(client, draft):
    for place in ("members", "organisations"):
        assert client.get(f"/{place}/{draft.slug}/").status_code == 404


def test_other_organisations_say_what_they_are_to_the_network(read):
    funder = f.make_organisation(name="Oxfam", slug="oxfam", kind="donor", country="KH")
    f.make_grant(funder=funder)
    f.make_publication().funders.add(funder)
    f.make_grant(funder=f.make_organisation(name="Silent giver"), project=f.make_project(status="draft"))
    f.make_membership(organisation=f.make_organisation(name="A member"))
    listed = entries(read("/organisations/"))
    message = "Oxfam Funder · Supporter of publications Donor. Cambodia"
    assert message in listed and "Silent giver Non-governmental organisation. Thailand" in listed
    assert "A member" not in " ".join(listed)
    assert entries(read("/organisations/?role=grants&country=KH&kind=donor")) == [message]
    page = read("/organisations/oxfam/")
    assert "To the network Funder Supporter of publications" in facts(page) and 'href="/organisations/"' in page


def test_other_organisations_ask_as_often_for_three_as_for_one(client, hidden):
    def more():
        f.make_grant(funder=f.make_organisation(parent=f.make_organisation(country="LA")))

    more()
    one = queries(client, "/organisations/")
    more(), more()
    assert queries(client, "/organisations/") == one <= 8


def test_organisation_page_asks_for_roles_of_non_members_alone(client):
    asked = []
    for one in (Organisation.objects.get(pk=f.make_membership().organisation_id), f.make_organisation()):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(one.get_absolute_url()).status_code == 200
        asked.append(any("as_grants" in query["sql"] for query in captured))
    assert asked == [False, True]
