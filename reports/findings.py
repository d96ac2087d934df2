"""What a check finds, and where in the admin it is mended."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from django.contrib import admin
from django.db.models import CharField, Model, Value
from django.urls import reverse
from django.utils.text import Truncator

BLOCKING, WARNING = "blocking", "warning"
LONGEST = 80  # letters of a row that say which one it is


@dataclass(frozen=True)
class Finding:
    severity: str  # BLOCKING or WARNING
    kind: str  # short; findings are grouped by it
    what: str  # is wrong here, in a sentence
    why: str  # it matters
    record: str
    address: str  # of the admin page where it is mended, with the anchor of the very field
    key: str  # the same, in any language, as long as kind, field and what it is about are; an acceptance lapses with it
    accepted: Any = None  # the AcceptedWarning that lets it stand


@dataclass(frozen=True)
class Place:
    """A field of a record, on the admin page where it is edited: the record's own, or its row on another's."""

    record: Model
    field: str
    home: Model | None = None
    row: str = ""  # “statistics-0-”, before the field's name on the page of `home`

    def __str__(self):
        return f"{self.home}: {Truncator(self.record).chars(LONGEST)}" if self.home else str(self.record)

    @property
    def page(self):
        """The record on whose page it is edited."""
        return self.home or self.record

    @property
    def identity(self):
        return f"{self.record._meta.label}.{self.record.pk}.{self.field}"

    @property
    def address(self):
        return f"{change_page(self.page._meta, self.page.pk)}#{self.anchor}"

    @property
    def anchor(self):
        return self.field if self.field.endswith("-group") else f"id_{self.row}{self.field}"


@lru_cache(maxsize=10_000)
def change_page(meta, key):
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[key])


def rows(home, accessor, records=None):
    """The records edited as rows on the page of `home`, each with what makes a `Place` of one of its fields.

    `records` are all of them, where they have been read.
    """
    for number, record in enumerate(getattr(home, accessor).all() if records is None else records):
        yield record, partial(Place, record, home=home, row=f"{accessor}-{number}-")


def admin_links():
    """{model: the links by which its records are edited as rows on another's page; none where it has its own}"""
    found = {}
    for model, model_admin in admin.site._registry.items():
        found[model] = []
        for inline in model_admin.inlines:
            link = next(field for field in inline.model._meta.fields if field.related_model is model)
            if not admin.site.is_registered(inline.model):
                found.setdefault(inline.model, []).append(link)
    return found


def label(model):
    """For a query over several models: the one that a row is of."""
    return Value(model._meta.label, output_field=CharField())


def place_of(record, field, links):
    """The `Place` of a record's field, by one of the links that `admin_links()` gives for its model."""
    link = next((link for link in links if getattr(record, link.attname)), None)
    if link is None:
        return Place(record, field)
    siblings = type(record)._default_manager.filter(**{link.name: getattr(record, link.attname)})
    number = list(siblings.values_list("pk", flat=True)).index(record.pk)
    row = f"{link.remote_field.get_accessor_name()}-{number}-"
    return Place(record, field, home=getattr(record, link.name), row=row)


@dataclass(frozen=True)
class Kind:
    code: str  # in no language
    name: str
    why: str
    blocking: bool = False

    def at(self, place, what, *about, blocking=None):
        """A finding at a `Place`. `about` is what an acceptance is given to besides its field, in no language."""
        severity = BLOCKING if (self.blocking if blocking is None else blocking) else WARNING
        digest = hashlib.sha256("\n".join(map(str, (self.code, place.identity, *about))).encode()).hexdigest()
        return Finding(severity, str(self.name), str(what), str(self.why), str(place), place.address, digest)
