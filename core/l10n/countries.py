"""Countries as ISO 3166-1 codes, printed by the names of the network whose page or report it is.

What a network calls them, and in which order it lists its own, is data (the site settings): whoever answers a request
or gathers a report says so with `country_names`, and everything below asks `country_name` and `country_order`.
Elsewhere a country has its name in common usage, and its place by that name.
"""

import contextlib
import re
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from core.l10n.collation import sort_key

REGIONAL = "regional"
BULLETS = " \t\r\u00a0•·*–-"  # of a pasted list
GMS = ["MM", "KH", "CN", "LA", "TH", "VN"]  # the Greater Mekong Subregion, in the alphabet of its English names
# What CLDR 48 (common/main/shn.xml) has in Shan and Babel 2.18, with CLDR 47, has not; Burma and Thailand it has.
SHAN = {"KH": "ၵမ်ႇပေႃးတီးယႃး", "CN": "ၶႄႇ", "LA": "လၢဝ်း", "VN": "ဝႅတ်ႉၼမ်း"}
NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
CODES = [code for code in Locale("en").territories if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES]

Names = Callable[[], dict[tuple[str, str], str]]  # by language and code
Codes = Callable[[], list[str]]  # of the network's countries, in its order
_chosen: ContextVar[tuple[Names, Codes]] = ContextVar("countries_of_the_network", default=(dict, list))


@contextlib.contextmanager
def country_names(names: Names, own: Codes = list) -> Iterator[None]:
    """Within, countries are called as a network calls them, and its own come first."""
    token = _chosen.set((names, own))
    try:
        yield
    finally:
        _chosen.reset(token)


def own_countries() -> list[str]:
    """Those that the network works in, in its order."""
    _names, own = _chosen.get()
    return own()


def country_name(code: str) -> str:
    """In the language that is spoken now; the network's name first, then that of common usage."""
    if code == REGIONAL:
        return gettext("Regional")
    language = (get_language() or "en").split("-")[0]
    names, _own = _chosen.get()
    return names().get((language, code)) or _cldr_names(language).get(code) or _cldr_names("en").get(code, code or "")


@cache
def _cldr_names(language):
    try:
        return {**Locale(language).territories, **(SHAN if language == "shn" else {})}
    except UnknownLocaleError:
        return Locale("en").territories


def country_order(code: str) -> tuple[int, str]:
    """Where a country stands in the network's lists: Regional, its own countries, then the others by name."""
    codes = [REGIONAL, *own_countries()]
    return (codes.index(code), "") if code in codes else (len(codes), sort_key(country_name(code)))


def choices() -> list[tuple]:
    own = own_countries()
    others = sorted(((code, country_name(code)) for code in CODES if code not in own), key=lambda one: sort_key(one[1]))
    regional = (REGIONAL, gettext("Regional"))
    if not own:
        return [regional, *others]
    named = [(code, country_name(code)) for code in own]
    return [regional, (_("The network’s countries"), named), (_("Elsewhere"), others)]


class CountryField(models.CharField):
    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 8
        kwargs["choices"] = choices
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)  # a changed name is no migration
        kwargs.pop("max_length", None)
        return name, path, args, kwargs


class CountryList(tuple):
    """Codes in an order."""

    def __str__(self):
        return ", ".join(map(country_name, self))


class CountryListField(models.Field):
    """Countries in an order: a CountryList; written one on a line, or between commas, by name or code."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"default": CountryList, **kwargs, "max_length": 1000, "blank": True})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        fixed = ("max_length", "blank", "default")
        return name, path, args, {key: value for key, value in kwargs.items() if key not in fixed}

    def get_internal_type(self) -> str:
        return "CharField"

    def from_db_value(self, value: str, *_args: object) -> CountryList:
        return CountryList(value.split())

    def to_python(self, value: Any) -> CountryList:
        return codes_of(value or "") if isinstance(value, str | None) else CountryList(value)

    def get_prep_value(self, value: Any) -> str:
        return " ".join(self.to_python(value))

    def formfield(self, **kwargs: Any) -> forms.Field:
        return super().formfield(**{**kwargs, "form_class": CountryListFormField, "widget": forms.Textarea})

    def run_validators(self, value: Any) -> None:
        super().run_validators(self.get_prep_value(value))


class CountryListFormField(forms.CharField):
    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(country_name, value)) if isinstance(value, CountryList) else value

    def to_python(self, value: str | None) -> CountryList:
        return codes_of(value or "")

    def run_validators(self, value: Any) -> None:
        pass


def codes_of(text: str) -> CountryList:
    """Of countries that are written on lines, or between commas, by name or code. Raises ValidationError."""
    known = {name.casefold(): code for code, name in _cldr_names("en").items() if code in CODES}
    known |= {country_name(code).casefold(): code for code in CODES} | {code.casefold(): code for code in CODES}
    written = [part for part in (one.strip(BULLETS) for one in re.split(r"[\n,;]", text)) if part]
    if unknown := [part for part in written if part.casefold() not in known]:
        words = _("“%(name)s” is no country we know. Write its English name or its two letters.")
        raise ValidationError(words % {"name": unknown[0]})
    return CountryList(dict.fromkeys(known[part.casefold()] for part in written))
