"""The secretariat: offices, their hosts, posts; and the networks the network itself belongs to."""

from django.db import models
from django.db.models import F, Prefetch
from django.utils.translation import gettext_lazy as _

from core.l10n.countries import CountryField, country_name
from core.periods import Period, PeriodQuerySet
from core.text.search import SearchTextField
from members.models.organisations import Organisation
from members.models.people import Person


class OfficeQuerySet(PeriodQuerySet):
    def with_hosts(self, on=None):
        """With `hosts`: those of a day, or all when none is given."""
        hostings = (Hosting.objects.current(on) if on else Hosting.objects.by_start()).select_related(
            "organisation__parent"
        )
        return self.prefetch_related(Prefetch("hostings", hostings, to_attr="hosts"))


class Office(Period):
    name = models.CharField(max_length=100)
    address = models.TextField(blank=True, help_text=_("Shown to the public."))
    city = models.CharField(max_length=100, blank=True)
    country = CountryField(blank=True)
    phone = models.CharField(max_length=60, blank=True)
    fax = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True, help_text=_("Shown to the public."))
    order = models.PositiveSmallIntegerField(default=0)
    search_text = SearchTextField("name", "city", "address")

    objects = OfficeQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name

    @property
    def place(self):
        """Its city and country, as far as the address does not say them."""
        names = (self.city, country_name(self.country))
        return ", ".join(name for name in names if name and name not in self.address)


class Hosting(Period):
    """An organisation that hosts an office for a time."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="hostings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="hostings")
    note = models.CharField(max_length=300, blank=True)

    class Meta(Period.Meta):
        ordering = [F("start").asc(nulls_first=True), "pk"]
        verbose_name = _("host")

    def __str__(self):
        return f"{self.organisation} {self.period}".strip()


class Appointment(Period):
    """A person’s post in the secretariat."""

    class Category(models.TextChoices):
        STAFF = "staff", _("Staff")
        SECONDED = "seconded", _("Seconded")
        INTERN = "intern", _("Intern")
        VOLUNTEER = "volunteer", _("Volunteer")

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="appointments")
    category = models.CharField(max_length=10, choices=Category, default=Category.STAFF)
    title = models.CharField(max_length=150, blank=True)
    programme = models.CharField(max_length=150, blank=True, help_text=_("Of a secondment or internship, for example."))
    order = models.PositiveSmallIntegerField(default=0)
    search_text = SearchTextField("title", "programme")

    class Meta(Period.Meta):
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.person}, {self.title or self.get_category_display()} {self.period}".strip()


class Affiliation(Period):
    """The network’s own membership of another network."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="affiliations")
    note = models.CharField(max_length=300, blank=True)

    class Meta(Period.Meta):
        ordering = [F("start").asc(nulls_first=True), "pk"]
        verbose_name = _("membership of another network")
        verbose_name_plural = _("memberships of other networks")

    def __str__(self):
        return f"{self.organisation} {self.period}".strip()
