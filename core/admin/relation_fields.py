"""The records that a form chooses: by key, or by a name that was written without scripts; of many rows in one query."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from core.admin.relation_widgets import Typed

OFFERED = 20
NOTHING = _("Nothing is called “%(typed)s”. Write another part of the name, or the acronym.")
SEVERAL = _("Several are called “%(typed)s”: %(named)s. Choose in the list, or write more of the name.")


class ChosenByName:
    known: dict[str, Model] | None = None  # what all rows of a list name, by key as text, where they were read together
    search: Callable[[QuerySet, str], QuerySet] | None = None  # of the admin of what is chosen

    def by_name(self: Any, text: str) -> list[Model]:
        """The records of this name, or else those that are found by it."""
        found = list(self.search(self.queryset, str(text))[: OFFERED + 1]) if self.search else []
        same = [record for record in found if str(text).casefold() in names(record)]
        return same if len(same) == 1 else found

    def resolved(self, typed: Typed) -> list[Model]:
        """The records that were meant; raises ValidationError where that cannot be known."""
        found = self.by_name(typed)
        if chosen := [record for record in found if str(record.pk) in typed.chosen]:
            return chosen
        if len(found) == 1:
            return found
        named = "; ".join(map(str, found[:OFFERED]))
        raise ValidationError(SEVERAL if found else NOTHING, params={"typed": typed, "named": named})


class RelationField(ChosenByName, forms.ModelChoiceField):
    def to_python(self, value):
        if isinstance(value, Typed):
            return self.resolved(value)[0]
        if self.known and str(value) in self.known:
            return self.known[str(value)]
        return super().to_python(value)


class RelationsField(ChosenByName, forms.ModelMultipleChoiceField):
    def clean(self, value):
        typed = [one for one in value or [] if isinstance(one, Typed)]
        if not typed:
            return super().clean(value)
        meant, errors = [one for one in value if not isinstance(one, Typed)], []
        for one in typed:
            try:
                meant += [str(record.pk) for record in self.resolved(one)]
            except ValidationError as error:
                errors += error.error_list
        if errors:
            raise ValidationError(errors)
        return super().clean(meant)


def names(record: Model) -> set[str]:
    wanted = (getattr(record, name, "") for name in ("name", "acronym", "title", "constituency", "heading"))
    return {str(name).casefold() for name in (str(record), *wanted) if name}
