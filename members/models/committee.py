"""The committee: seats, terms in them, and who chairs."""

from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery, Value
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.dates import TO_DATE, PartialDateField
from core.l10n.collation import SortKeyField
from core.periods import Period, PeriodQuerySet
from core.permanence import NOT_IN_ERROR
from core.richtext import RichTextField
from core.text.search import SearchTextField
from core.text.slugs import AddressField
from members.models.addresses import NamelessAddress
from members.models.organisations import Organisation
from members.models.people import Person


class Committee(NamelessAddress, Period):
    name = models.CharField(max_length=120)
    slug = AddressField(source="name", unique=True)
    about = RichTextField()
    search_text = SearchTextField("name")
    sort_key = SortKeyField("name")

    class Meta(Period.Meta):
        ordering = ["sort_key", "pk"]

    def __str__(self):
        return self.name


class SeatQuerySet(PeriodQuerySet):
    def with_holders(self, on):
        """Each seat with `held`: the terms that run on a day; where there is none, `nobody` says what is known."""
        return self.with_last_end(on).prefetch_related(
            Prefetch("terms", Term.objects.current(on).with_people(on), to_attr="held")
        )

    def with_last_end(self, on):
        """With `last_end`: when the last term ended that had on a day; and `day`, on which `nobody` is asked."""
        ended = Term.objects.past(on).filter(seat=OuterRef("pk"), end__isnull=False).exclude(end=TO_DATE.iso)
        last = Subquery(ended.order_by("-end").values("end")[:1])
        return self.annotate(last_end=last, day=Value(on, output_field=models.DateField()))


class Seat(Period):
    """A seat of a committee. It stands for a constituency, which is not always a country."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="seats")
    constituency = models.CharField(
        max_length=200, help_text=_("Whom the seat speaks for: “Burmese communities in Thailand”.")
    )
    voting = models.BooleanField(default=True)
    vacant_from = PartialDateField(
        null=True,
        blank=True,
        help_text=_("Only if it is known that nobody holds it. Empty this when somebody does again."),
    )
    order = models.PositiveSmallIntegerField(default=0)
    search_text = SearchTextField("constituency")

    objects = SeatQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["order", "pk"]

    def __str__(self):
        return self.constituency

    @property
    def nobody(self):
        """What is known of a seat that nobody holds; of one that was read `with_last_end`."""
        if self.vacant_from and self.vacant_from.first <= self.day:
            return gettext("Vacant since %(date)s") % {"date": self.vacant_from}
        recorded = {"date": self.last_end}
        return gettext("Not recorded since %(date)s") % recorded if self.last_end else gettext("Not recorded")


class TermQuerySet(PeriodQuerySet):
    def of_organisation(self, on=None):
        """With what a line of it says on the page of whom it is on behalf of; `chairs`: the chairings of the day."""
        chairings = Chairing.objects.current(on) if on else Chairing.objects.by_start()
        terms = self.select_related("seat", "person")
        return terms.prefetch_related(Prefetch("chairings", chairings, to_attr="chairs"))

    def with_chairs(self, on=None):
        return self.of_organisation(on).select_related("on_behalf_of__parent")

    def with_people(self, on=None):
        """With all that a committee page shows of a term, the portrait and whom the person works for too."""
        return self.with_chairs(on).select_related("person__portrait", "person__affiliation__parent")


class Term(Period):
    """One person’s service in a seat."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="terms")
    person = models.ForeignKey(Person, models.PROTECT, related_name="terms")
    on_behalf_of = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="terms")
    role = models.CharField(max_length=120, blank=True, help_text=_("Only where it differs: “Regional Coordinator”."))
    note = models.CharField(max_length=400, blank=True, help_text=_("Shown to the public and printed in the report."))

    one_per = ("seat",)
    overlap_message = _(
        "This seat is held by someone else on a day of this term (%(overlap)s). "
        "End that term the day before this one starts."
    )

    objects = TermQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["seat__order", F("start").asc(nulls_first=True), "pk"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(end=TO_DATE.iso) & NOT_IN_ERROR,
                name="members_one_term_to_date",
                violation_error_message=_("This seat is held to date by someone else. End that term first."),
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.seat} {self.period}".strip()


class Chairing(Period):
    """A time in which the holder of a term chairs the committee."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="chairings")
    note = models.CharField(max_length=300, blank=True)

    one_per = ("term__seat__committee",)
    overlap_message = _("Someone else is chairperson on a day of this period (%(overlap)s). End that period first.")

    class Meta(Period.Meta):
        ordering = [F("start").asc(nulls_first=True), "pk"]
        verbose_name = _("chairperson")
        verbose_name_plural = _("chairpersons")

    def __str__(self):
        return f"{self.term.person} {self.period}".strip()
