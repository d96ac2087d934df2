import uuid

from django.db import models


class UidField(models.CharField):
    """What a calendar knows an entry by (RFC 7986, section 5.3): made once, at random."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 100, "unique": True, "default": new_uid, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {key: value for key, value in kwargs.items() if key != "default"}


def new_uid():
    """What calendars know an event by, for good. It is made of nothing: an address or a title can hold a name."""
    return str(uuid.uuid4())
