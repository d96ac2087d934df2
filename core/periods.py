"""Periods: what is true from one partial date to another, and the verbs that ask “at which date?”.

On a day that a partial date leaves open ("2014" may end on any day of 2014) a period counts as running:
what may be true is shown with its dates as written, never cut short by a guess. An unknown start has
always begun; an unknown end has not been seen to end. Where only one period may run at a time
(`one_per`: one person in a seat, one chairperson of a committee), a successor who has surely begun
takes the place of a predecessor whose end is only known to the year.
"""

import datetime
from functools import reduce
from typing import Self

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.dates import TO_DATE, EndField, PartialDate, PartialDateField, span
from core.permanence import Record, RecordQuerySet
from core.relations import is_unsaved


def containing(day: datetime.date) -> list[PartialDate]:
    """The year and the month that contain a day: the partial dates that leave it open."""
    return [PartialDate(day.year), PartialDate(day.year, day.month)]


def not_before(field: str, day: datetime.date) -> Q:
    """Dates that, as they are written, lie on a day or after it: “2014” is not before 1 January 2014."""
    return Q(**{f"{field}__gte": day}) | Q(**{f"{field}__in": [date for date in containing(day) if date.first == day]})


def not_after(field: str, day: datetime.date) -> Q:
    """Dates that, as they are written, lie on a day or before it: “2014” is not after 31 December 2014."""
    return Q(**{f"{field}__lte": day}) & ~Q(**{f"{field}__in": [date for date in containing(day) if date.last > day]})


def begun(day: datetime.date) -> Q:
    return Q(start__isnull=True) | Q(start__lte=day)


def reaches(day: datetime.date) -> Q:
    """What is confirmed for a day, or later."""
    return Q(confirmed__gte=day) | Q(confirmed__in=containing(day))


def surely_begun(day: datetime.date) -> Q:
    return not_after("start", day)


def not_ended(day: datetime.date) -> Q:
    return Q(end__isnull=True) | Q(end__gte=day) | Q(end__in=containing(day))


def touching(first: datetime.date, last: datetime.date) -> Q:
    """What may share a day with `first` to `last`, as its dates are written; what has no start is left out.

    An end that is not known is no later than the start may mean: an event of one day has none, and nobody can
    tell how long an activity of 2014 went on.
    """
    begins = Q(start__gte=first) | Q(start__in=containing(first))
    goes_on = Q(end__gte=first) | Q(end__in=containing(first))
    return Q(start__lte=last) & (Q(end__isnull=True) & begins | Q(end__isnull=False) & goes_on)


def beginning(first: datetime.date, last: datetime.date) -> Q:
    """What begins from `first` to `last`: in one of several periods that follow each other, and only in one."""
    return Q(start__lte=last) & not_before("start", first)


OPEN = Q(end__isnull=True) | Q(end=TO_DATE.iso)


class PeriodQuerySet(RecordQuerySet):
    def current(self, on: datetime.date | None = None) -> Self:
        """What runs on a day (a `datetime.date`; today when none is given)."""
        on = on or timezone.localdate()
        running = self.running(on)
        return running.filter(~self._replaced(on)) if self.model.one_per else running

    def running(self, on: datetime.date) -> Self:
        """What its own dates let run on a day, even if another has taken its place: one of the two is `current`."""
        return self.filter(begun(on), not_ended(on))

    def past(self, on: datetime.date | None = None) -> Self:
        on = on or timezone.localdate()
        return self.filter(begun(on)).filter(~not_ended(on) | self._replaced(on))

    def future(self, on: datetime.date | None = None) -> Self:
        return self.exclude(begun(on or timezone.localdate()))

    def overlapping(self, first: datetime.date, last: datetime.date) -> Self:
        """What may have run on any day from `first` to `last`, both included."""
        return self.filter(begun(last), not_ended(first))

    def touching(self, first: datetime.date, last: datetime.date) -> Self:
        return self.filter(touching(first, last))

    def by_start(self) -> Self:
        return self.order_by(F("start").asc(nulls_first=True), F("end").asc(nulls_last=True), "pk")

    def _replaced(self, on):
        """Whether an overlap that started later has surely begun; never, where several may run at once."""
        if not self.model.one_per:
            return Q(pk__in=[])
        start = Coalesce(OuterRef("start"), Value(""), output_field=models.CharField())
        same = {path: OuterRef(path) for path in self.model.one_per}
        return Q(Exists(self.model.objects.filter(surely_begun(on), not_ended(on), start__gt=start, **same)))


