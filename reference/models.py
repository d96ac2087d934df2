from django.db import models
from django.utils.translation import gettext_lazy as _

from core.dates import PartialDateField
from core.http.reversing import address
from core.l10n.collation import SortKeyField
from core.l10n.languages import LanguageField
from core.permanence import Record
from core.publishing import Publishable
from core.text.search import SearchTextField
from core.text.slugs import AddressField
from members.models import Addressed


class TermToAvoid(Addressed, Publishable):
    """A phrase that harms the people it names, why it does, and what to write instead."""

    phrase = models.CharField(max_length=120, help_text=_("As it is met: “illegal migrant”."))
    language = LanguageField(default="en")
    forms = models.TextField(
        blank=True, help_text=_("Other forms to look for, one a line: “illegal migrants”, “illegal immigrant”.")
    )
    slug = AddressField(
        source="phrase", max_length=120, unique=True, help_text=_("Made of the phrase where you leave it empty.")
    )
    why = models.TextField(help_text=_("What is wrong with it. Shown to the public."))
    consider = models.CharField(_("consider using"), max_length=250, help_text=_("Shown to the public."))
    source = models.CharField(max_length=250, blank=True, help_text=_("Who advises against it. Shown to the public."))
    source_address = models.URLField(max_length=400, blank=True)
    search_text = SearchTextField("phrase", "forms", "consider", "why", "source")
    sort_key = SortKeyField("phrase")

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = _("term to avoid")
        verbose_name_plural = _("terms to avoid")

    def __str__(self):
        return self.phrase

    def get_absolute_url(self):
        return address("reference:term-to-avoid", self.slug)

    @property
    def spellings(self):
        """The phrase and its other forms."""
        return [self.phrase, *(line.strip() for line in self.forms.splitlines() if line.strip())]


class UsageExample(Record):
    """Where the phrase was used, or where a better one was: with its source."""

    term = models.ForeignKey(TermToAvoid, models.CASCADE, related_name="examples")
    text = models.TextField()
    source = models.CharField(max_length=250)
    address = models.URLField(max_length=400, blank=True)
    date = PartialDateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    search_text = SearchTextField("text", "source")

    seen_with = "term"

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.text[:60]
