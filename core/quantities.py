"""Numbers as people report them: about 30, over 100,000, up to 300,000, 3–4 million."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.l10n.formats import amount
from core.parsing.counts import Count, read_count
from core.permanence import Record


class CountFormField(forms.DecimalField):
    """Takes “over 50” and “50 to 60” too, as a `Count`; the record puts its parts where they belong."""

    def to_python(self, value):
        if value in self.empty_values or not isinstance(value, str):
            return super().to_python(value)
        try:
            return read_count(value)
        except ValueError as error:
            raise ValidationError(str(error) or self.error_messages["invalid"], code="invalid") from None

    def has_changed(self, initial, data):
        try:
            entered = self.to_python(data)
        except ValidationError:
            return True
        return getattr(entered, "is_qualified", False) or super().has_changed(
            initial, None if entered is None else str(entered)
        )


class CountField(models.DecimalField):
    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs  # what people type is no migration

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": CountFormField, **kwargs})


class Quantity(Record):
    class Qualifier(models.TextChoices):
        EXACTLY = "exactly", _("exactly")
        ABOUT = "about", _("about")
        OVER = "over", _("over")
        UP_TO = "up to", _("up to")

    qualifier = models.CharField(max_length=8, choices=Qualifier, default=Qualifier.EXACTLY)
    value = CountField(_("number"), max_digits=15, decimal_places=2)
    upper = models.DecimalField(
        _("to"),
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Only for a range: 3 to 4 million."),
    )
    unit = models.CharField(
        _("of what"), max_length=200, help_text=_("What was counted: participants, countries, workers.")
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(upper__isnull=True) | Q(upper__gt=F("value")),
                name="%(app_label)s_%(class)s_range_rises",
                violation_error_message=_("The second number of a range must be larger than the first."),
            )
        ]

    def __str__(self):
        return f"{self.amount} {self.unit}"

    def clean_fields(self, exclude=None):
        if isinstance(self.value, Count) and self.value.is_qualified:
            self._take_apart(self.value)
        super().clean_fields(exclude)

    def _take_apart(self, count):
        """“over 50” typed as the number is the number 50 with its qualifier."""
        if count.qualifier and self.qualifier not in {self.Qualifier.EXACTLY, count.qualifier}:
            words = _("“%(written)s” is written here, and “%(chosen)s” is chosen. Write the number alone.")
            raise ValidationError({"value": words % {"written": count.qualifier, "chosen": self.qualifier}})
        if count.upper is not None and self.upper not in {None, count.upper}:
            raise ValidationError({"value": _("The second number of the range differs from the one in its own field.")})
        self.qualifier = count.qualifier or self.qualifier
        self.upper = self.upper if count.upper is None else count.upper
        self.value = Decimal(count)

    @property
    def amount(self) -> str:
        return qualified(self.qualifier, self.number)

    @property
    def number(self) -> str:
        return amount(self.value, self.upper)


def qualified(qualifier: object, number: str) -> str:
    """“about 30”, “over 100,000”, “up to 300,000”, “24”."""
    match qualifier:
        case Quantity.Qualifier.ABOUT:
            return gettext("about %(number)s") % {"number": number}
        case Quantity.Qualifier.OVER:
            return gettext("over %(number)s") % {"number": number}
        case Quantity.Qualifier.UP_TO:
            return gettext("up to %(number)s") % {"number": number}
    return number