class Period(Record):
    """What is true from `start` to `end`; each a partial date, the end also *to date*, both perhaps unknown."""

    start = PartialDateField(
        null=True,
        blank=True,
        help_text=_("A year, a month or a day: 2003 · August 2011 · 21 July 2014. Empty if not known."),
    )
    end = EndField(
        null=True, blank=True, help_text=_("A date in the same way, or “to date” if it goes on. Empty if not known.")
    )
    confirmed = PartialDateField(
        _("last confirmed"),
        null=True,
        blank=True,
        help_text=_("For what goes on: the day on which it was last known to be so. Pages say it."),
    )

    besides = ()  # the keys of the other rows of its form, which are compared as they are typed, not as they are stored
    one_per: tuple[str, ...] = ()  # paths of the fields within which only one may run on a day
    overlap_message = _("Another record already covers these dates: %(overlap)s. Change the dates of one of the two.")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True)
                | Q(end__isnull=True)
                | Q(end__gte=F("start"))
                | Q(start__startswith=F("end")),  # from March 2014 until some day of 2014
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=_("It ends before it starts. Change the start or the end."),
            )
        ]

    @property
    def period(self) -> str:
        """As print writes a tenure: “April 2011 to date”, “2012 to October 2014”, “March to June 2014”, “from 2003”."""
        words = span(self.start, self.end, to="to")
        return gettext("from %(start)s") % {"start": words} if self.start and self.end is None else words

    def touches(self, first: datetime.date, last: datetime.date) -> bool:
        """What the queryset's `touching` asks, of this one."""
        if not self.start or self.start.iso > last.isoformat():
            return False
        end = self.end or self.start
        return end.iso >= first.isoformat() or end in containing(first)

    def runs(self, first: datetime.date, last: datetime.date | None = None) -> bool:
        """Whether it may run on any day from `first` to `last`, or on the one day."""
        return not (self.start and self.start.first > (last or first)) and not (self.end and self.end.last < first)

    @property
    def is_open_ended(self) -> bool:
        return self.end is None or self.end is TO_DATE

    @property
    def last_sure_day(self) -> datetime.date | None:
        """The last day on which it surely ran; None where it goes on, or nobody knows until when."""
        return None if self.is_open_ended else max(date.first for date in (self.start, self.end) if date)

    def confirmed_before(self, day: datetime.date) -> PartialDate | None:
        """The last day on which what goes on was known to, if that lies before a day; else None."""
        past = self.is_open_ended and self.confirmed and self.confirmed.last < day
        return self.confirmed if past else None

    def clean(self):
        super().clean()
        self._refuse_confirmation()
        if self.one_per and not self.entered_in_error and all(follow(self, path) for path in self.one_per):
            self.refuse_overlaps()

    def _refuse_confirmation(self):
        if self.confirmed and self.confirmed.first > timezone.localdate():
            raise ValidationError({"confirmed": _("This day has not come yet. Nobody can confirm it.")})
        if self.confirmed and self.start and self.confirmed.last < self.start.first:
            raise ValidationError({"confirmed": _("This is before it began. Change one of the two.")})

    def get_constraints(self):
        """Without what may stand once: beside other rows, what is stored is not what will be."""
        return [
            (model, [one for one in given if not (self.besides and isinstance(one, models.UniqueConstraint))])
            for model, given in super().get_constraints()
        ]

    def stored_overlaps(self) -> list[Self]:
        """What else is stored of which only one may run; nothing beside what is itself new."""
        same = {path: follow(self, path) for path in self.one_per}
        if any(value is None or is_unsaved(value) for value in same.values()):
            return []
        _lock(same[self.one_per[0]])  # two people saving at once are told one after the other
        return list(type(self).objects.filter(**same).exclude(pk__in=[self.pk or 0, *self.besides]))

    def refuse_overlaps(self) -> None:
        for overlap in self.stored_overlaps():
            if clash(self, overlap):
                raise ValidationError(
                    {"start": ValidationError(self.overlap_message, params={"overlap": overlap}, code="overlap")}
                )


def by_start(one: Period) -> tuple:
    """The order in which the queryset's `by_start` gives it."""
    return one.start.iso if one.start else "", one.end is None, one.end.iso if one.end else "", one.pk


def clash(one: Period, other: Period) -> bool:
    return surely_overlap(one, other) or one.end is other.end is TO_DATE


def follow(instance: models.Model, path: str) -> object:
    """What lies at a path of fields (`term__seat__committee`), or None where it breaks off."""
    try:
        return reduce(getattr, path.split("__"), instance)
    except ObjectDoesNotExist:
        return None


def _lock(instance):
    if isinstance(instance, models.Model) and transaction.get_connection().in_atomic_block:
        type(instance)._base_manager.select_for_update().filter(pk=instance.pk).first()


def surely_overlap(one: Period, other: Period) -> bool:
    """Whether two periods share a day however their open dates are read."""
    if not (one.start and other.start and one.end and other.end):
        return False
    cores = [(period.start.last, period.end.first) for period in (one, other)]
    if any(first > last for first, last in cores):
        return False
    return max(first for first, _ in cores) <= min(last for _, last in cores)
