import datetime

import pytest
from icalendar import Calendar

from tests import factories as f
from tests.public import DRAFT, NOTES, SECRETS, queries

pytestmark = pytest.mark.django_db
ADDRESS = "/events/calendar.ics"


@pytest.fixture
def feed(client, hidden, draft):
    """Fetch the feed as the public does: each of its entries, and its bytes, in which nothing leaks."""

    def feed():
        response = client.get(ADDRESS)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        unfolded = response.content.decode().replace("\r\n ", "")
        assert [secret for secret in [*SECRETS, "ATTENDEE"] if secret in unfolded] == []
        return Calendar.from_ical(response.content).walk("VEVENT"), response.content

    return feed


@pytest.mark.parametrize(
    ("start", "end", "first", "after", "title"),
    [
        ("2014-03-21", "2014-03-23", "2014-03-21", "2014-03-24", "The forum"),
        ("2014-12-31", None, "2014-12-31", "2015-01-01", "The forum"),
        ("2014-05-30", "2014-06-01", "2014-05-30", "2014-06-02", "The forum"),
        ("2014-07", None, "2014-07-01", "2014-08-01", "The forum (July 2014)"),
        ("2014-02", "2014-03", "2014-02-01", "2014-04-01", "The forum (February – March 2014)"),
        ("2014", None, "2014-01-01", "2015-01-01", "The forum (2014)"),
    ],
)
def test_an_event_spans_all_the_days_it_may_mean(feed, start, end, first, after, title):
    f.make_event(title="The forum", start=start, end=end)
    [entry] = feed()[0]
    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == tuple(map(datetime.date.fromisoformat, (first, after)))
    assert entry["dtstart"].to_ical().decode() == first.replace("-", "") and entry["dtstart"].params["VALUE"] == "DATE"
    assert str(entry["summary"]) == title
    assert str(entry["transp"]) == "TRANSPARENT"


def test_an_entry_tells_place_summary_and_address(feed, hidden, draft):
    event = f.make_event(title="A; b, c", slug="forum", summary="One\nline.", start="2014-03-21", private_notes=NOTES)
    f.make_event(**DRAFT)
    f.make_participation(event=event, person=hidden)
    f.make_organiser(event=event, organisation=draft)
    [entry] = feed()[0]
    told = {name: str(entry[name]) for name in ("uid", "summary", "location", "description", "url")}
    assert told == {
        "uid": "events-2014-forum@testserver",
        "summary": "A; b, c",
        "location": "Chiang Mai, Thailand",
        "description": "One\nline.",
        "url": "http://testserver/events/2014/forum/",
    }


def test_a_name_is_withheld_even_where_its_line_is_folded(feed, hidden):
    for indent in range(60):
        f.make_event(summary=f"{'x' * indent} Daw Hidden and ဒေါ်ဟစ်ဒင် spoke of {'ทะเล' * 20}", start="2014-07-21")
    assert {str(entry["description"]).count("Name withheld") for entry in feed()[0]} == {2}


def test_the_file_is_laid_out_as_the_standard_says(feed):
    f.make_event(title="ทะเลสาบมังกร " * 18, start="2014-07-21")
    lines = feed()[1].split(b"\r\n")
    assert lines.pop() == b""
    assert lines[:2] == [b"BEGIN:VCALENDAR", b"VERSION:2.0"]
    assert not any(b"\n" in line or b"\r" in line or len(line) > 75 for line in lines)
    assert all(line.decode() for line in lines)  # no letter is broken in two


def test_the_identity_of_an_event_stays(feed):
    event = f.make_event(title="The forum", start="2014-07")
    before = [str(entry["uid"]) for entry in feed()[0]]
    event.title, event.start = "The corrected forum", "2014-08-01"
    event.save()
    assert [str(entry["uid"]) for entry in feed()[0]] == before


def test_who_has_it_already_is_told_so(client, hidden):
    f.make_event()
    first = client.get(ADDRESS)
    assert client.get(ADDRESS).content == first.content
    assert client.get(ADDRESS, headers={"If-None-Match": first["ETag"]}).status_code == 304
    f.make_event()
    assert client.get(ADDRESS, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert client.post(ADDRESS).status_code == 405


def test_an_empty_feed_is_a_calendar(feed):
    entries, content = feed()
    assert entries == []
    assert b"X-WR-CALNAME:Our network\r\n" in content


def test_the_feed_asks_as_often_for_three_as_for_one(client, hidden):
    f.make_event()
    one = queries(client, ADDRESS)
    f.make_event(), f.make_event()
    assert queries(client, ADDRESS) == one <= 4
