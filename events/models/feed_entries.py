import datetime

from django.db import models

START_OF_FEEDS = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


class FeedEntry(models.Model):
    """What the feed says of an event, and since when. No foreign key: an import of events leaves it as it is."""

    uid = models.CharField(max_length=100, unique=True)
    content_hash = models.CharField(max_length=64, blank=True)  # empty while the feed leaves it out
    changed_at = models.DateTimeField(default=START_OF_FEEDS)

    def __str__(self):
        return self.uid
