"""Numbers as people report them: about 30, over 100,000, up to 300,000, 3–4 million."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from core import said


class Quantity(models.Model):
    class Qualifier(models.TextChoices):
        EXACTLY = "exactly", "exactly"
        ABOUT = "about", "about"
        OVER = "over", "over"
        UP_TO = "up to", "up to"

    qualifier = models.CharField(max_length=8, choices=Qualifier, default=Qualifier.EXACTLY)
    value = models.DecimalField("number", max_digits=15, decimal_places=2)
    upper = models.DecimalField(
        "to", max_digits=15, decimal_places=2, null=True, blank=True, help_text="Only for a range: 3 to 4 million."
    )
    unit = models.CharField("of what", max_length=200, help_text="What was counted: participants, countries, workers.")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(upper__isnull=True) | Q(upper__gt=F("value")),
                name="%(app_label)s_%(class)s_range_rises",
                violation_error_message="The second number of a range must be larger than the first.",
            )
        ]

    def __str__(self):
        return f"{self.amount} {self.unit}"

    @property
    def amount(self):
        return qualified(self.qualifier, self.number)

    @property
    def number(self):
        return amount(self.value, self.upper)


def qualified(qualifier, number):
    """“about 30”, “over 100,000”, “up to 300,000”, “24”."""
    match qualifier:
        case Quantity.Qualifier.ABOUT:
            return _("about %(number)s") % {"number": number}
        case Quantity.Qualifier.OVER:
            return _("over %(number)s") % {"number": number}
        case Quantity.Qualifier.UP_TO:
            return _("up to %(number)s") % {"number": number}
    return number


def amount(value, upper=None):
    """“1.7 million”, “3–4 million”, “220,000”, “1,999–2,500”; the languages that count otherwise write it out."""
    million = Decimal(1_000_000)
    if said.language() != "en":
        return "–".join(said.number(number) for number in (value, upper) if number is not None)
    if value >= million and (upper or value) % 10_000 == value % 10_000 == 0:
        return "–".join(_plain(number / million) for number in (value, upper) if number) + " million"
    return "–".join(_plain(number) for number in (value, upper) if number is not None)


def _plain(number):
    return f"{Decimal(number).normalize():,f}"
