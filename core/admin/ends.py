"""Forms of what only one may hold at a time: an empty end says whether it goes on, and who was before gets an end."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.dates import TO_DATE, PartialDate, read_end
from core.periods import Period, follow

ASK = _("Write the end, or choose “to date” (it goes on) or “not known”.")
EARLIER = _("%(overlap)s has no end yet. Write below when it ended, or press the button.")
LATER = _("%(overlap)s came after. Write when this one ended, such as %(offer)s.")
CHOICES = [("", _("If empty: choose")), (TO_DATE.iso, _("to date")), ("unknown", _("not known"))]


class EndWidget(forms.MultiWidget):
    """A text, and what is meant where it is left empty. `offers` are ends asked of those who were before."""

    template_name = "admin/widgets/end.html"

    def __init__(self, text):
        choice = forms.Select({"aria-label": _("If the end is empty")}, choices=CHOICES)
        self.offers = []
        super().__init__({"": text, "open": choice})

    def decompress(self, value: Any) -> list:
        return [value, ""]

    def id_for_label(self, id_: str) -> str:
        return id_

    def get_context(self, name, value, attrs):
        """The text has the id of the whole: what leads to the field leads there."""
        context = super().get_context(name, value, attrs) | {"offers": self.offers}
        if whole := context["widget"]["attrs"].get("id"):
            context["widget"]["subwidgets"][0]["attrs"]["id"] = whole
        return context


class PeriodForm(forms.ModelForm):
    """`ended` are the records that got an end because this one follows: saved along with it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ended = []
        if self.asks:
            self.fields["end"].widget = EndWidget(self.fields["end"].widget)

    @property
    def asks(self) -> bool:
        return bool(self._meta.model.one_per) and "end" in self.fields

    @property
    def is_typed(self) -> bool:
        """Whether anything in it is new: what is stored already stays as it is."""
        return self.instance._state.adding or self.has_changed()

    def clean(self):
        cleaned = super().clean()
        wanted = self.asks and self.is_typed and not self.instance.entered_in_error
        if wanted and "end" not in self.errors and not any(self["end"].data or ()):
            self.add_error("end", ASK)
        if self._goes_on_as_typed(cleaned):
            cleaned["confirmed"] = PartialDate.of(timezone.localdate())
        return cleaned

    def _goes_on_as_typed(self, cleaned):
        """Whoever writes “to date” says so of today, unless another day is written beside it."""
        start, today = cleaned.get("start"), timezone.localdate()
        typed = "end" in self.changed_data and cleaned.get("end") is TO_DATE and not cleaned.get("confirmed")
        return typed and "confirmed" in self.fields and not (start and start.first > today)

    def _post_clean(self):
        super()._post_clean()
        if self.asks and self.is_typed and not self.errors and not self.instance.entered_in_error:
            for overlap in self.instance.stored_overlaps():
                self.settle(overlap, overlap.pk)

    def settle(self, overlap: Period, key: object) -> None:
        """Refuse an overlap that goes on; ask for the end of one whose end is not known. `key` tells it from others."""
        order = in_order(self.instance, overlap)
        if order is None:
            return
        earlier, later = order
        if earlier.end is None and earlier is overlap and later.start:
            self._ask_for_end(overlap, f"earlier_{key}", before(later.start))
        elif earlier.end is None and later is overlap and later.start:
            self.add_error("end", ValidationError(LATER, params={"overlap": overlap, "offer": before(later.start)}))
        else:
            self.add_error(self._place(), overlap_error(overlap))

    def _place(self):
        return "start" if "start" in self.fields else None

    def _ask_for_end(self, overlap, name, offer):
        name = self.add_prefix(name)
        typed = self.data.get(name, "").strip()
        try:
            end = read_end(typed) if typed else None
        except ValueError as error:
            self.add_error(self._place(), str(error))
            end = None
        if end is not None and end is not TO_DATE:
            return self._end(overlap, end)
        widget = self.fields["end"].widget
        widget.offers = [
            *widget.offers,
            {"name": name, "overlap": capfirst(str(overlap)), "typed": typed, "end": offer},
        ]
        self.add_error(self._place(), ValidationError(EARLIER, params={"overlap": overlap}, code="overlap"))

    def _end(self, overlap, end):
        overlap.end = end
        try:
            overlap.clean_fields(exclude=[field.name for field in overlap._meta.fields if field.name != "end"])
            overlap.validate_constraints(exclude=["id"])
        except ValidationError as error:
            self.add_error(self._place(), error.messages)
        else:
            self.ended.append(overlap)


def in_order(one: Period, other: Period) -> tuple[Period, Period] | None:
    """(the earlier, the later) of two of which the earlier has no end that keeps them apart; else None."""
    if one.start and other.start:
        earlier, later = sorted((one, other), key=lambda record: record.start.iso)
        return (earlier, later) if earlier.is_open_ended else None
    if not (one.is_open_ended and other.is_open_ended):
        return None
    return (one, other) if other.start else (other, one)


def before(date: PartialDate) -> PartialDate:
    """What lies before a date, as precisely as it is known: the day, the month or the year."""
    day = date.first - timedelta(1)
    return PartialDate(day.year, date.month and day.month, date.day and day.day)


def overlap_error(overlap: Period) -> ValidationError:
    return ValidationError(overlap.overlap_message, params={"overlap": overlap}, code="overlap")


def do_overlap(one: Period, other: Period) -> bool:
    return all(follow(one, path) == follow(other, path) for path in one.one_per)
