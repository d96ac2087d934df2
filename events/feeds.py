"""The calendar as an iCalendar file (RFC 5545), for whoever subscribes to it.

An event known to the month or the year alone spans all of it, and says so in its title, so that no calendar shows
it on the 1st. Nobody's day is blocked by it: every event is transparent. There are no attendees; what the texts
say passes the redaction before the library folds its lines, for no one finds a name that is broken in two.

What an entry says can change without its event: with a person's naming, the network's names of countries, an import. So
what was said last is remembered, and a change of it is dated when the feed next tells it, never before the last one.
"""

import datetime
import hashlib

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone
from icalendar import Calendar, vDDDTypes, vText
from icalendar import Event as Entry

from events.models.feed_entries import START_OF_FEEDS, FeedEntry
from members.redaction.redactor import name_redactor

SECOND = datetime.timedelta(seconds=1)
BLOCKS_NOBODY = vText("TRANSPARENT")


def icalendar(events, name):
    """The bytes of the feed, called `name`: the same as long as what it says of the events is."""
    feed, redact = Calendar(), name_redactor()
    feed.add("version", "2.0")
    feed.add("prodid", f"-//{name}//Calendar//EN")
    feed.add("x-wr-calname", name)
    entries = {event.uid: facts(event, redact) for event in events}
    changed = last_changes({uid: hashlib.sha256(repr(known).encode()).hexdigest() for uid, known in entries.items()})
    for uid, known in entries.items():
        feed.add_component(entry({"uid": uid, **known}, changed[uid]))
    return feed.to_ical()


def last_changes(hashes):
    """{uid: when the feed first said what it says now}, of `{uid: hash of that}`; it dates and keeps what is new."""
    known = {one.uid: one for one in FeedEntry.objects.filter(~Q(content_hash="") | Q(uid__in=hashes))}
    current = dict.fromkeys(known, "") | hashes
    news = {uid for uid in current if uid not in known or known[uid].content_hash != current[uid]}
    if news:
        try:
            with transaction.atomic():
                known |= {one.uid: one for one in dated(news, current)}
        except DatabaseError:  # nothing can be written now; the feed is read all the same
            known |= {uid: FeedEntry(uid=uid, changed_at=after(known.get(uid))) for uid in news}
    return {uid: known[uid].changed_at for uid in hashes}


def dated(news, current):
    """The entries of `news`, kept with what is said now. Who dates them at the same time waits and finds that done."""
    FeedEntry.objects.bulk_create([FeedEntry(uid=uid) for uid in sorted(news)], ignore_conflicts=True)
    entries = list(FeedEntry.objects.select_for_update().filter(uid__in=news).order_by("uid"))
    changed = [one for one in entries if one.content_hash != current[one.uid]]
    for one in changed:
        one.content_hash, one.changed_at = current[one.uid], after(one)
    FeedEntry.objects.bulk_update(changed, ["content_hash", "changed_at"])
    return entries


def after(entry):
    """Now; but later than an entry was changed before, wherever the clock stands."""
    now = timezone.now().replace(microsecond=0)
    return max(now, entry.changed_at + SECOND) if entry else now


def facts(event, redact):
    """What its entry says of an event: {name of the property: value}."""
    first, last = event.start.first, (event.end or event.start).last
    is_exact = all(date.day for date in (event.start, event.end) if date)
    known = {
        "dtstart": first,
        "dtend": last + datetime.timedelta(days=1),  # the day after, as the standard counts
        "summary": redact(event.title if is_exact else f"{event.title} ({event.dates})"),
        "url": settings.SITE_URL + event.get_absolute_url(),
        "location": redact(event.place),
        "description": redact(event.summary),
    }
    return {name: value for name, value in known.items() if value}


def entry(known, changed):
    made = Entry()
    # One and the same in a feed, as the standard says.
    stamps = dict.fromkeys(("dtstamp", "last-modified"), vDDDTypes(changed.astimezone(datetime.UTC)))
    sequence = int((changed - START_OF_FEEDS).total_seconds())
    for name, value in {**known, "transp": BLOCKS_NOBODY, **stamps, "sequence": sequence}.items():
        made.add(name, value)
    return made
