import pytest

from tests import factories as f
from tests.public import DRAFT, NOTES, entries, facts, found, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    area = f.make_area_of_work(name="Research and Advocacy", slug="research", order=1)
    facts = {"title": "The Exodus", "slug": "exodus", "acronym": "EXO", "number": 1, "private_notes": NOTES}
    return f.make_project(
        area=area, summary="<p>What was <em>learnt</em> &amp; told.</p><p>More.</p>", start="2014", **facts
    )


# The list


def test_projects_stand_by_area_in_the_order_of_the_report(read, project):
    f.make_project(area=project.area, number=2, title="The second", start=None, end=None)
    f.make_project(area=f.make_area_of_work(name="First area", order=0), title="Unnumbered", end="2013")
    f.make_project(area=project.area, slug="secret-draft", **DRAFT)
    text = read("/projects/")
    assert found(text, "h2") == ["First area 1 project", "Research and Advocacy 2 projects"]
    assert entries(text) == [
        "2012 to 2013 Unnumbered",
        "Project 1 2014 to date The Exodus (EXO) What was learnt & told. More.",
        "Project 2 The second",
    ]


def test_two_areas_of_one_rank_stand_apart_and_what_has_no_number_comes_last(read):
    first, second = f.make_area_of_work(name="First area", order=1), f.make_area_of_work(name="Second area", order=1)
    for area, number in ((first, None), (second, 2), (first, 1), (second, 4), (first, 3)):
        f.make_project(area=area, number=number, title=f"Number {number}")
    text = read("/projects/")
    assert found(text, "h2") == ["First area 3 projects", "Second area 2 projects"]
    assert found(text, "h3") == ["Number 1", "Number 3", "Number None", "Number 2", "Number 4"]


def test_no_projects_say_so(read):
    assert "No projects found" in read("/projects/")


def test_staff_see_drafts_marked(client):
    f.make_project(**DRAFT)
    client.force_login(f.make_staff())
    assert found(client.get("/projects/").content.decode(), "h3") == ["Secret draft Draft"]


def test_the_list_asks_as_often_for_three_as_for_one(client, hidden):
    def more():
        f.make_activity(project=f.make_project())

    more()
    one = queries(client, "/projects/")
    more(), more()
    assert queries(client, "/projects/") == one <= 8


# One project


def test_a_project_tells_its_years_and_links_to_what_belongs_to_it(read, project, hidden):
    f.make_branding()
    project.continues = f.make_project(title="The earlier", slug="earlier")
    project.website = "http://example.org/?page_id=13"
    project.save()
    f.make_project(title="The later", continues=project)
    funder = f.make_organisation(name="A foundation", acronym="AF")
    f.make_grant(project=project, funder=funder, amount="987654", currency="QQQ", purpose="Travel", end="2015")
    f.make_partner(project=project, organisation=f.make_organisation(name="A union", country="KH"), role="interviews")
    f.make_partner(project=project, person=hidden, country="MM", order=1)
    f.make_event(project=project, title="The meeting", start="2014-04-20", end="2014-04-24")
    f.make_publication(project=project, title="The report", ages="6–7")
    text = read("/projects/exodus/")
    assert found(text, "h1") == ["The Exodus (EXO)"]
    assert facts(text) == (
        "When 2014 to date Continues The earlier Continued by The later Website Visit the website http://example.org/?page_id=13"
    )
    assert found(text, "aside") == [facts(text) + " Supported by A foundation (AF), 2014 to 2015 Travel"]
    assert entries(text) == [
        "Cambodia A union interviews",
        "and 1 who is not named",
        "20–24 April 2014 The meeting Chiang Mai, Thailand · Organised by the network",
        "October 2014 The report Research report for ages 6–7",
    ]


def test_activities_stand_by_year_the_newest_first(read, project):
    f.make_activity(project=project, heading="Second", start="2014-03", order=2)
    first = f.make_activity(project=project, heading="First", text="<h3>Why</h3><p>So.</p>", start="2014-11", order=1)
    f.make_activity(project=project, heading="Before", start="2013", end="2013")
    f.make_activity(project=project, heading="", start=None, end=None)
    f.make_activity(project=project, heading="Secret draft", status="draft")
    f.make_figure(activity=first, value=45, unit="people", qualifier="exactly")
    f.make_figure(activity=first, value=220000, unit="returned", qualifier="over", order=1)
    f.make_recommendation(activity=first, addressee="governments", number=3, text="Pay.", taken_up="A statement")
    f.make_recommendation(activity=first, addressee="investors", number=1, text="Stay.")
    f.make_activity_photo(activity=first, caption="At the border")
    f.make_activity_photo(activity=first, caption="Secret draft", alt="Secret draft", status="draft")
    text = read("/projects/exodus/")
    assert found(text, "h2") == ["2014", "2013", "Undated"]
    assert found(text, "h3") == ["First", "Second", "Before"]
    assert found(text, "h4") == ["Why", "Recommended to governments", "Recommended to investors"]
    assert found(text, "ul", "quantities") == ["45 people over 220,000 returned"]
    assert found(text, "li", "value=") == ["Pay.", "Stay."]
    assert found(text, "p", 'class="small quiet"') == ["Taken up: A statement"]
    assert 'value="3"' in text
    assert found(text, "figcaption") == ["At the border."]
    assert f'id="{first.anchor}"' in text
    assert first.get_absolute_url() == "/projects/exodus/#first-2014"


def test_drafts_do_not_stand_on_the_page_of_another(read, client, project, draft):
    project.continues = f.make_project(**DRAFT)
    project.save()
    f.make_project(continues=project, **DRAFT)
    f.make_activity(project=project, heading="Secret draft", status="draft")
    f.make_partner(project=project, organisation=draft)
    f.make_grant(project=project, funder=draft)
    f.make_event(project=project, **DRAFT)
    f.make_publication(project=project, **DRAFT)
    assert entries(read("/projects/exodus/")) == []
    client.force_login(f.make_staff())
    assert client.get("/projects/exodus/").content.decode().count('<span class="draft">Draft</span>') == 7


def test_a_draft_is_for_staff(read, client):
    address = f.make_project(slug="secret-draft", **DRAFT).get_absolute_url()
    read(address, status=404)
    client.force_login(f.make_staff())
    assert found(client.get(address).content.decode(), "h1") == ["Secret draft Draft"]


def test_a_project_asks_as_often_for_three_as_for_one(client, project, hidden):
    def more():
        f.make_project(continues=project)
        activity = f.make_activity(project=project)
        f.make_figure(activity=activity)
        f.make_recommendation(activity=activity)
        f.make_activity_photo(activity=activity)
        f.make_partner(project=project, organisation=f.make_organisation(parent=f.make_organisation()))
        f.make_partner(project=project, person=f.make_person())
        f.make_grant(project=project)
        f.make_event(project=project)
        f.make_publication(project=project)

    project.continues = f.make_project()
    project.save()
    more()
    one = queries(client, "/projects/exodus/")
    more(), more()
    assert queries(client, "/projects/exodus/") == one <= 14
