"""Time zones by their names in the IANA database, and the one in which this process shows days and times.

Which zone that is stands in the site settings: whoever reads them says so (`use`), and each process keeps it for what
is answered without them, as a kept page is.
"""

import zoneinfo
from collections.abc import Iterator
from datetime import tzinfo
from functools import cache
from itertools import groupby

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

_used: tzinfo | None = None


def used() -> tzinfo:
    """As this process last read it from the site settings."""
    return _used or timezone.get_default_timezone()


def use(name: str) -> tzinfo:
    global _used
    if _used is None or str(_used) != name:
        _used = zoneinfo.ZoneInfo(name)
    return _used


@cache
def names() -> list[str]:
    """Places alone: “Asia/Bangkok”; and UTC."""
    return ["UTC", *sorted(name for name in zoneinfo.available_timezones() if is_place(name))]


def is_place(name: str) -> bool:
    return "/" in name and not name.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/"))


def choices() -> Iterator[tuple[str, object]]:
    yield "UTC", _("Universal time (UTC)")
    for area, found in groupby(names()[1:], lambda name: name.split("/")[0]):
        yield area, [(name, name.split("/", 1)[1].replace("_", " ")) for name in found]


class TimeZoneField(models.CharField):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"default": "UTC", **kwargs, "max_length": 40, "choices": lambda: list(choices())})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        fixed = ("choices", "default", "max_length")
        return name, path, args, {key: value for key, value in kwargs.items() if key not in fixed}
