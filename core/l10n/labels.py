"""Labels that Django makes of the names of models and fields: words too, marked here as those that are written are.

None has to be written twice, as a name and as a label, and migrations, which keep what is written, do not change.
"""

from collections.abc import Iterator

from django.db.models import Field, Model
from django.db.models.options import Options
from django.utils.translation import gettext_lazy as _


def made_labels(models: list[type[Model]]) -> Iterator[tuple[Field | Options, str, str]]:
    """(what has it, the name of the attribute, the label) of each that was not written."""
    for model in models:
        written = model._meta.original_attrs
        for name in ("verbose_name_plural", "verbose_name"):
            if name not in written:
                yield model._meta, name, str(getattr(model._meta, name))
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if field._verbose_name is None:
                yield field, "verbose_name", str(field.verbose_name)


def mark(models: list[type[Model]]) -> None:
    for holder, name, label in made_labels(models):
        setattr(holder, name, _(label))
