"""Addresses made of titles in any script: a to z, 0 to 9 and hyphens."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import chain, count

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

LONGEST = 80
APOSTROPHE = re.compile(r"['\u2018\u2019\u02bb\u02bc`´]")
UNKNOWN_TO_ICU = "\u0e80-\u0eff\u1780-\u17ff\u19e0-\u19ff\u1022\u1028\u1035\u1062-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f"
RUN = re.compile(rf"\S*[{UNKNOWN_TO_ICU}]\S*|[^{UNKNOWN_TO_ICU}]+")


@cache
def _to_latin():
    from icu import Transliterator

    return Transliterator.createInstance("Any-Latin; Latin-ASCII")


def to_ascii(text: str) -> str:
    """In Latin letters: as ICU transliterates and, for scripts it cannot (Khmer, Lao, Shan), letter by letter."""
    from anyascii import anyascii

    return "".join(
        anyascii(run) if re.search(f"[{UNKNOWN_TO_ICU}]", run) else anyascii(_to_latin().transliterate(run))
        for run in RUN.findall(unicodedata.normalize("NFKC", text))
    )


def slug_of(text: str | None, longest: int = LONGEST) -> str:
    """“Hội thảo Đà Nẵng” as “hoi-thao-da-nang”; cut at the end of a word. Empty for a text without letters."""
    slug = re.sub(r"[\s_-]+", "-", slugify(re.sub(r"[^\w\s-]", " ", to_ascii(APOSTROPHE.sub("", text or ""))))).strip(
        "-"
    )
    if len(slug) <= longest:
        return slug
    return slug[: longest + 1].rpartition("-")[0] or slug[:longest]


def unique_slug(text: str, taken: Callable[[str], bool], longest: int) -> str:
    """A slug that `taken(slug)` knows nothing of: with -2, -3 … at its end where there is one already."""
    tails = chain([""], (f"-{number}" for number in count(2)))
    slugs = (slug_of(text, min(longest, LONGEST) - len(tail)) + tail for tail in tails)
    return next(slug for slug in slugs if not taken(slug))


class AddressFormField(forms.SlugField):
    """May be left empty; what cannot be an address is refused with one that can."""

    default_validators: list = []

    def __init__(self, *args, made_of, **kwargs):
        self.made_of = made_of
        super().__init__(*args, **kwargs)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"data-made-of": self.made_of}

    def clean(self, value: str) -> str:
        value = self.to_python(value)
        if value and not slug_re.match(value):
            offer = slug_of(value)
            how = _("This could be “%(offer)s”; or leave it empty.") if offer else _("Leave it empty, and one is made.")
            words = _("An address is written with a to z, 0 to 9 and hyphens. %(how)s")
            raise ValidationError(words % {"how": how % {"offer": offer}}, code="invalid")
        self.run_validators(value)
        return value


class AddressField(models.SlugField):
    """The slug of a page, made of the field `source` where it is left empty; unique among `record.same_place()`."""

    def __init__(self, *args, source="title", **kwargs):
        self.source = source
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.SlugField", args, kwargs  # what it is made of is no migration

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": AddressFormField, "made_of": self.source, **kwargs})

    def clean(self, value, record):
        return super().clean(value or self.made(record), record)

    def pre_save(self, record, add):
        if not getattr(record, self.attname):
            setattr(record, self.attname, self.made(record))
        return super().pre_save(record, add)

    def made(self, record: models.Model) -> str:
        """From the title; of a title without letters or figures, from what kind of record it is."""
        among = record.same_place() if hasattr(record, "same_place") else type(record)._base_manager.all()
        others = among.exclude(pk=record.pk)
        title = getattr(record, self.source) or ""
        text = title if slug_of(title) else record._meta.verbose_name_raw
        return unique_slug(text, lambda slug: others.filter(**{self.attname: slug}).exists(), self.max_length)
