"""Relations of records that may not be stored yet: a form checks its rows before their parent has a key."""

from typing import Any

from django.db.models import Model


def is_chosen(record: Model, name: str) -> bool:
    """Whether a foreign key leads to a record, stored or not. Asks the database nothing."""
    field = record._meta.get_field(name)
    if field.is_cached(record):
        return getattr(record, name) is not None
    return getattr(record, field.attname) is not None


def is_unsaved(value: Any) -> bool:
    return getattr(value, "_state", None) is not None and value.pk is None
