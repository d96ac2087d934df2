"""Countries as ISO 3166-1 codes, printed in the network's house style."""

from babel import Locale
from django.db import models

REGIONAL = "regional"
HOUSE_STYLE = {"MM": "Burma/Myanmar", "LA": "Lao PDR", "VN": "Vietnam", "HK": "Hong Kong", "CN": "China"}
GMS = ["MM", "KH", "CN", "LA", "TH", "VN"]  # the Greater Mekong Subregion, by its house names

NAMES = {
    code: HOUSE_STYLE.get(code, name)
    for code, name in Locale("en").territories.items()
    if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
}
CHOICES = [
    (REGIONAL, "Regional"),
    ("The Mekong region", [(code, NAMES[code]) for code in GMS]),
    ("Elsewhere", sorted(((code, name) for code, name in NAMES.items() if code not in GMS), key=lambda pair: pair[1])),
]


def country_name(code):
    return "Regional" if code == REGIONAL else NAMES.get(code, code or "")


def region_order(code):
    """Where a country stands in the network's lists: Regional, the six, then the others by name."""
    codes = [REGIONAL, *GMS]
    return (codes.index(code), "") if code in codes else (len(codes), country_name(code))


class CountryField(models.CharField):
    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 8
        kwargs["choices"] = CHOICES
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)  # a changed name is no migration
        kwargs.pop("max_length", None)
        return name, path, args, kwargs
