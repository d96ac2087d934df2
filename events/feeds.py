"""The calendar as an iCalendar file (RFC 5545), for whoever subscribes to it.

An event known to the month or the year alone spans all of it, and says so in its title, so that no calendar shows
it on the 1st. Nobody's day is blocked by it: every event is transparent. There are no attendees; what the texts
say passes the name gate before the library folds its lines, for no one finds a name that is broken in two.
"""

import datetime
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar
from icalendar import Event as Entry

from members.naming import name_gate


def icalendar(events, name):
    """The bytes of the feed, called `name`: the same as long as the events are, whatever the time of day."""
    feed, gate = Calendar(), name_gate()
    feed.add("version", "2.0")
    feed.add("prodid", f"-//{name}//Calendar//EN")
    feed.add("x-wr-calname", name)
    for event in events:
        feed.add_component(entry(event, gate))
    return feed.to_ical()


def entry(event, gate):
    path = event.get_absolute_url()
    first, last = event.start.first, (event.end or event.start).last
    is_exact = all(date.day for date in (event.start, event.end) if date)
    made = Entry()
    made.add("uid", f"{path.strip('/').replace('/', '-')}@{urlsplit(settings.SITE_URL).hostname}")
    made.add("dtstamp", datetime.datetime.combine(first, datetime.time.min, datetime.UTC))  # no clock: see above
    made.add("dtstart", first)
    made.add("dtend", last + datetime.timedelta(days=1))  # the day after, as the standard counts
    made.add("transp", "TRANSPARENT")
    made.add("summary", gate(event.title if is_exact else f"{event.title} ({event.dates})"))
    made.add("url", settings.SITE_URL + path)
    for name, text in (("location", event.place), ("description", event.summary)):
        if text:
            made.add(name, gate(text))
    return made
