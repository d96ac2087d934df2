"""Income and expenditure of a network by period: what a report sums up and compares with the period before."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.dates import PartialDateField, span
from core.periods import not_after, not_before
from core.permanence import Record, RecordQuerySet
from core.text.search import SearchTextField
from members.models import Organisation


def within(first, last):
    """The condition that a period lies from `first` to `last`, as far as it is written."""
    return not_before("start", first) & not_after("end", last)


class FinanceLineQuerySet(RecordQuerySet):
    def within(self, first, last):
        return self.filter(within(first, last))


class FinanceLine(Record):
    class Direction(models.TextChoices):
        INCOME = "income", _("Income")
        EXPENDITURE = "expenditure", _("Expenditure")

    network = models.ForeignKey(Organisation, models.PROTECT, related_name="finance_lines")
    start = PartialDateField(_("first day"), help_text=_("2014 for the whole year, or April 2014."))
    end = PartialDateField(_("last day"), help_text=_("2014 for the whole year, or March 2015."))
    direction = models.CharField(max_length=12, choices=Direction)
    label = models.CharField(max_length=200, help_text=_("What it was for, or who gave it. Printed in the report."))
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(
        max_length=3,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("Write the currency’s three letters: USD, THB, HKD."))],
        help_text=_("Three letters: USD, THB, HKD."),
    )
    note = models.CharField(max_length=250, blank=True, help_text=_("Printed under the table."))
    order = models.PositiveSmallIntegerField(default=0)
    search_text = SearchTextField("label", "note")

    objects = FinanceLineQuerySet.as_manager()

    class Meta:
        ordering = ["start", "direction", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")) | Q(start__startswith=F("end")),
                name="reports_financeline_ends_after_start",
                violation_error_message=_("The period ends before it starts. Change the first or the last day."),
            )
        ]

    def __str__(self):
        return f"{self.label}, {span(self.start, self.end)}"

    @classmethod
    def seen(cls):
        """Only in print: a release stamps the lines it counts."""
        return Q(pk__in=[])

    def clean_fields(self, exclude=None):
        self.currency = self.currency.strip().upper()  # “usd” is as good
        super().clean_fields(exclude)
