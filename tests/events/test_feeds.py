import datetime
import json
from unittest.mock import Mock

import pytest
from django.core import serializers
from django.db import DatabaseError
from icalendar import Calendar

from events.models import FEED_YEARS, Event
from members.models import Person
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
    shown = {name: str(entry[name]) for name in ("uid", "summary", "location", "description", "url")}
    assert shown == {
        "uid": event.uid,
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
    event.title, event.start, event.slug = "The corrected forum", "2015-08-01", "corrected"
    event.save()
    assert [str(entry["uid"]) for entry in feed()[0]] == before


def withdraw_and_publish(event, feed, monkeypatch):
    Event.objects.filter(pk=event.pk).update(status="draft")
    assert feed()[0] == []
    Event.objects.filter(pk=event.pk).update(status="published")


def change_who_is_named(event, feed, monkeypatch):
    Person.objects.filter(name="Somchai Dee").update(naming="initials")


def change_a_countrys_name(event, feed, monkeypatch):
    f.make_country_name(network=f.make_network(is_site=True), country="TH", name="Siam")


def import_it(event, feed, monkeypatch):
    fixture = json.loads(serializers.serialize("json", [event]))
    fixture[0]["fields"] |= {"title": "As it was", "first_published": "2001-01-01T00:00:00Z"}
    for record in serializers.deserialize("json", json.dumps(fixture)):
        record.save()


def change_it_in_the_past(event, feed, monkeypatch):
    past = datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC)
    monkeypatch.setattr("events.feeds.timezone", Mock(now=Mock(return_value=past)))
    Event.objects.filter(pk=event.pk).update(city="Mae Sot")


@pytest.mark.parametrize(
    "change", [withdraw_and_publish, change_who_is_named, change_a_countrys_name, import_it, change_it_in_the_past]
)
def test_revisions_only_grow(feed, change, monkeypatch):
    event = f.make_event(summary="With Somchai Dee.")
    f.make_person(name="Somchai Dee", naming="full")
    [before], content = feed()
    assert feed()[1] == content  # for as long as nothing is changed
    change(event, feed, monkeypatch)
    [after], content = feed()
    assert after["sequence"] > before["sequence"]
    for stamp in ("last-modified", "dtstamp"):
        assert after.decoded(stamp) > before.decoded(stamp)
    assert feed()[1] == content


def test_the_feed_is_read_where_nothing_can_be_written(feed, monkeypatch):
    f.make_event()
    [before], _ = feed()
    monkeypatch.setattr("events.feeds.dated", Mock(side_effect=DatabaseError("disk full")))
    change_it_in_the_past(Event.objects.get(), feed, monkeypatch)
    [after], _ = feed()
    assert "Mae Sot" in after["location"] and after["sequence"] > before["sequence"]


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
    def asked():
        return queries(client, ADDRESS), queries(client, ADDRESS)  # when it has news to keep, and after

    f.make_event()
    one = asked()
    f.make_event(), f.make_event()
    assert asked() == one and one[1] <= 6


def test_feed_holds_the_last_years_alone(feed, client, django_assert_num_queries):
    this = datetime.date.today().year
    f.make_event(title="Of 2011", start="2011-12-31")
    f.make_event(title="Until 2012", start="2011-12", end="2012-01-01")
    latest = f.make_event(title="Of 2013", start="2013-05")
    assert {str(one["summary"]) for one in feed()[0]} == {
        "Until 2012 (December 2011 – 1 January 2012)",
        "Of 2013 (May 2013)",
    }
    asked = queries(client, ADDRESS)
    Event.objects.filter(pk=latest.pk).update(start=f"{this + 2}")  # what is to come does not push out what was
    f.make_event(title="Lately", start=f"{this - FEED_YEARS}-03-01")
    assert {str(one["summary"]) for one in feed()[0]} == {"Lately", f"Of 2013 ({this + 2})"}
    assert queries(client, ADDRESS) == asked
