"""The committee: seats, terms in them, and who chairs."""

from django.db import models
from django.db.models import F, Prefetch, Q

from core.dates import TO_DATE
from core.periods import Period, PeriodQuerySet
from core.richtext import RichTextField
from members.models.organisations import Organisation
from members.models.people import Person


class Committee(Period):
    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    about = RichTextField()

    class Meta(Period.Meta):
        ordering = ["name"]

    def __str__(self):
        return self.name


class SeatQuerySet(PeriodQuerySet):
    def with_holders(self, on):
        """Each seat with `held`: the terms that run on a day. An empty list is a vacant seat."""
        return self.prefetch_related(Prefetch("terms", Term.objects.current(on).with_people(on), to_attr="held"))


class Seat(Period):
    """A seat of a committee. It stands for a constituency, which is not always a country."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="seats")
    constituency = models.CharField(
        max_length=200, help_text="Whom the seat speaks for: “Burmese communities in Thailand”."
    )
    voting = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = SeatQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["order", "pk"]

    def __str__(self):
        return self.constituency


class TermQuerySet(PeriodQuerySet):
    def with_people(self, on=None):
        """With all that a committee page shows of a term; `chairs` holds those chairings that run on the day."""
        chairings = Chairing.objects.current(on) if on else Chairing.objects.by_start()
        return self.select_related(
            "seat", "person", "person__portrait", "on_behalf_of", "on_behalf_of__parent"
        ).prefetch_related(Prefetch("chairings", chairings, to_attr="chairs"))


class Term(Period):
    """One person’s service in a seat."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="terms")
    person = models.ForeignKey(Person, models.PROTECT, related_name="terms")
    on_behalf_of = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="terms")
    role = models.CharField(max_length=120, blank=True, help_text="Only where it differs: “Regional Coordinator”.")
    note = models.CharField(max_length=400, blank=True, help_text="Shown to the public and printed in the report.")

    one_per = ("seat",)
    rival_message = (
        "This seat is held by someone else on a day of this term (%(rival)s). "
        "End that term the day before this one starts."
    )

    objects = TermQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["seat__order", F("start").asc(nulls_first=True), "pk"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(end=TO_DATE.iso),
                name="members_one_term_to_date",
                violation_error_message="This seat is held to date by someone else. End that term first.",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.seat} {self.period}".strip()


class Chairing(Period):
    """A time in which the holder of a term chairs the committee."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="chairings")
    note = models.CharField(max_length=300, blank=True)

    one_per = ("term__seat__committee",)
    rival_message = "Someone else is chairperson on a day of this period (%(rival)s). End that period first."

    class Meta(Period.Meta):
        ordering = [F("start").asc(nulls_first=True), "pk"]
        verbose_name = "chairperson"
        verbose_name_plural = "chairpersons"

    def __str__(self):
        return f"{self.term.person} {self.period}".strip()
