"""What a report itself holds: messages, overviews with their statistics, acronyms, photos."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.dates import PartialDateField
from core.l10n.collation import SortKeyField
from core.l10n.countries import CountryField, country_name
from core.permanence import NOT_IN_ERROR, Record
from core.photos import Photo
from core.quantities import Quantity
from core.relations import is_chosen
from core.richtext import RichTextField
from members.models import Person
from reports.models.report import AnnualReport, Section


class Message(Record):
    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="messages")
    person = models.ForeignKey(Person, models.PROTECT, related_name="messages")
    honorific = models.CharField(
        max_length=40, blank=True, help_text=_("As signed, where it is not the person’s usual one.")
    )
    signed_as = models.CharField(max_length=150, help_text=_("As it was signed, even where the records say otherwise."))
    text = RichTextField()
    order = models.PositiveSmallIntegerField(default=0)

    seen_with = "report"

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.person}, {self.signed_as}"

    @property
    def signature(self):
        """The name as its person allows it; in full, with the honorific it was signed with."""
        if self.honorific and self.person.naming == Person.Naming.FULL:
            return f"{self.honorific} {self.person.public_name}"
        return self.person.formal_name


class CountryOverview(Record):
    """Migration in one country, or in the region, in the period of a report."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="overviews")
    country = CountryField()
    text = RichTextField()
    order = models.PositiveSmallIntegerField(default=0)

    seen_with = "report"

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("overview")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "country"],
                condition=NOT_IN_ERROR,
                name="reports_one_overview_a_country",
                violation_error_message=_("This report already has an overview of this country."),
            )
        ]

    def __str__(self):
        return f"{country_name(self.country)}, {self.report.period}"


class Statistic(Quantity):
    """A number about migration, with who says so and of when."""

    overview = models.ForeignKey(CountryOverview, models.PROTECT, related_name="statistics")
    as_of = PartialDateField(null=True, blank=True)
    source = models.CharField(max_length=250, blank=True, help_text=_("Who says so. Printed beside the number."))
    source_address = models.URLField(max_length=400, blank=True)
    note = models.CharField(
        max_length=250, blank=True, help_text=_("Printed beside the number: another estimate, for example.")
    )
    order = models.PositiveSmallIntegerField(default=0)

    seen_with = "overview__report"

    class Meta(Quantity.Meta):
        ordering = ["order", "pk"]


class Acronym(Record):
    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="acronyms")
    acronym = models.CharField(max_length=20)
    expansion = models.CharField(max_length=200, help_text=_("As the list of acronyms prints it."))
    sort_key = SortKeyField("acronym")

    seen_with = "report"

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "acronym"],
                condition=NOT_IN_ERROR,
                name="reports_acronym_once",
                violation_error_message=_("This acronym is already in the list."),
            )
        ]

    def __str__(self):
        return f"{self.acronym}: {self.expansion}"


class ReportPhoto(Photo):
    """A photo that opens a section or stands in an overview."""

    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="photos")
    overview = models.ForeignKey(CountryOverview, models.PROTECT, null=True, blank=True, related_name="photos")

    part_of = ("section", "overview")

    class Meta(Photo.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(section__isnull=False, overview__isnull=True)
                | Q(section__isnull=True, overview__isnull=False),
                name="reports_photo_has_one_place",
                violation_error_message=_("Choose a section or an overview, one of the two."),
            )
        ]

    def clean(self):
        super().clean()
        if is_chosen(self, "section") == is_chosen(self, "overview"):
            raise ValidationError(_("Choose the section or the overview this photo belongs to, one of the two."))
