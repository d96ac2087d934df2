"""Relations of records that may not be stored yet: a form checks its rows before their parent has a key."""


def is_chosen(record, name):
    """Whether a foreign key leads to a record, stored or not. Asks the database nothing."""
    field = record._meta.get_field(name)
    if field.is_cached(record):
        return getattr(record, name) is not None
    return getattr(record, field.attname) is not None


def is_unsaved(value):
    return getattr(value, "_state", None) is not None and value.pk is None
