"""Countries as ISO 3166-1 codes, printed by the names of the network whose page or report it is.

What a network calls them is data (`members.CountryName`): whoever answers a request or gathers a report says so
with `called`, and everything below asks `country_name`. Elsewhere a country has its name in common usage.
"""

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import cache

from babel import Locale, UnknownLocaleError
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from core.l10n.collation import sort_key

REGIONAL = "regional"
GMS = ["MM", "KH", "CN", "LA", "TH", "VN"]  # the Greater Mekong Subregion, in the alphabet of its English names
# What CLDR 48 (common/main/shn.xml) has in Shan and Babel 2.18, with CLDR 47, has not; Burma and Thailand it has.
SHAN = {"KH": "ၵမ်ႇပေႃးတီးယႃး", "CN": "ၶႄႇ", "LA": "လၢဝ်း", "VN": "ဝႅတ်ႉၼမ်း"}
NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
CODES = [code for code in Locale("en").territories if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES]

Names = Callable[[], dict[tuple[str, str], str]]  # by language and code
_chosen: ContextVar[Names] = ContextVar("country_names_of_the_network", default=dict)


@contextlib.contextmanager
def country_names(names: Names) -> Iterator[None]:
    """Within, countries are called as a network calls them."""
    token = _chosen.set(names)
    try:
        yield
    finally:
        _chosen.reset(token)


def country_name(code: str) -> str:
    """In the language that is spoken now; the network's name first, then that of common usage."""
    if code == REGIONAL:
        return gettext("Regional")
    language = (get_language() or "en").split("-")[0]
    return _chosen.get()().get((language, code)) or _usual(language).get(code) or _usual("en").get(code, code or "")


@cache
def _usual(language):
    try:
        return {**Locale(language).territories, **(SHAN if language == "shn" else {})}
    except UnknownLocaleError:
        return Locale("en").territories


def region_order(code: str) -> tuple[int, str]:
    """Where a country stands in the network's lists: Regional, the six, then the others by name."""
    codes = [REGIONAL, *GMS]
    return (codes.index(code), "") if code in codes else (len(codes), sort_key(country_name(code)))


def choices() -> list[tuple]:
    named = sorted(((code, country_name(code)) for code in CODES if code not in GMS), key=lambda one: sort_key(one[1]))
    return [
        (REGIONAL, gettext("Regional")),
        (_("The Mekong region"), [(code, country_name(code)) for code in GMS]),
        (_("Elsewhere"), named),
    ]


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
