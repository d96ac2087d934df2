"""Organisations, their names, and who is a member of the network."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import TO_DATE
from core.http.reversing import address
from core.l10n.collation import SortKeyField
from core.l10n.countries import CountryField, country_order
from core.l10n.languages import LanguageField
from core.periods import OPEN, Period, PeriodQuerySet
from core.permanence import NOT_IN_ERROR
from core.photos import Photo
from core.publishing import Publishable, PublishedQuerySet, visible
from core.relations import is_chosen
from core.richtext import RichTextField
from core.text.openings import OpeningField
from core.text.search import SearchTextField
from core.text.slugs import AddressField
from members.models.addresses import Addressed
from members.parties import Party

# What the relations of this app and of later ones make of an organisation that is no member.
ROLES = {
    "network": _("The network itself"),
    "grants": _("Funder"),
    "funded_publications": _("Supporter of publications"),
    "partners": _("Project partner"),
    "hostings": _("Host of the secretariat"),
    "organised": _("Organiser of events"),
    "participations": _("Participant in events"),
    "published_publications": _("Publisher"),
    "authorships": _("Author"),
    "affiliations": _("Network it belongs to"),
}


def seen_by(user, model):
    """The records of a kind that a reader may see; those that have no drafts are seen by all."""
    records = model._default_manager.all()
    return records.visible_to(user) if hasattr(records, "visible_to") else records


class OrganisationQuerySet(PublishedQuerySet):
    def members(self, on=None, **category):
        """The members of the network on a day (today when none is given), of a category where one is given."""
        running = Membership.objects.running(on or timezone.localdate())
        return self.filter(Exists(running.filter(organisation=OuterRef("pk"), **category)))

    def set_has_membership(self):
        """Put right which of these are or were members; what is right already is not written."""
        known = Exists(Membership.objects.filter(organisation=OuterRef("pk")))
        self.filter(known, has_membership=False).update(has_membership=True)
        self.filter(~known, has_membership=True).update(has_membership=False)

    def with_roles(self, user):
        """With `roles` of each: what it is to the network, as far as `user` may see the records that say so."""
        relations = {name: self.model._meta.get_field(name) for name in ROLES}
        return self.annotate(
            **{
                f"as_{name}": Exists(seen_by(user, one.related_model).filter(**{one.field.name: OuterRef("pk")}))
                for name, one in relations.items()
            }
        )

    def by_country(self, codes, day):
        """In the network’s order of the countries in `codes`, the only ones that these have; by the names of a day."""
        places = [When(country=code, then=place) for place, code in enumerate(sorted(codes, key=country_order))]
        name = F("sort_key")
        if day < timezone.localdate():
            borne = OrganisationName.objects.borne(day).filter(organisation=OuterRef("pk"))
            name = Coalesce(Subquery(borne.values("sort_key")[:1]), name)
        return self.order_by(Case(*places, default=len(places)), name, "pk")

    def for_directory(self):
        """With what a line of the members' list shows."""
        return self.select_related("parent")

    def with_memberships(self):
        return self.prefetch_related(Prefetch("memberships", Membership.objects.by_start()))

    def for_page(self, user):
        """With what an organisation’s own page shows of this app."""
        return (
            self.with_memberships()
            .select_related("parent__parent", "logo")
            .prefetch_related("names", Prefetch("parts", Organisation.objects.visible_to(user)))
        )


