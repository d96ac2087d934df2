"""Two people cannot overwrite each other: a form carries versions of what was stored when it was opened, and what has
changed since is shown beside what was typed, before anything is saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.signing import BadSignature, dumps, loads
from django.db.models import Field, Model, Q
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from core.diff import ADDED, CHANGED, REMOVED, Change, differences
from core.richtext import RichTextField
from core.schema import Kind
from core.text.plaintext import plain_text

NAME = "_opened"


# What is stored


@dataclass
class Row:
    key: str  # "" for the record itself; for a row, the position of its inline and its own key
    record: Model
    versions: dict

    @classmethod
    def of(cls, key: str, record: Model, form: ModelForm | type[ModelForm]) -> Row:
        kept = [*record._meta.concrete_fields, *record._meta.many_to_many]
        return cls(
            key, record, {field.name: version(record, field) for field in kept if field.name in form.base_fields}
        )


def version(record: Model, field: Field) -> str:
    many = field.many_to_many and sorted(other.pk for other in getattr(record, field.name).all())
    return sha256(str(many or field.value_to_string(record)).encode()).hexdigest()[:12]


def shown_rows(record: Model, form: ModelForm, formsets: Iterable[BaseInlineFormSet]) -> Iterator[Row]:
    """What a form that was just opened shows, from the records it has read itself."""
    yield Row.of("", record, form)
    for position, formset in enumerate(formsets):
        for row in formset.get_queryset():
            yield Row.of(f"{position}.{row.pk}", row, formset.form)


def sealed(rows: Iterable[Row]) -> str:
    return dumps([timezone.now().isoformat(), {row.key: row.versions for row in rows}], salt=NAME, compress=True)


def unsealed(text: str) -> tuple[datetime | None, dict]:
    """When the form was opened, and its versions. Without them all that is stored is news to it."""
    try:
        opened, versions = loads(text, salt=NAME)
    except BadSignature:
        return None, {}
    return datetime.fromisoformat(opened), versions


# Rows that somebody else removed


def restore_rows(given: dict, pk: str, conflict: Conflict) -> None:
    """A row that is gone is offered as a new one, as it was typed; one that was to be deleted anyway is left out."""
    sent, position = SentRows(given["data"], given["prefix"]), len(conflict.prefixes) - 1
    keys = [f"{position}.{sent.value(index, pk)}" for index in range(sent.count("INITIAL"))]
    kept = [index for index, key in enumerate(keys) if key in conflict.stored]
    if len(kept) == len(keys):
        return
    gone = sorted({*range(len(keys))} - {*kept})
    offered = [index for index in gone if not sent.value(index, "DELETE")]
    order = [*kept, *offered, *range(len(keys), sent.count("TOTAL"))]
    conflict.moved |= {keys[index]: (position, order.index(index)) for index in offered}
    data, given["files"] = (renumbered(values, sent.prefix, order) for values in (sent.data, given["files"]))
    for index in offered:
        data[f"{sent.prefix}-{order.index(index)}-{pk}"] = ""
    data[f"{sent.prefix}-TOTAL_FORMS"], data[f"{sent.prefix}-INITIAL_FORMS"] = str(len(order)), str(len(kept))
    given["data"] = data


@dataclass
class SentRows:
    """The rows of a list as a browser sent them: first the stored ones, then the new."""

    data: QueryDict
    prefix: str

    def count(self, which: str) -> int:
        return int(self.data.get(f"{self.prefix}-{which}_FORMS") or 0)

    def value(self, index: int, name: str) -> str | None:
        return self.data.get(f"{self.prefix}-{index}-{name}")


def renumbered(values: MultiValueDict, prefix: str, order: Sequence[int]) -> MultiValueDict:
    new = QueryDict(mutable=True) if isinstance(values, QueryDict) else MultiValueDict()
    places = {str(index): place for place, index in enumerate(order)}
    for name, several in values.lists():
        place, _, rest = name.removeprefix(f"{prefix}-").partition("-")
        if not name.startswith(f"{prefix}-") or not place.isdigit():
            new.setlist(name, several)
        elif place in places:
            new.setlist(f"{prefix}-{places[place]}-{rest}", several)
    return new


# What differs


@dataclass
class Conflict:
    opened: datetime | None
    versions: dict
    stored: dict
    moved: dict = field(default_factory=dict)
    prefixes: list = field(default_factory=list)

    @property
    def changed(self) -> list[str]:
        """The keys of what was changed, added or removed since; the record first, rows in the order of the form."""
        now = {key: row.versions for key, row in self.stored.items()}
        return [key for key in {**now, **self.versions} if now.get(key) != self.versions.get(key)]

    def last(self, request: HttpRequest) -> LogEntry | None:
        """The last change written down of what differs: by somebody else, or by oneself in another window."""
        which = Q()
        for row in {"": self.stored[""], **{key: self.stored.get(key) for key in self.changed}}.values():
            if row:
                kind = ContentType.objects.get_for_model(row.record, for_concrete_model=False)
                which |= Q(content_type=kind, object_id=str(row.record.pk))
        entries = LogEntry.objects.filter(which).select_related("user").order_by("-action_time")
        entries = entries.filter(action_time__gte=self.opened) if self.opened else entries
        return entries.exclude(user=request.user).first() or entries.first()

    def differences(self, form: ModelForm, formsets: Sequence[BaseInlineFormSet]) -> Iterator[Change]:
        """Field by field, from what is stored now to what was typed."""
        typed = {"": form}
        for position, formset in enumerate(formsets):
            typed |= {f"{position}.{row.instance.pk}": row for row in formset.initial_forms}
        for key in self.changed:
            if key not in self.stored:
                yield from self.removed(key, formsets)
            elif key not in self.versions or key not in typed:
                yield self.added(self.stored[key], typed.get(key))
            else:
                yield from changed(self.stored[key], self.versions[key], typed[key])

    def removed(self, key: str, formsets: Sequence[BaseInlineFormSet]) -> Iterator[Change]:
        if key in self.moved:
            position, index = self.moved[key]
            row = formsets[position].forms[index]
            yield Change(REMOVED, row_of(row.instance), _("Removed"), summary(row))

    def added(self, row: Row, form: ModelForm | None) -> Change:
        where = row_of(row.record) if row.key else str(row.record)
        fields = (row.record._meta.get_field(name) for name in row.versions)
        values = [(value(row.record, field), field) for field in fields]
        stored = "; ".join(filter(None, (shown(one, field) for one, field in values if one != self.stored[""].record)))
        typed = summary(form) if form else _("Not in your form; it stays as it is stored")
        return Change(ADDED, where, stored, typed)


def row_of(record: Model) -> str:
    return _("A row of %(list)s") % {"list": record._meta.verbose_name_plural}


def summary(form: ModelForm) -> str:
    model = form._meta.model
    fields = {name: model._meta.get_field(name) for name in form.base_fields if not form[name].is_hidden}
    return "; ".join(filter(None, (shown(typed_as(form, name), field) for name, field in fields.items())))


def changed(row: Row, versions: dict[str, str], form: ModelForm) -> Iterator[Change]:
    deleted = getattr(form, "cleaned_data", {}).get("DELETE")
    for name in (name for name, version in row.versions.items() if version != versions.get(name)):
        field, label = row.record._meta.get_field(name), form.fields[name].label
        where = str(label) if not row.key else f"{row.record}: {label}"
        stored, typed = value(row.record, field), typed_as(form, name)
        if deleted:
            yield Change(REMOVED, where, shown(stored, field), _("To be deleted"))
        else:
            yield from field_changes(where, field, stored, typed)


def field_changes(where: str, field: Field, stored: object, typed: object) -> Iterator[Change]:
    is_rich = isinstance(field, RichTextField)
    before, after = (str(one or "") if is_rich else shown(one, field) for one in (stored, typed))
    found = list(differences(before, after, (where,), Kind(is_rich=is_rich)))
    if not found and before != after:  # the words are the same, their form is not
        found = [Change(CHANGED, where, before, after)]
    yield from found


def value(record: Model, field: Field) -> object:
    return list(getattr(record, field.name).all()) if field.many_to_many else getattr(record, field.name)


def typed_as(form: ModelForm, name: str) -> object:
    return getattr(form, "cleaned_data", {}).get(name, form[name].value())


def shown(value: Any, field: Field) -> str:
    """As a reader knows it: the name of a choice or of another record, and a text without its marks."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f"{field.verbose_name}: {_('yes') if value else _('no')}"
    if field.many_to_many:
        return ", ".join(sorted(map(str, value)))
    if isinstance(field, RichTextField):
        return plain_text(value).strip()
    return str(dict(field.flatchoices).get(value, value))
