from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Substr
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core.http.reversing import address
from core.l10n.collation import SortKeyField
from core.l10n.countries import CountryField
from core.periods import Period, PeriodQuerySet
from core.permanence import Record
from core.photos import Photo
from core.publishing import Publishable, PublishedQuerySet, visible
from core.quantities import Quantity
from core.richtext import RichTextField
from core.text.search import SearchTextField
from core.text.slugs import AddressField
from members.models import Addressed, NamelessAddress, Organisation
from members.parties import Party, PartyQuerySet


class PublishedPeriodQuerySet(PublishedQuerySet, PeriodQuerySet):
    pass


class AreaOfWork(NamelessAddress, Record):
    """One of the areas the network works in; each holds projects."""

    name = models.CharField(max_length=120)
    slug = AddressField(source="name", unique=True)
    summary = RichTextField()
    order = models.PositiveSmallIntegerField(default=0)
    search_text = SearchTextField("name")

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("area of work")
        verbose_name_plural = _("areas of work")

    def __str__(self):
        return self.name


class ProjectQuerySet(PublishedPeriodQuerySet):
    def for_directory(self):
        return self.select_related("area").order_by(
            "area__order", "area_id", F("number").asc(nulls_last=True), "sort_key"
        )

    def for_page(self, user):
        """With all that a project’s page shows from this app, as far as `user` may see it."""
        return self.select_related("area").prefetch_related(
            Prefetch("continues", Project.objects.visible_to(user)),
            Prefetch("continued_by", Project.objects.visible_to(user)),
            Prefetch("activities", Activity.objects.visible_to(user).newest_first().with_parts()),
            Prefetch("partners", Partner.objects.visible_to(user).select_related("organisation__parent", "person")),
            Prefetch("grants", Grant.objects.visible_to(user).select_related("funder__parent")),
        )


class Project(Addressed, Publishable, Period):
    """A theme of the network’s work, numbered as its report numbers it."""

    area = models.ForeignKey(AreaOfWork, models.PROTECT, related_name="projects")
    number = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("As the report numbers it."))
    title = models.CharField(max_length=200)
    acronym = models.CharField(max_length=30, blank=True)
    slug = AddressField(
        max_length=120,
        unique=True,
        help_text=_("The page’s address; made of the title where you leave it empty. It stays when the title changes."),
    )
    summary = RichTextField(help_text=_("What the project is about, whatever the year. Shown to the public."))
    website = models.URLField(blank=True)
    continues = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="continued_by")
    private_notes = models.TextField(blank=True, help_text=_("Never shown to the public."))
    search_text = SearchTextField("title", "acronym")
    sort_key = SortKeyField("title")

    objects = ProjectQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["area__order", "number", "sort_key"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address("projects:detail", self.slug)


class ActivityQuerySet(PublishedPeriodQuerySet):
    def newest_first(self):
        """The newest year first; within a year in the order of its telling."""
        return self.order_by(Substr("start", 1, 4).desc(nulls_last=True), "order", "pk")

    def with_parts(self):
        """With its figures, recommendations and published photos: what a page or a chapter prints."""
        return self.prefetch_related(
            "figures",
            "recommendations",
            Prefetch("photos", ActivityPhoto.objects.published(), to_attr="public_photos"),
        )


class Activity(Publishable, Period):
    """What a project did in one reporting period."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="activities")
    heading = models.CharField(max_length=200, blank=True)
    text = RichTextField(help_text=_("Shown to the public and printed in the report."))
    order = models.PositiveSmallIntegerField(default=0)
    search_text = SearchTextField("heading", "text")

    objects = ActivityQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["project", F("start").asc(nulls_first=True), "order", "pk"]
        verbose_name_plural = _("activities")

    def __str__(self):
        return (
            f"{self.heading or self.project.title}, {self.period}"
            if self.period
            else self.heading or self.project.title
        )

    @property
    def anchor(self):
        """Its place on the project’s page."""
        return slugify(f"{self.heading or f'activity {self.order}'} {self.start.year if self.start else ''}")

    def get_absolute_url(self):
        return f"{self.project.get_absolute_url()}#{self.anchor}"


class ActivityPhoto(Photo):
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="photos")


class Figure(Quantity):
    """A number an activity reports: 24 participants, about 117 terms."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="figures")
    source = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    seen_with = "activity"

    class Meta(Quantity.Meta):
        ordering = ["order", "pk"]


class PartnerQuerySet(PartyQuerySet):
    def visible_to(self, user):
        return super().visible_to(user).filter(visible(Partner._meta.get_field("project"), user))


class Partner(Party):
    """An organisation or a person working in a project."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="partners")
    role = models.CharField(max_length=200, blank=True, help_text=_("What they did: “interviews in Banteay Meanchey”."))
    country = CountryField(
        blank=True, help_text=_("Where they worked in this project, if it is not their own country.")
    )
    order = models.PositiveSmallIntegerField(default=0)
    search_text = SearchTextField("role")

    seen_with = "project"

    objects = PartnerQuerySet.as_manager()

    class Meta(Party.Meta):
        ordering = ["order", "pk"]


class GrantQuerySet(PeriodQuerySet):
    def visible_to(self, user):
        """Those for a project that may be seen, and general support; of funders that may be seen."""
        funder, project = map(Grant._meta.get_field, ("funder", "project"))
        return self.filter(visible(funder, user), Q(project=None) | visible(project, user))

    def for_acknowledgements(self, first, last):
        """With `tells_project`: whether its project may be told."""
        return (
            self.overlapping(first, last)
            .select_related("funder__parent", "project")
            .annotate(tells_project=Project.in_force("project__") & Q(project__status=Project.Status.PUBLISHED))
            .order_by("order", "funder__sort_key", "pk")
        )


class Grant(Period):
    """What a funder supports: a project, or the network as a whole."""

    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="grants")
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="grants", help_text=_("Empty for general support.")
    )
    purpose = models.CharField(max_length=200, blank=True, help_text=_("Shown to the public."))
    amount = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text=_("Never shown to the public.")
    )
    currency = models.CharField(max_length=3, blank=True, help_text=_("Never shown to the public."))
    order = models.PositiveSmallIntegerField(default=0)
    search_text = SearchTextField("purpose")

    seen_with = "project"

    objects = GrantQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.funder}: {self.project or 'general support'}"


class Recommendation(Record):
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="recommendations")
    addressee = models.CharField(max_length=120, blank=True, help_text=_("Governments, investors, a ministry."))
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    taken_up = models.CharField(_("where it was taken up"), max_length=300, blank=True)
    search_text = SearchTextField("text", "addressee", "taken_up")

    seen_with = "activity"

    class Meta:
        ordering = ["activity", "pk"]

    def __str__(self):
        return f"{self.number}. {self.text}"
