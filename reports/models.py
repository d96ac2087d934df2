import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.countries import CountryField, country_name
from core.dates import PartialDateField, span
from core.languages import LanguageField
from core.photos import Photo
from core.publishing import Publishable
from core.quantities import Quantity
from core.richtext import RichTextField
from members.models import Committee, Organisation, Person

ADDRESS = re.compile(r"\d{4}(-\d\d)?(-\d{4}(-\d\d)?)?")


class AnnualReport(Publishable):
    """The report of one body for one period. It owns no fact of the records it gathers."""

    network = models.ForeignKey(Organisation, models.PROTECT, related_name="annual_reports")
    committee = models.ForeignKey(Committee, models.PROTECT, null=True, blank=True, related_name="annual_reports")
    title = models.CharField(max_length=150, default="Annual Report")
    start = PartialDateField("first day", help_text="2014 for the whole year, or April 2014.")
    end = PartialDateField("last day", help_text="2014 for the whole year, or March 2015.")
    slug = models.CharField(
        "address",
        max_length=20,
        unique=True,
        validators=[RegexValidator(ADDRESS, "Write the period with numbers: 2014, 2011-2013 or 2014-04-2015-03.")],
        help_text="The period, in the page’s address: 2014, or 2011-2013.",
    )
    language = LanguageField(default="en")
    colophon = RichTextField(help_text="Who prepared it, designed it and took the photos.")

    class Meta:
        ordering = ["-start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")) | Q(start__startswith=F("end")),
                name="reports_annualreport_ends_after_start",
                violation_error_message="The period ends before it starts. Change the first or the last day.",
            )
        ]

    def __str__(self):
        return f"{self.title} {self.period}"

    def get_absolute_url(self):
        return reverse("reports:detail", args=[self.slug])

    @property
    def period(self):
        return span(self.start, self.end)

    @property
    def days(self):
        """The first and the last day of the period."""
        return self.start.first, self.end.last


class Section(models.Model):
    """A part of a report, in its order: words of its own, or what it prints from the records."""

    class Kind(models.TextChoices):
        TEXT = "text", "Text of its own"
        COMMITTEE = "committee", "Steering committee"
        SECRETARIAT = "secretariat", "Secretariat"
        MEMBERS = "members", "Members by country"
        SUPPORTERS = "supporters", "Acknowledgements and supporters"
        MESSAGES = "messages", "Messages"
        OVERVIEW = "overview", "Overview by country"
        ACHIEVEMENTS = "achievements", "Areas and projects"
        PUBLICATIONS = "publications", "Publications"
        CALENDAR = "calendar", "Calendar"
        ACRONYMS = "acronyms", "Acronyms"

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.TEXT)
    heading = models.CharField(max_length=150)
    text = RichTextField(help_text="Before what the records say; for a text section, all of it.")
    order = models.PositiveSmallIntegerField(default=0)
    shown = models.BooleanField(default=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.heading


class Message(models.Model):
    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="messages")
    person = models.ForeignKey(Person, models.PROTECT, related_name="messages")
    honorific = models.CharField(
        max_length=40, blank=True, help_text="As signed, where it is not the person’s usual one."
    )
    signed_as = models.CharField(max_length=150, help_text="As it was signed, even where the records say otherwise.")
    text = RichTextField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.person}, {self.signed_as}"

    @property
    def signature(self):
        """The name as its person allows it, with the honorific it was signed with."""
        if self.honorific and self.person.naming != Person.Naming.WITHHELD:
            return f"{self.honorific} {self.person.public_name}"
        return self.person.formal_name


class CountryOverview(models.Model):
    """Migration in one country, or in the region, in the period of a report."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="overviews")
    country = CountryField()
    text = RichTextField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "overview"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "country"],
                name="reports_one_overview_a_country",
                violation_error_message="This report already has an overview of this country.",
            )
        ]

    def __str__(self):
        return f"{country_name(self.country)}, {self.report.period}"


class Statistic(Quantity):
    """A number about migration, with who says so and of when."""

    overview = models.ForeignKey(CountryOverview, models.PROTECT, related_name="statistics")
    as_of = PartialDateField(null=True, blank=True)
    source = models.CharField(max_length=250, blank=True, help_text="Who says so. Printed beside the number.")
    source_address = models.URLField(max_length=400, blank=True)
    note = models.CharField(
        max_length=250, blank=True, help_text="Printed beside the number: another estimate, for example."
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta(Quantity.Meta):
        ordering = ["order", "pk"]


class Acronym(models.Model):
    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="acronyms")
    acronym = models.CharField(max_length=20)
    expansion = models.CharField(max_length=200, help_text="As the list of acronyms prints it.")
    in_text = models.CharField(
        "expanded in the text as",
        max_length=200,
        blank=True,
        help_text="Only where the text says otherwise. Not printed.",
    )

    class Meta:
        ordering = ["acronym"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "acronym"],
                name="reports_acronym_once",
                violation_error_message="This acronym is already in the list.",
            )
        ]

    def __str__(self):
        return f"{self.acronym}: {self.expansion}"


class ReportPhoto(Photo):
    """A photo that opens a section or stands in an overview."""

    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="photos")
    overview = models.ForeignKey(CountryOverview, models.PROTECT, null=True, blank=True, related_name="photos")

    class Meta(Photo.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(section__isnull=False, overview__isnull=True)
                | Q(section__isnull=True, overview__isnull=False),
                name="reports_photo_has_one_place",
                violation_error_message="Choose a section or an overview, one of the two.",
            )
        ]

    def clean(self):
        super().clean()
        if bool(self.section_id) == bool(self.overview_id):
            raise ValidationError("Choose the section or the overview this photo belongs to, one of the two.")
