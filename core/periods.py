"""Periods: what is true from one partial date to another, and the verbs that ask “at which date?”.

On a day that a partial date leaves open ("2014" may end on any day of 2014) a period counts as running:
what may be true is shown with its dates as written, never cut short by a guess. An unknown start has
always begun; an unknown end has not been seen to end. Where only one period may run at a time
(`one_per`: one person in a seat, one chairperson of a committee), a successor who has surely begun
takes the place of a predecessor whose end is only known to the year.
"""

from functools import reduce

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from core.dates import EndField, PartialDate, PartialDateField, span


def containing(day):
    """The year and the month that contain a day: the partial dates that leave it open."""
    return [PartialDate(day.year), PartialDate(day.year, day.month)]


def not_before(field, day):
    """Dates that, as they are written, lie on a day or after it: “2014” is not before 1 January 2014."""
    return Q(**{f"{field}__gte": day}) | Q(**{f"{field}__in": [date for date in containing(day) if date.first == day]})


def not_after(field, day):
    """Dates that, as they are written, lie on a day or before it: “2014” is not after 31 December 2014."""
    return Q(**{f"{field}__lte": day}) & ~Q(**{f"{field}__in": [date for date in containing(day) if date.last > day]})


def begun(day):
    return Q(start__isnull=True) | Q(start__lte=day)


def surely_begun(day):
    return not_after("start", day)


def not_ended(day):
    return Q(end__isnull=True) | Q(end__gte=day) | Q(end__in=containing(day))


class PeriodQuerySet(models.QuerySet):
    def current(self, on=None):
        """What runs on a day (a `datetime.date`; today when none is given)."""
        on = on or timezone.localdate()
        return self.filter(begun(on), not_ended(on)).exclude(self._replaced(on))

    def past(self, on=None):
        on = on or timezone.localdate()
        return self.filter(begun(on)).filter(~not_ended(on) | self._replaced(on))

    def future(self, on=None):
        return self.exclude(begun(on or timezone.localdate()))

    def overlapping(self, first, last):
        """What may have run on any day from `first` to `last`, both included."""
        return self.filter(begun(last), not_ended(first))

    def within(self, first, last):
        """What began and ended from `first` to `last`, as far as it is written; what has no start is left out."""
        ended = not_after("end", last) | Q(end__isnull=True) & not_after("start", last)
        return self.filter(not_before("start", first), ended)

    def by_start(self):
        return self.order_by(F("start").asc(nulls_first=True), F("end").asc(nulls_last=True), "pk")

    def _replaced(self, on):
        """Whether a rival that started later has surely begun; never, where several may run at once."""
        if not self.model.one_per:
            return Q(pk__in=[])
        start = Coalesce(OuterRef("start"), Value(""), output_field=models.CharField())
        rivals = self.model._base_manager.filter(**{path: OuterRef(path) for path in self.model.one_per})
        return Q(Exists(rivals.filter(surely_begun(on), not_ended(on), start__gt=start)))


class Period(models.Model):
    """What is true from `start` to `end`; each a partial date, the end also *to date*, both perhaps unknown."""

    start = PartialDateField(
        null=True,
        blank=True,
        help_text="A year, a month or a day: 2003 · August 2011 · 21 July 2014. Empty if not known.",
    )
    end = EndField(
        null=True, blank=True, help_text="A date in the same way, or “to date” if it goes on. Empty if not known."
    )

    one_per = ()  # paths of the fields within which only one may run on a day
    rival_message = "Another record already covers these dates: %(rival)s. Change the dates of one of the two."

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
                violation_error_message="It ends before it starts. Change the start or the end.",
            )
        ]

    @property
    def period(self):
        """As print writes a tenure: “April 2011 to date”, “2012 to October 2014”, “March to June 2014”, “from 2003”."""
        said = span(self.start, self.end, to="to")
        return _("from %(start)s") % {"start": said} if self.start and self.end is None else said

    def runs(self, first, last=None):
        """Whether it may run on any day from `first` to `last`, or on the one day."""
        return not (self.start and self.start.first > (last or first)) and not (self.end and self.end.last < first)

    def clean(self):
        super().clean()
        if self.one_per and all(follow(self, path) for path in self.one_per):
            self._refuse_rivals()

    def _refuse_rivals(self):
        same = {path: follow(self, path) for path in self.one_per}
        _lock(same[self.one_per[0]])  # two people saving at once are told one after the other
        for rival in type(self)._base_manager.filter(**same).exclude(pk=self.pk):
            if surely_overlap(self, rival):
                raise ValidationError(
                    {"start": ValidationError(self.rival_message, params={"rival": rival}, code="rival")}
                )


def follow(instance, path):
    """What lies at a path of fields (`term__seat__committee`), or None where it breaks off."""
    try:
        return reduce(getattr, path.split("__"), instance)
    except ObjectDoesNotExist:
        return None


def _lock(instance):
    if isinstance(instance, models.Model) and transaction.get_connection().in_atomic_block:
        type(instance)._base_manager.select_for_update().filter(pk=instance.pk).first()


def surely_overlap(one, other):
    """Whether two periods share a day however their open dates are read."""
    if not (one.start and other.start and one.end and other.end):
        return False
    cores = [(period.start.last, period.end.first) for period in (one, other)]
    if any(first > last for first, last in cores):
        return False
    return max(first for first, _ in cores) <= min(last for _, last in cores)
