"""The report of a period, and its sections in their order."""

import re

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.dates import PartialDateField, span
from core.http.reversing import address
from core.l10n.languages import LanguageField
from core.permanence import NOT_IN_ERROR, Record
from core.publishing import Publishable
from core.relations import is_chosen
from core.richtext import RichTextField
from core.text.search import SearchTextField
from members.models import Committee, Organisation
from projects.models import Project
from reports.languages import NOT_OFFERED, OFFERED

ALONE = ["network_id", "start", "end", "language"]  # no two reports have all of these in common
ADDRESS = re.compile(r"\d{4}(-\d\d)?(-\d{4}(-\d\d)?)?(-[a-z]{2,3})?")


class AnnualReport(Publishable):
    """The report of one body for one period in one language. It owns no fact of the records it gathers.

    Published, it is open to the public: its latest release, or the live records while there is none.
    """

    network = models.ForeignKey(Organisation, models.PROTECT, related_name="annual_reports")
    committee = models.ForeignKey(Committee, models.PROTECT, null=True, blank=True, related_name="annual_reports")
    title = models.CharField(max_length=150, default="Annual Report")
    start = PartialDateField(_("first day"), help_text=_("2014 for the whole year, or April 2014."))
    end = PartialDateField(_("last day"), help_text=_("2014 for the whole year, or March 2015."))
    slug = models.CharField(
        _("address"),
        max_length=20,
        unique=True,
        validators=[
            RegexValidator(
                rf"^{ADDRESS.pattern}\Z",
                _("Write the period with numbers: 2014, 2011-2013, 2014-04-2015-03 or 2014-th."),
            )
        ],
        help_text=_("The period, in the page’s address: 2014, or 2011-2013; 2014-th for the Thai one beside it."),
    )
    language = LanguageField(
        default="en",
        groups=OFFERED,
        error_messages={"invalid_choice": NOT_OFFERED},
        help_text=_("None that is written from right to left (Arabic, Hebrew, Persian, Urdu …); names in them may be."),
    )
    colophon = RichTextField(help_text=_("Who prepared it, designed it and took the photos."))
    search_text = SearchTextField("title", "slug")

    class Meta:
        ordering = ["-start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")) | Q(start__startswith=F("end")),
                name="reports_annualreport_ends_after_start",
                violation_error_message=_("The period ends before it starts. Change the first or the last day."),
            ),
            models.UniqueConstraint(
                fields=["network", "start", "end", "language"],
                condition=NOT_IN_ERROR,
                name="reports_one_report_a_period_and_language",
                violation_error_message=_("This period has a report in this language already. Change one of the two."),
            ),
        ]

    def __str__(self):
        return f"{self.title} {self.period}"

    def get_absolute_url(self):
        return address("reports:detail", self.slug)

    def clean(self):
        super().clean()
        if self.start and self.end and self.end.last < self.start.first:
            words = _("The period ends in %(end)s, before it starts in %(start)s.")
            raise ValidationError({"end": words % {"end": self.end, "start": self.start}})
        if taken := self._taken():
            raise ValidationError(taken)
        if self.pk and self.releases.exists():
            address = type(self).objects.values_list("slug", flat=True).get(pk=self.pk)
            if self.slug != address:
                words = _("Releases of this report stand at “%(address)s” for good. Leave its address as it is.")
                raise ValidationError({"slug": words % {"address": address}})

    def _taken(self):
        """What another report has already, by field: the period in this language, or the address."""
        same, errors = Q(**{name: getattr(self, name) for name in ALONE}), {}
        others = type(self).objects.exclude(pk=self.pk).select_related("network")
        for overlap in others.filter(same | Q(slug=self.slug)):
            if all(getattr(overlap, name) == getattr(self, name) for name in ALONE):
                facts = {"language": overlap.get_language_display(), "report": overlap, "address": overlap.slug}
                words = _(
                    "There is one of this period in %(language)s already: “%(report)s”, at the address %(address)s. "
                    "Change the period or the language, or go on with that one."
                )
                errors["language"] = words % facts
            if overlap.slug == self.slug:
                facts = {"report": overlap, "network": overlap.network, "address": self.slug}
                words = _(
                    "“%(report)s” of %(network)s stands at the address %(address)s already. Write another one: add two "
                    "or three letters of the language or the network, as in 2014-th."
                )
                errors["slug"] = words % facts
        return errors

    @property
    @admin.display(description=_("period"))
    def period(self):
        return span(self.start, self.end)

    @property
    def days(self):
        """The first and the last day of the period."""
        return self.start.first, self.end.last


class Section(Record):
    """A part of a report, in its order: words of its own, or what it prints from the records."""

    class Kind(models.TextChoices):
        FRONT = "front", _("Front matter, before the contents")
        TEXT = "text", _("Text of its own")
        COMMITTEE = "committee", _("Steering committee")
        SECRETARIAT = "secretariat", _("Secretariat")
        MEMBERS = "members", _("Members by country")
        SUPPORTERS = "supporters", _("Acknowledgements and supporters")
        MESSAGES = "messages", _("Messages")
        IMPACT = "impact", _("Impact snapshot")
        OVERVIEW = "overview", _("Overview by country")
        ACHIEVEMENTS = "achievements", _("Areas and projects")
        PROGRAMME = "programme", _("One programme")
        GOVERNANCE = "governance", _("Governance meetings")
        PUBLICATIONS = "publications", _("Publications")
        FINANCE = "finance", _("Income and expenditure")
        PLAN = "plan", _("Plan for the next year")
        CALENDAR = "calendar", _("Calendar")
        ACRONYMS = "acronyms", _("Acronyms")

    class Numbering(models.TextChoices):
        NONE = "", _("Not numbered")
        DECIMAL = "1", "1. 2. 3."
        ROMAN = "I", _("I. II. III.")
        LETTERS = "A", _("A. B. C.")

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.TEXT)
    heading = models.CharField(max_length=150)
    text = RichTextField(_("introduction"), help_text=_("Before what the records say; for a text section, all of it."))
    order = models.PositiveSmallIntegerField(default=0)
    shown = models.BooleanField(default=True)
    numbering = models.CharField(
        max_length=1,
        choices=Numbering,
        blank=True,
        default=Numbering.NONE,
        help_text=_("How the heading is numbered: each style counts the sections that are shown with it."),
    )
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="report_sections",
        help_text=_("Only for a section of the kind “One programme”: the project it tells of."),
    )

    seen_with = "report"

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.heading

    def clean(self):
        super().clean()
        if (self.kind == self.Kind.PROGRAMME) != is_chosen(self, "project"):
            raise ValidationError(
                {
                    "project": _("Choose the project that this section tells of.")
                    if self.kind == self.Kind.PROGRAMME
                    else _("Only a section of the kind “One programme” has a project. Empty this, or change the kind.")
                }
            )
