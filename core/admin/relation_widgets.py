"""Choosing by typing, or without scripts by writing names. What no record can have as its key is no choice."""

from collections.abc import Iterable
from typing import Any, Self

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

LARGEST_KEY = 2**63 - 1
TYPED = "{}__typed"
MOST_NAMES = 100  # in one field: each is looked for by itself


class Typed(str):
    """A name that was written instead of a choice; `chosen` are the keys that the list beside it says."""

    __slots__ = ("chosen",)
    chosen: set[str]

    @classmethod
    def of(cls, text: str, chosen: Iterable[object]) -> Self:
        typed = cls(text)
        typed.chosen = {str(key) for key in chosen if key}
        return typed


class Choice:
    """Django’s list that is searched by typing; a browser without scripts shows a field for names beside it."""

    template_name = "admin/widgets/relation.html"

    def typed(self, data: QueryDict, name: str, chosen: Iterable[object]) -> list[Typed]:
        lines = (data.get(TYPED.format(name)) or "").splitlines()[:MOST_NAMES]
        return [Typed.of(line.strip(), chosen) for line in lines if line.strip()]

    def get_context(self, name, value, attrs):
        values = value if isinstance(value, list | tuple) else [value]
        typed = [one for one in values if isinstance(one, Typed)]
        kept = [one for one in values if not isinstance(one, Typed)]
        context = super().get_context(name, kept, attrs)
        groups = context["widget"]["optgroups"]
        there = {str(option["value"]) for _, options, _ in groups for option in options}
        offered = {record.pk: record for text in typed for record in self.choices.field.by_name(text)}
        groups += [(None, [self.offer(name, one) for one in offered.values() if str(one.pk) not in there], len(groups))]
        context["widget"] |= {"typed_name": TYPED.format(name), "typed": "\n".join(typed)}
        return context

    def offer(self: Any, name: str, record: models.Model) -> dict:
        return self.create_option(name, record.pk, self.choices.field.label_from_instance(record), False, 0)

    def optgroups(self, name, value, attr=None):
        value, known = [one for one in value if is_key(self.field, one)], self.choices.field.known
        if known is None:
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        for record in (known[key] for key in value if key in known):
            label = self.choices.field.label_from_instance(record)
            options.append(self.create_option(name, record.pk, label, True, len(options)))
        return [(None, options, 0)]


def is_key(field: models.Field, value: object) -> bool:
    if value in ("", None):
        return True
    target = field.target_field if isinstance(field, models.ForeignKey) else field.remote_field.model._meta.pk
    try:
        key = target.to_python(value)
    except (ValidationError, ValueError, OverflowError):
        return False
    return abs(key) <= LARGEST_KEY if isinstance(key, int) else "\0" not in str(key)


class RelationSelect(Choice, AutocompleteSelect):
    def value_from_datadict(self, data: QueryDict, files: MultiValueDict, name: str) -> object:
        chosen = forms.Select.value_from_datadict(self, data, files, name)
        return next(iter(self.typed(data, name, [chosen])), chosen)


class RelationSelectMultiple(Choice, AutocompleteSelectMultiple):
    def value_from_datadict(self, data: QueryDict, files: MultiValueDict, name: str) -> list:
        chosen = forms.SelectMultiple.value_from_datadict(self, data, files, name) or []
        return [*chosen, *self.typed(data, name, chosen)]

    def value_omitted_from_data(self, data: QueryDict, files: MultiValueDict, name: str) -> bool:
        return False


# Records of which two may have one name say more where they are chosen: a queryset `with_full_labels`, `full_label`.


def fully_labelled(field: forms.Field | None) -> forms.Field | None:
    """The field of a form, whose choices are labelled so."""
    if field and hasattr(field.queryset, "with_full_labels"):
        field.queryset = field.queryset.with_full_labels()
        field.label_from_instance = lambda record: record.full_label
    return field


class Choices(AutocompleteJsonView):
    def get_queryset(self):
        found = super().get_queryset()
        return found.with_full_labels() if hasattr(found, "with_full_labels") else found

    def serialize_result(self, obj, to_field_name):
        text = getattr(obj, "full_label", str(obj))
        return super().serialize_result(obj, to_field_name) | {"text": text}


@models.IntegerField.register_lookup
class IntegersIn(models.lookups.In):
    """A number beyond the column's range is that of no record: SQLite and PostgreSQL raise errors of their own."""

    def get_prep_lookup(self):
        if self.rhs_is_direct_value():
            self.rhs = [one for one in self.rhs if not is_beyond(one)]
        return super().get_prep_lookup()


def is_beyond(value: Any) -> bool:
    try:
        return abs(int(value)) > LARGEST_KEY
    except (TypeError, ValueError):
        return False  # Django says that it is no number
