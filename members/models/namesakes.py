from django.conf import settings
from django.db import models

from members.models.people import Person


class NotThisPerson(models.Model):
    """Somebody said of a sentence that it does not name a protected person. It lapses when the sentence changes.

    No foreign key to the record: one question answers for every kind of record.
    """

    model = models.CharField(max_length=100)  # as Django writes it: “events.event”
    record = models.BigIntegerField()
    field = models.CharField(max_length=100)
    sentence_hash = models.CharField(max_length=64)  # of the folded sentence
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["model", "record", "field", "sentence_hash", "person"], name="members_said_once_of_a_sentence"
            )
        ]

    def __str__(self):
        return f"Not {self.person}: {self.model} {self.record}, {self.field}"