class Organisation(Addressed, Publishable):
    """Any body: a member, partner, funder, host or outlet."""

    class Kind(models.TextChoices):
        NGO = "ngo", _("Non-governmental organisation")
        GRASSROOTS = "grassroots", _("Grassroots group")
        UNION = "union", _("Trade union")
        UNIVERSITY = "university", _("University")
        RESEARCH = "research", _("Research institute")
        CHURCH = "church", _("Church body")
        NETWORK = "network", _("Network")
        DONOR = "donor", _("Donor")
        INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organisation")
        GOVERNMENT = "government", _("Government body")
        MEDIA = "media", _("Media")
        BUSINESS = "business", _("Company")

    name = models.CharField(max_length=200, help_text=_("As the organisation writes it itself. Shown to the public."))
    acronym = models.CharField(max_length=30, blank=True)
    slug = AddressField(
        source="name",
        max_length=120,
        unique=True,
        help_text=_("The page’s address; made of the name where you leave it empty. It stays when the name changes."),
    )
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text=_("A faculty’s university, for example."),
    )
    country = CountryField(blank=True, help_text=_("Regional for a body that works across the region."))
    city = models.CharField(max_length=100, blank=True)
    website = models.URLField(blank=True)
    about = RichTextField(help_text=_("Shown to the public."))
    contact_name = models.CharField(max_length=120, blank=True, help_text=_("Never shown to the public."))
    contact_email = models.EmailField(blank=True, help_text=_("Never shown to the public."))
    contact_phone = models.CharField(max_length=60, blank=True, help_text=_("Never shown to the public."))
    private_notes = models.TextField(blank=True, help_text=_("Never shown to the public."))

    has_membership = models.BooleanField(default=False, editable=False, db_index=True)  # now or ever; `Membership` says
    search_text = SearchTextField("name", "acronym", "city")
    sort_key = SortKeyField("name")
    opening = OpeningField("name")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["country", "sort_key"]), models.Index(fields=["status", "sort_key"])]

    def __str__(self):
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    def get_absolute_url(self):
        """Among the members for those that are or were one, even for a day; else among the organisations."""
        return address("members:detail" if self.has_membership else "members:organisation", self.slug)

    @property
    def public_parent(self):
        return self.parent if self.parent_id and self.parent.is_published else None

    @property
    def full_name(self):
        """With the published body it belongs to: “Faculty of Social Sciences, National University of Laos”."""
        return self.within(self.name, self.public_parent.name) if self.public_parent else self.name

    @staticmethod
    def within(name, above):
        return name if above in name else f"{name}, {above}"

    @property
    def roles(self):
        """What it is to the network: [(key, in words)]; of one that was read `with_roles`."""
        return [(name, label) for name, label in ROLES.items() if getattr(self, f"as_{name}", False)]

    def clean(self):
        super().clean()
        above, seen = self.parent, [self]
        while above:
            if above in seen:
                words = _("%(organisation)s is already part of this organisation. Choose another parent.")
                raise ValidationError({"parent": words % {"organisation": above}})
            seen.append(above)
            above = above.parent


class Logo(Photo):
    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="logo")


class OrganisationNameQuerySet(PeriodQuerySet):
    def former(self):
        """The first to end first; before them those of which nobody knows when."""
        return self.filter(kind=OrganisationName.Kind.FORMER).order_by(F("end").asc(nulls_first=True), "pk")

    def borne(self, day):
        """The former names of a day, as far as it is known until when each was borne."""
        return self.former().current(day).exclude(OPEN)


class OrganisationName(Period):
    """Another name an organisation has, or had."""

    class Kind(models.TextChoices):
        FORMER = "former", _("Former name")
        VARIANT = "variant", _("Variant or other spelling")
        TRANSLATION = "translation", _("Translation")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    acronym = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.VARIANT)
    language = LanguageField(blank=True)
    note = models.CharField(
        max_length=200, blank=True, help_text=_("Where the name was found. Never shown to the public.")
    )

    search_text = SearchTextField("name", "acronym")
    sort_key = SortKeyField("name")
    opening = OpeningField("name")

    seen_with = "organisation"

    objects = OrganisationNameQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["kind", "sort_key"]

    def __str__(self):
        return self.name


class MembershipQuerySet(PeriodQuerySet):
    def of_persons(self):
        return self.filter(person__isnull=False).select_related("person")

    def joined_in(self, year, organisations):
        """The keys of those of some organisations that joined in a year."""
        these = self.filter(organisation__in=[one.pk for one in organisations], start__startswith=f"{year:04}")
        return set(these.order_by().values_list("organisation", flat=True))

    def of_organisations(self, user):
        """Of the organisations that somebody may see."""
        return self.filter(visible(Membership._meta.get_field("organisation"), user))

    def included(self):
        """Of published organisations and of persons, who are named as each allows."""
        known = Q(person__isnull=False) | Q(organisation__in=Organisation.objects.published())
        return self.filter(known).select_related("organisation", "person")


class Membership(Party, Period):
    """An organisation’s (or, as an associate, a person’s) membership of the network."""

    class Category(models.TextChoices):
        FULL = "full", _("Full member")
        ASSOCIATE = "associate", _("Associate member")

    category = models.CharField(max_length=10, choices=Category, default=Category.FULL)
    founding = models.BooleanField(_("founding member"), default=False)
    note = models.CharField(max_length=300, blank=True)

    one_per = ("organisation", "category")
    overlap_message = _(
        "This organisation is already a member of this category then (%(overlap)s). End one before the other begins."
    )

    seen_with = "organisation"

    objects = MembershipQuerySet.as_manager()

    class Meta(Party.Meta, Period.Meta):
        constraints = [
            *Party.Meta.constraints,
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "category"],
                condition=Q(end=TO_DATE.iso) & NOT_IN_ERROR,
                name="members_one_membership_to_date",
                violation_error_message=_("This organisation already has such a membership to date. End it first."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation or self.person} {self.period}".strip()

    def clean(self):
        super().clean()
        if is_chosen(self, "person") and self.category == self.Category.FULL:
            raise ValidationError({"category": _("A person can be an associate member only.")})


@receiver([post_save, post_delete], sender=Membership, dispatch_uid="has_membership")
def mark_members(sender, **kwargs):
    """Where an organisation's page stands follows its memberships, however they are saved or deleted."""
    Organisation.objects.set_has_membership()
