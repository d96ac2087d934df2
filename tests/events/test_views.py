import pytest

from tests import factories as f
from tests.public import DRAFT, NOTES, entries, facts, found, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum(db):
    """A forum of three days with a workshop on its second."""
    facts = {"title": "The forum", "slug": "forum", "kind": "conference", "role": "attended", "private_notes": NOTES}
    forum = f.make_event(start="2014-03-21", end="2014-03-23", city="Yangon", country="MM", **facts)
    f.make_event(title="The workshop", slug="workshop", parent=forum, start="2014-03-22", city="Yangon", country="MM")
    return forum


# The list and the calendar of a year


def test_of_two_events_that_start_on_a_day_the_one_that_ends_later_is_newer(read, client, admin_client):
    f.make_event(title="Ten days", start="2014-03-08", end="2014-03-18")
    f.make_event(title="One day", start="2014-03-08")
    assert found(read("/events/"), "h3") == ["Ten days", "One day"]
    listed = admin_client.get("/admin/events/event/").context["cl"].result_list
    assert [event.title for event in listed] == ["Ten days", "One day"]


def test_events_stand_by_month_the_newest_first(read, forum):
    f.make_branding()
    f.make_event(title="A month", start="2014-07", city="", country="", role="milestone", summary="It came out.")
    f.make_event(title="A day", start="2014-07-02")
    f.make_event(title="A year", start="2013", online=True, city="", country="")
    f.make_event(slug="secret-draft", start="2014-05", **DRAFT)
    text = read("/events/")
    assert found(text, "h2") == ["July 2014", "March 2014", "2013"]
    assert entries(text) == [
        "2 July 2014 A day Chiang Mai, Thailand · Organised by the network",
        "July 2014 A month Milestone It came out.",
        "21–23 March 2014 The forum Yangon, Burma/Myanmar · Attended by the network "
        "22 March 2014 The workshop Yangon, Burma/Myanmar · Organised by the network",
        "2013 A year Online · Organised by the network",
    ]


def test_a_part_stands_by_itself_where_its_event_is_not_listed(read, forum):
    assert found(read("/events/?kind=workshop"), "h3") == ["The workshop"]
    forum.status = "draft"
    forum.title = "Secret draft"
    forum.save()
    assert found(read("/events/"), "h3") == ["The workshop"]


def test_no_event_is_lost_however_deep_they_nest(read, forum):
    below = forum.children.get()
    for depth in range(3):
        below = f.make_event(title=f"Depth {depth}", start="2014-03-22", parent=below)
    assert sorted(found(read("/events/"), "h3")) == ["Depth 0", "Depth 1", "Depth 2", "The forum", "The workshop"]
    assert sorted(found(read("/events/2014/"), "h3")) == ["Depth 0", "Depth 1", "Depth 2", "The forum", "The workshop"]


def test_a_year_names_its_empty_months_too(read, forum):
    f.make_event(title="Some day", start="2014")
    f.make_event(title="In July", start="2014-07")
    f.make_event(start="2014-02", **DRAFT)
    f.make_event(title="Before", start="2012-12-31")
    f.make_event(title="After", start="2015-01-01")
    text = read("/events/2014/")
    assert found(text, "h1") == ["Events in 2014"]
    assert found(text, "h2") == [
        "Some time in the year",
        "January – February",
        "March",
        "April – June",
        "July",
        "August – December",
    ]
    assert found(text, "p", 'class="empty"') == ["No event is recorded."] * 3
    assert found(text, "h3") == ["Some day", "The forum", "The workshop", "In July"]
    assert found(text, "a", 'rel="prev"') == ["← 2012"]
    assert found(text, "a", 'rel="next"') == ["2015 →"]


@pytest.mark.parametrize("year", ["1999", "1800", "2200"])
def test_a_year_without_events_says_so(read, forum, year):
    f.make_event(start="1999", **DRAFT)
    text = read(f"/events/{year}/")
    assert f"None is recorded for {year}." in text
    assert '<a href="/events/">Show all events</a>' in text


@pytest.mark.parametrize("year", ["1", "1799", "2201", "99999", "9" * 5000, "²", "NaN"])
def test_a_year_that_cannot_be_is_not_found(read, year):
    read(f"/events/{year}/", status=404)
    read(f"/events/{year}/forum/", status=404)


@pytest.mark.parametrize("address", ["/events/", "/events/2014/"])
def test_the_lists_ask_as_often_for_three_as_for_one(client, hidden, address):
    def more():
        project = f.make_project()
        whole = f.make_event(project=project)
        f.make_event(parent=whole, project=project)
        f.make_organiser(event=whole)

    more()
    one = queries(client, address)
    more(), more()
    assert queries(client, address) == one <= 8


def test_staff_see_drafts_marked(client):
    f.make_event(start="2014", **DRAFT)
    client.force_login(f.make_staff())
    for address in ("/events/", "/events/2014/"):
        assert found(client.get(address).content.decode(), "h3") == ["Secret draft Draft"]


