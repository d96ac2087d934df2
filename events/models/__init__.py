from events.models.events import FEED_YEARS, Event, EventPhoto
from events.models.feed_entries import FeedEntry
from events.models.participation import Attendance, Organiser, Participation
from events.models.uids import UidField

__all__ = ["FEED_YEARS", "Attendance", "Event", "EventPhoto", "FeedEntry", "Organiser", "Participation", "UidField"]
