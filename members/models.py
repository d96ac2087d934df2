from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
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

    def members_during(self, first, last):
        return self.filter(Exists(Membership.objects.overlapping(first, last).filter(organisation=OuterRef("pk"))))

    def named(self, text):
        """Found by any name or acronym, former ones too."""
        return self.filter(
            Q(name__icontains=text) | Q(acronym__icontains=text) | Q(names__name__icontains=text)
        ).distinct()

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
            Prefetch("terms", Term.objects.with_people().by_start()),
            Prefetch("hostings", Hosting.objects.by_start().select_related("office")),
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


class PersonQuerySet(models.QuerySet):
    def protected(self):
        """Those who do not want their full name shown."""
        return self.exclude(naming=Person.Naming.FULL)


class Person(models.Model):
    class Naming(models.TextChoices):
        FULL = "full", "Full name"
        INITIALS = "initials", "Initials only"
        WITHHELD = "withheld", "Name withheld"

    honorific = models.CharField(max_length=40, blank=True, help_text="Ms., Dr., H.E.")
    name = models.CharField(
        max_length=120, help_text="The full name, for the secretariat; the public sees what “Naming” allows."
    )
    name_in_script = models.CharField("name in own script", max_length=120, blank=True)
    naming = models.CharField(
        max_length=10,
        choices=Naming,
        default=Naming.WITHHELD,
        help_text="The person’s own decision. It holds on every page, in every feed and in print.",
    )
    affiliation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="people")
    position = models.CharField(max_length=200, blank=True)
    biography = RichTextField(help_text="Shown to the public only with the full name.")
    private_email = models.EmailField(blank=True, help_text="Never shown to the public.")
    private_notes = models.TextField(blank=True, help_text="Never shown to the public.")

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self):
        return self.name

    @property
    def public_name(self):
        """The name as the person allows it."""
        match self.naming:
            case self.Naming.FULL:
                return self.name
            case self.Naming.INITIALS:
                return " ".join(f"{word[0]}." for word in self.name.replace("-", " ").split())
        return "Name withheld"

    @property
    def formal_name(self):
        """The public name with its honorific: “Mr. Sokchar Mom”."""
        if self.naming == self.Naming.WITHHELD:
            return self.public_name
        return f"{self.honorific} {self.public_name}".strip()

    @property
    def public_portrait(self):
        """The published portrait of a person who is shown by the full name; else nothing."""
        portrait = getattr(self, "portrait", None)
        return portrait if portrait and portrait.is_published and self.naming == self.Naming.FULL else None


class PortraitQuerySet(PublishedQuerySet):
    def published(self):
        """A face is a name: only of those who show their full name."""
        return super().published().filter(person__naming=Person.Naming.FULL)


class Portrait(Photo):
    person = models.OneToOneField(Person, models.CASCADE, related_name="portrait")

    objects = PortraitQuerySet.as_manager()


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


class Committee(Period):
    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    about = RichTextField()

    class Meta(Period.Meta):
        ordering = ["name"]

    def __str__(self):
        return self.name


class SeatQuerySet(PeriodQuerySet):
    def with_holders(self, on):
        """Each seat with `held`: the terms that run on a day. An empty list is a vacant seat."""
        return self.prefetch_related(Prefetch("terms", Term.objects.current(on).with_people(on), to_attr="held"))


class Seat(Period):
    """A seat of a committee. It stands for a constituency, which is not always a country."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="seats")
    constituency = models.CharField(
        max_length=200, help_text="Whom the seat speaks for: “Burmese communities in Thailand”."
    )
    voting = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = SeatQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["order", "pk"]

    def __str__(self):
        return self.constituency


class TermQuerySet(PeriodQuerySet):
    def with_people(self, on=None):
        """With all that a committee page shows of a term; `chairs` holds those chairings that run on the day."""
        chairings = Chairing.objects.current(on) if on else Chairing.objects.by_start()
        return self.select_related(
            "seat", "person", "person__portrait", "on_behalf_of", "on_behalf_of__parent"
        ).prefetch_related(Prefetch("chairings", chairings, to_attr="chairs"))


class Term(Period):
    """One person’s service in a seat."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="terms")
    person = models.ForeignKey(Person, models.PROTECT, related_name="terms")
    on_behalf_of = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="terms")
    role = models.CharField(max_length=120, blank=True, help_text="Only where it differs: “Regional Coordinator”.")
    note = models.CharField(max_length=400, blank=True, help_text="Shown to the public and printed in the report.")

    one_per = ("seat",)
    rival_message = (
        "This seat is held by someone else on a day of this term (%(rival)s). "
        "End that term the day before this one starts."
    )

    objects = TermQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["seat__order", F("start").asc(nulls_first=True), "pk"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(end=TO_DATE.iso),
                name="members_one_term_to_date",
                violation_error_message="This seat is held to date by someone else. End that term first.",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.seat} {self.period}".strip()


class Chairing(Period):
    """A time in which the holder of a term chairs the committee."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="chairings")
    note = models.CharField(max_length=300, blank=True)

    one_per = ("term__seat__committee",)
    rival_message = "Someone else is chairperson on a day of this period (%(rival)s). End that period first."

    class Meta(Period.Meta):
        ordering = [F("start").asc(nulls_first=True), "pk"]
        verbose_name = "chairperson"
        verbose_name_plural = "chairpersons"

    def __str__(self):
        return f"{self.term.person} {self.period}".strip()


class OfficeQuerySet(PeriodQuerySet):
    def with_hosts(self, on=None):
        """With `hosts`: those of a day, or all when none is given."""
        hostings = (Hosting.objects.current(on) if on else Hosting.objects.by_start()).select_related(
            "organisation__parent"
        )
        return self.prefetch_related(Prefetch("hostings", hostings, to_attr="hosts"))


class Office(Period):
    name = models.CharField(max_length=100)
    address = models.TextField(blank=True, help_text="Shown to the public.")
    city = models.CharField(max_length=100, blank=True)
    country = CountryField(blank=True)
    phone = models.CharField(max_length=60, blank=True)
    fax = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True, help_text="Shown to the public.")
    order = models.PositiveSmallIntegerField(default=0)

    objects = OfficeQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name


class Hosting(Period):
    """An organisation that hosts an office for a time."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="hostings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="hostings")
    note = models.CharField(max_length=300, blank=True)

    class Meta(Period.Meta):
        ordering = [F("start").asc(nulls_first=True), "pk"]
        verbose_name = "host"

    def __str__(self):
        return f"{self.organisation} {self.period}".strip()


class Appointment(Period):
    """A person’s post in the secretariat."""

    class Category(models.TextChoices):
        STAFF = "staff", "Staff"
        SECONDED = "seconded", "Seconded"
        INTERN = "intern", "Intern"
        VOLUNTEER = "volunteer", "Volunteer"

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="appointments")
    category = models.CharField(max_length=10, choices=Category, default=Category.STAFF)
    title = models.CharField(max_length=150, blank=True)
    programme = models.CharField(max_length=150, blank=True, help_text="Of a secondment or internship, for example.")
    order = models.PositiveSmallIntegerField(default=0)

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
        verbose_name = "membership of another network"
        verbose_name_plural = "memberships of other networks"

    def __str__(self):
        return f"{self.organisation} {self.period}".strip()