# One event


def test_an_event_tells_who_where_when_and_what_came_of_it(read, forum, hidden):
    f.make_branding(organisation=f.make_organisation(name="River Network"))
    activity = f.make_activity(heading="Exodus", project=f.make_project(title="The project", slug="project"))
    forum.activity, forum.project, forum.venue, forum.online = activity, activity.project, "City Hall", True
    forum.link, forum.summary, forum.outcome = "http://example.org/?p=2486", "MMN was there.", "<p>It helped.</p>"
    forum.save()
    f.make_organiser(event=forum, organisation=f.make_organisation(name="One union", acronym="OU"), role="host")
    f.make_organiser(event=forum, organisation=f.make_organisation(name="Two unions"), role="co_host", order=1)
    f.make_attendance(event=forum, unit="delegates")
    f.make_participation(event=forum, person=hidden, role="speaker", note="On wages")
    f.make_participation(event=forum, organisation=f.make_organisation(name="A guest"), role="guest", order=1)
    f.make_publication(launch_event=forum, title="The report")
    f.make_event_photo(event=forum, caption="In the hall")
    f.make_event_photo(event=forum, caption="Secret draft", alt="Secret draft", status="draft")
    text = read("/events/2014/forum/")
    assert found(text, "h1") == ["The forum"]
    assert found(text, "title") == ["The forum, 21–23 March 2014 – River Network"]
    assert facts(text) == (
        "When 21–23 March 2014 Where Yangon, Burma/Myanmar, and online Venue City Hall Organiser One union (OU) "
        "Co-organiser Two unions Project The project Told in Exodus On the web Read more on the web http://example.org/?p=2486"
    )
    assert found(text, "ul", "quantities") == ["over 100 delegates"]
    assert found(text, "p", 'class="lede"') == ["MMN was there."]
    assert found(text, "div", 'class="prose"') == ["It helped."]
    assert entries(text) == [
        "22 March 2014 The workshop Yangon, Burma/Myanmar · Organised by the network",
        "Guest of honour A guest",
        "and 1 who is not named",
        "Research report The report",
    ]
    assert found(text, "figcaption") == ["In the hall."]
    assert '<time datetime="2014-03-21">' in text
    assert 'href="/projects/project/#exodus-2014"' in text


def test_a_part_leads_to_its_event(read, forum):
    assert facts(read("/events/2014/workshop/")).endswith("Part of The forum")


def test_drafts_do_not_stand_on_the_page_of_another(read, client, forum, draft):
    hidden_project = f.make_project(**DRAFT)
    forum.parent, forum.project = f.make_event(**DRAFT), hidden_project
    forum.activity = f.make_activity(project=hidden_project, heading="Secret draft")
    forum.save()
    f.make_event(parent=forum, **DRAFT)
    f.make_organiser(event=forum, organisation=draft)
    f.make_participation(event=forum, organisation=draft)
    f.make_publication(launch_event=forum, **DRAFT)
    assert found(read("/events/2014/forum/"), "h3") == ["The workshop"]
    client.force_login(f.make_staff())
    assert client.get("/events/2014/forum/").content.decode().count('<span class="draft">Draft</span>') == 6


def test_a_draft_activity_is_not_named(read, forum):
    forum.project = f.make_project()
    forum.activity = f.make_activity(project=forum.project, heading="Secret draft", status="draft")
    forum.save()
    assert "Told in" not in read("/events/2014/forum/")


def test_a_draft_is_for_staff(read, client):
    address = f.make_event(slug="secret-draft", **DRAFT).get_absolute_url()
    read(address, status=404)
    client.force_login(f.make_staff())
    assert found(client.get(address).content.decode(), "h1") == ["Secret draft Draft"]


def test_an_address_belongs_to_its_year(read, forum):
    f.make_event(title="The next forum", slug="forum", start="2015")
    assert found(read("/events/2014/forum/"), "h1") == ["The forum"]
    assert found(read("/events/2015/forum/"), "h1") == ["The next forum"]
    read("/events/2016/forum/", status=404)


def test_an_event_asks_as_often_for_three_as_for_one(client, forum, hidden):
    def more():
        f.make_event(parent=forum)
        f.make_organiser(event=forum, organisation=f.make_organisation(parent=f.make_organisation()))
        f.make_participation(event=forum, organisation=f.make_organisation(parent=f.make_organisation()))
        f.make_participation(event=forum, person=f.make_person())
        f.make_attendance(event=forum)
        f.make_event_photo(event=forum)
        f.make_publication(launch_event=forum)

    forum.parent, forum.activity = f.make_event(), f.make_activity()
    forum.project = forum.activity.project
    forum.save()
    more()
    one = queries(client, "/events/2014/forum/")
    more(), more()
    assert queries(client, "/events/2014/forum/") == one <= 14
