import pytest

from events.models import Event
from tests import factories as f
from tests.public import BAD_PAGES, BAD_VALUES, DRAFT, entries, errors, found

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def events(shared_db):
    project = f.make_project(title="Exodus", slug="exodus")
    f.make_event(title="Here", start="2014-07", country="TH", kind="workshop", role="organised", project=project)
    f.make_event(title="There", start="2013", country="SE", city="", kind="launch", role="attended")
    f.make_event(title="Nowhere", start="2012-01-01", country="", city="", kind="meeting", role="internal")
    f.make_event(start="2016", country="JP", project=f.make_project(title="Of a draft"), **DRAFT)
    f.make_event(title="Of a hidden project", start="2011", country="LA", project=f.make_project(**DRAFT))


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("year=2014", ["Here"]),
        ("country=SE", ["There"]),
        ("role=internal", ["Nowhere"]),
        ("kind=launch", ["There"]),
        ("project=exodus", ["Here"]),
        ("year=2014&country=TH&role=organised&kind=workshop&project=exodus", ["Here"]),
        ("year=&country=&role=&kind=&project=", ["Here", "There", "Nowhere", "Of a hidden project"]),
    ],
)
def test_a_choice_narrows_the_list(read, events, query, titles):
    assert found(read(f"/events/?{query}"), "h3") == titles


def test_only_what_the_reader_may_see_is_offered(read, client, events):
    f.make_branding()
    options = found(read("/events/"), "option")
    assert options[:5] == ["All years", "2014", "2013", "2012", "2011"]
    assert options[5:9] == ["All countries", "Lao PDR", "Thailand", "Sweden"]
    assert options[-2:] == ["All projects", "Exodus"]
    client.force_login(f.make_staff())
    options = found(client.get("/events/").content.decode(), "option")
    assert {"2016", "Japan", "Of a draft", "Secret draft"} < set(options)


def test_an_empty_choice_offers_a_way_out(read, events):
    text = read("/events/?year=2014&country=SE")
    assert "No events found" in text
    assert '<a href="/events/">Show all events</a>' in text


def test_no_events_say_so(read):
    Event.objects.update(status="draft")
    assert "No events found" in read("/events/")


@pytest.mark.parametrize("value", BAD_VALUES)
@pytest.mark.parametrize("name", ["year", "country", "role", "kind", "project"])
def test_a_bad_value_is_answered_with_its_error(read, events, name, value):
    text = read(f"/events/?{name}={value}")
    assert len(errors(text)) == 1
    assert entries(text) == []
    assert "No events found" in text


@pytest.mark.parametrize("page", BAD_PAGES)
def test_a_bad_page_is_not_found(read, events, page):
    read(f"/events/?page={page}", status=404)
    read(f"/events/2014/?page={page}", status=404)


def test_pages_keep_the_choice(read):
    for number in range(41):
        f.make_event(title=f"Event {number:02}", start="2015-07")
    first, second = read("/events/?year=2015"), read("/events/?year=2015&page=2")
    assert (len(found(first, "h3")), len(found(second, "h3"))) == (40, 1)
    assert 'href="?year=2015&page=2"' in first
