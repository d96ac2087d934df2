"""Partial dates: a year, a month or a day, kept exactly as precise as they are known.

A partial date is stored as ISO 8601 writes it with reduced precision ("2003", "2011-08", "2014-07-21"),
so that one text column holds it, sorts it as written (the year before its months, the month before its
days) and can be read in any export. It never becomes 1 January.
"""

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import total_ordering
from typing import Self

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.l10n import formats
from core.l10n.formats import MONTHS
from core.parsing.dates import DateQuestion, means_to_date, read

ISO = re.compile(r"((?:1\d|2[01])\d\d)(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)  # as it is stored, and read most often
HOW_TO_WRITE = _("Write a year (2003), a month (August 2011) or a day (21 July 2014).")


@total_ordering
@dataclass(frozen=True, eq=True)
class PartialDate:
    """A date known to the year, the month or the day. Sorts as written; `str()` is for people, `iso` for machines."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self):
        if not 1800 <= self.year <= 2200:
            raise ValueError(_("The year %(year)s is out of range: years run from 1800 to 2200.") % vars(self))
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(_("There is no month %(month)s.") % vars(self))
        if self.day is not None and not 1 <= self.day <= self._days_in_month():
            month, days = f"{MONTHS[self.month - 1]} {self.year}", self._days_in_month()
            raise ValueError(_("%(month)s has %(days)s days.") % {"month": month, "days": days})

    def _days_in_month(self):
        return calendar.monthrange(self.year, self.month)[1]

    @classmethod
    def parse(cls, text: object) -> Self:
        """Read what people write: 2003 · August 2011 · July 21, 2014 · 21/07/2014 · 2014-07-21. Raises ValueError."""
        if found := ISO.fullmatch(text := str(text)):
            return cls(*(int(part) for part in found.groups() if part))
        try:
            return cls(*read(text))
        except ValueError as error:
            raise error if str(error) else ValueError(HOW_TO_WRITE) from None

    @classmethod
    def of(cls, date: datetime.date) -> Self:
        return cls(date.year, date.month, date.day)

    @property
    def iso(self) -> str:
        return f"{self.year:04}" + "".join(f"-{part:02}" for part in (self.month, self.day) if part)

    @property
    def first(self) -> datetime.date:
        """The first day it may mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last day it may mean."""
        return datetime.date(
            self.year, self.month or 12, self.day or calendar.monthrange(self.year, self.month or 12)[1]
        )

    def __str__(self):
        """In the language that is spoken now, which is English but in a report of another language."""
        return formats.date(self)

    def __lt__(self, other):
        return self.iso < other.iso


class ToDate:
    """The end of what still goes on."""

    iso = "to date"  # letters sort after digits, so in the database it is later than every date
    first = last = datetime.date.max

    def __str__(self):
        return gettext("to date")

    def __bool__(self):
        return True


TO_DATE = ToDate()
Reader = Callable[[object], PartialDate | ToDate]


def span(start: PartialDate | None, end: PartialDate | ToDate | None, to: str = "–") -> str:
    """A range as print writes it: “21–23 March 2014”, “30 May – 1 June 2014”; `to="to"`: “March to September 2014”."""
    if start is None and end is None:
        return ""
    if start is None:
        return str(end) if end is TO_DATE else gettext("until %(end)s") % {"end": end}
    if end is None or start == end:
        return str(start)
    if isinstance(end, ToDate):
        return gettext("%(start)s to date") % {"start": start}
    return formats.span(start, end, to)


class PartialDateFormField(forms.CharField):
    model_value: Reader = staticmethod(PartialDate.parse)

    def __init__(self, **kwargs):
        kwargs.pop("max_length", None)  # the column's; what people type is longer
        super().__init__(**kwargs)

    def prepare_value(self, value: object) -> object:
        if isinstance(value, str):  # what was typed is shown again, right or wrong
            return value
        return "" if value is None else str(value)

    def to_python(self, value):
        value = super().to_python(value)
        return parse(value, self.model_value) if value else None

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return initial != self.to_python(data)
        except ValidationError:
            return True


def parse(text: object, reader: Reader) -> PartialDate | ToDate:
    try:
        return reader(text)
    except DateQuestion as question:
        raise ValidationError(f"“{text}”: {question}", code="invalid") from None
    except ValueError as error:
        why = HOW_TO_WRITE if str(error) == HOW_TO_WRITE else f"{error} {HOW_TO_WRITE}"
        words = _("“%(text)s” is not a date. %(why)s") % {"text": text, "why": why}
        raise ValidationError(words, code="invalid") from None


class PartialDateField(models.Field):
    """A partial date in a text column of at most ten characters."""

    form_class = PartialDateFormField
    read: Reader = staticmethod(PartialDate.parse)

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "CharField"

    def from_db_value(self, value: str | None, expression: object, connection: object) -> PartialDate | ToDate | None:
        return None if value is None else self.read(value)

    def to_python(self, value: object) -> PartialDate | ToDate | None:
        if value is None or value == "":
            return None
        if isinstance(value, PartialDate | ToDate):
            return value
        return parse(value, self.read)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        if value is None or value == "":
            return None
        if isinstance(value, datetime.date):
            return value.isoformat()
        return value.iso if isinstance(value, PartialDate | ToDate) else self.read(value).iso

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": self.form_class, **kwargs})


def read_end(text: object) -> PartialDate | ToDate:
    return TO_DATE if text == TO_DATE.iso or means_to_date(str(text)) else PartialDate.parse(text)


class EndFormField(PartialDateFormField):
    """Takes a text, or [text, what an empty one means]."""

    model_value = staticmethod(read_end)

    def prepare_value(self, value):
        return value if isinstance(value, list) else super().prepare_value(value)

    def to_python(self, value):
        text, meant = value if isinstance(value, list) else (value, "")
        goes_on = not (text or "").strip() and meant == TO_DATE.iso
        return super().to_python(TO_DATE.iso if goes_on else text)


class EndField(PartialDateField):
    """An end has three forms: a partial date, *to date* (it goes on), and unknown (NULL)."""

    form_class = EndFormField
    read = staticmethod(read_end)
