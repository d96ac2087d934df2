"""Columns that are computed from others, for the database to search and to sort by.

A field of this kind fills itself whenever its record is saved or created in bulk. A queryset's `update()` of what
it is made of passes it by, as does another version of ICU: `refill` finds such rows, and `prepare` calls it.
"""

from django.apps import apps
from django.db import models

AT_ONCE = 500


class DerivedField(models.Field):
    """Made of the fields in `sources`; a subclass says how in `derived(record)`."""

    def __init__(self, *sources, **kwargs):
        self.sources = sources
        super().__init__(**{"editable": False, "default": "", "blank": True, **kwargs})

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        return name, path, [], kwargs  # other sources are no migration: they are filled in anew

    def pre_save(self, record, add):
        if not self.sources:  # a model as a migration knows it
            return super().pre_save(record, add)
        value = self.derived(record)
        setattr(record, self.attname, value)
        return value


class Derived(models.Model):
    """The base of models with such fields: saving some of their fields alone saves what is made of these too."""

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is not None:
            named = set(update_fields)
            update_fields = named | {field.name for field in derived_fields(self) if named & {*field.sources}}
        super().save(*args, update_fields=update_fields, **kwargs)


def derived_fields(model: type[models.Model]) -> list[DerivedField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, DerivedField)]


def refill() -> int:
    """Put right what is stored of every such field; the number of records that were wrong."""
    return sum(_refill(model) for model in apps.get_models() if derived_fields(model))


def _refill(model):
    fields, wrong = derived_fields(model), []
    needed = {name for field in fields for name in (field.name, *field.sources)}
    for record in model._base_manager.only("pk", *needed).order_by().iterator():
        stored = [getattr(record, field.attname) for field in fields]
        if stored != [field.pre_save(record, add=False) for field in fields]:
            wrong.append(record)
    model._base_manager.bulk_update(wrong, [field.name for field in fields], AT_ONCE)
    return len(wrong)
