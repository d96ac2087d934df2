"""Organisations, their names, and who is a member of the network."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse

from core.countries import CountryField, region_order
from core.dates import TO_DATE
from core.languages import LanguageField
from core.periods import Period, PeriodQuerySet
from core.photos import Photo
from core.publishing import Publishable, PublishedQuerySet
from core.richtext import RichTextField
from members.parties import Party


class OrganisationQuerySet(PublishedQuerySet):
    def members(self, on=None, **facts):
        """The members of the network on a day; `facts` narrow the membership itself (category="associate")."""
        return self.filter(Exists(Membership.objects.current(on).filter(organisation=OuterRef("pk"), **facts)))

    def for_directory(self):
        """With what a line of the members' list shows."""
        return self.select_related("parent").prefetch_related(
            Prefetch(
                "names", OrganisationName.objects.filter(kind=OrganisationName.Kind.FORMER), to_attr="former_names"
            ),
            Prefetch("memberships", Membership.objects.by_start()),
        )

    def for_page(self, user):
        """With what an organisation’s own page shows of this floor."""
        return self.select_related("parent__parent", "logo").prefetch_related(
            "names",
            Prefetch("parts", Organisation.objects.visible_to(user)),
            Prefetch("memberships", Membership.objects.by_start()),
        )


class Organisation(Publishable):
    """Any body: a member, partner, funder, host or outlet."""

    class Kind(models.TextChoices):
        NGO = "ngo", "Non-governmental organisation"
        GRASSROOTS = "grassroots", "Grassroots group"
        UNION = "union", "Trade union"
        UNIVERSITY = "university", "University"
        RESEARCH = "research", "Research institute"
        CHURCH = "church", "Church body"
        NETWORK = "network", "Network"
        DONOR = "donor", "Donor"
        INTERGOVERNMENTAL = "intergovernmental", "Intergovernmental organisation"
        GOVERNMENT = "government", "Government body"
        MEDIA = "media", "Media"
        BUSINESS = "business", "Company"

    name = models.CharField(max_length=200, help_text="As the organisation writes it itself. Shown to the public.")
    acronym = models.CharField(max_length=30, blank=True)
    slug = models.SlugField(
        max_length=120, unique=True, help_text="The page’s address. It stays when the name changes."
    )
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="A faculty’s university, for example.",
    )
    country = CountryField(blank=True, help_text="Regional for a body that works across the region.")
    city = models.CharField(max_length=100, blank=True)
    website = models.URLField(blank=True)
    about = RichTextField(help_text="Shown to the public.")
    contact_name = models.CharField(max_length=120, blank=True, help_text="Never shown to the public.")
    contact_email = models.EmailField(blank=True, help_text="Never shown to the public.")
    contact_phone = models.CharField(max_length=60, blank=True, help_text="Never shown to the public.")
    private_notes = models.TextField(blank=True, help_text="Never shown to the public.")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["country", "name"])]

    def __str__(self):
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    def get_absolute_url(self):
        return reverse("members:detail", args=[self.slug])

    @property
    def full_name(self):
        """With the published body it belongs to: “Faculty of Social Sciences, National University of Laos”."""
        if not self.parent_id or not self.parent.is_published or self.parent.name in self.name:
            return self.name
        return f"{self.name}, {self.parent.name}"

    @property
    def directory_order(self):
        """Where it stands in a list of members: by country in the network’s order, then by name."""
        return region_order(self.country), self.name.removeprefix("The ").casefold()

    def joined_in(self, year):
        return any(membership.start and membership.start.year == year for membership in self.memberships.all())

    def clean(self):
        super().clean()
        above, seen = self.parent, {self.pk}
        while above:
            if above.pk in seen:
                raise ValidationError(
                    {"parent": f"{above} is already part of this organisation. Choose another parent."}
                )
            seen.add(above.pk)
            above = above.parent


class Logo(Photo):
    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="logo")


class OrganisationName(Period):
    """Another name an organisation has, or had."""

    class Kind(models.TextChoices):
        FORMER = "former", "Former name"
        VARIANT = "variant", "Variant or other spelling"
        TRANSLATION = "translation", "Translation"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    acronym = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.VARIANT)
    language = LanguageField(blank=True)
    note = models.CharField(
        max_length=200, blank=True, help_text="Where the name was found. Never shown to the public."
    )

    class Meta(Period.Meta):
        ordering = ["kind", "name"]

    def __str__(self):
        return self.name


class MembershipQuerySet(PeriodQuerySet):
    def of_persons(self):
        return self.filter(person__isnull=False).select_related("person")

    def told(self):
        """Of published organisations and of persons, who are named as each allows."""
        known = Q(person__isnull=False) | Q(organisation__in=Organisation.objects.published())
        return self.filter(known).select_related("organisation", "person")


class Membership(Party, Period):
    """An organisation’s (or, as an associate, a person’s) membership of the network."""

    class Category(models.TextChoices):
        FULL = "full", "Full member"
        ASSOCIATE = "associate", "Associate member"

    category = models.CharField(max_length=10, choices=Category, default=Category.FULL)
    founding = models.BooleanField("founding member", default=False)
    note = models.CharField(max_length=300, blank=True)

    one_per = ("organisation", "category")
    rival_message = (
        "This organisation is already a member of this category then (%(rival)s). End one before the other begins."
    )

    objects = MembershipQuerySet.as_manager()

    class Meta(Party.Meta, Period.Meta):
        constraints = [
            *Party.Meta.constraints,
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "category"],
                condition=Q(end=TO_DATE.iso),
                name="members_one_membership_to_date",
                violation_error_message="This organisation already has such a membership to date. End it first.",
            ),
        ]

    def __str__(self):
        return f"{self.organisation or self.person} {self.period}".strip()

    def clean(self):
        super().clean()
        if self.person_id and self.category == self.Category.FULL:
            raise ValidationError({"category": "A person can be an associate member only."})
