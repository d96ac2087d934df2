"""People, who decide how they are named."""

from functools import cache

from django.db import connection, models, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from core.consent import Consenting
from core.dates import span
from core.derived import DerivedField
from core.l10n.collation import SortKeyField
from core.permanence import Kept
from core.photos import Photo
from core.publishing import PublishedQuerySet
from core.richtext import RichTextField
from core.text.search import SearchTextField
from members.honorifics import initials, name_key


class PersonQuerySet(models.QuerySet):
    def protected(self):
        """Those who do not want their full name shown."""
        return self.exclude(naming=Person.Naming.FULL)

    def with_full_labels(self):
        """With what tells namesakes apart, for `full_label`: the organisation, and when they served; in one query."""
        return self.select_related("affiliation").annotate(
            hired=served("appointments", "start"),
            left=served("appointments", "-end"),
            elected=served("terms", "start"),
            resigned=served("terms", "-end"),
        )

    def withholding(self):
        """Those whose names are withheld wherever they stand; of one whom no record uses, `names_of` leaves out the
        name that somebody has who is named in full."""
        return self.protected().annotate(
            is_used=is_used(), is_of_another=named_in_full("name_key"), script_is_of_another=named_in_full("script_key")
        )


def withheld_people():
    """All of `withholding()`. Every save and every page asks for them, and building the question takes Django ten
    times as long as the database takes to answer: it is built once."""
    return list(Person.objects.raw(*withholding_sql(connection.vendor)))


@cache
def withholding_sql(vendor):
    return Person.objects.withholding().query.sql_with_params()


def named_in_full(key):
    """Whether somebody is named in full by a name of this key."""
    same = Q(name_key=OuterRef(key)) | Q(script_key=OuterRef(key), script_key__gt="")
    return Q(Exists(Person.objects.filter(same, naming=Person.Naming.FULL)))


class NameKeyField(DerivedField, models.CharField):
    """A name as it is compared with others, to find namesakes."""

    def __init__(self, *sources, **kwargs):
        super().__init__(*sources, **{"max_length": 250, "db_index": True, **kwargs})

    def derived(self, record):
        return " ".join(name_key(getattr(record, name) or "") for name in self.sources)[:250]


def served(relation, order):
    """The first start, or the last end, of a person’s appointments or terms."""
    by = F(order.strip("-"))
    rows = Person._meta.get_field(relation).related_model._base_manager.filter(person=OuterRef("pk"))
    return Subquery(
        rows.order_by(by.desc(nulls_last=True) if order[0] == "-" else by.asc(nulls_last=True)).values(by.name)[:1]
    )


def is_used():
    """Whether any record names the person; a portrait is the person’s own."""
    relations = [one for one in Person._meta.related_objects if one.one_to_many]
    queries = [one.related_model._base_manager.filter(**{one.field.name: OuterRef("pk")}) for one in relations]
    return Q(*map(Exists, queries), _connector=Q.OR)


class Person(Consenting, Kept):
    class Naming(models.TextChoices):
        FULL = "full", _("Full name")
        INITIALS = "initials", _("Initials only")
        WITHHELD = "withheld", _("Name withheld")

    honorific = models.CharField(max_length=40, blank=True, help_text=_("Ms., Dr., H.E."))
    name = models.CharField(
        max_length=120, help_text=_("The full name, for the secretariat; the public sees what “Naming” allows.")
    )
    name_in_script = models.CharField(_("name in own script"), max_length=120, blank=True)
    naming = models.CharField(
        max_length=10,
        choices=Naming,
        default=Naming.WITHHELD,
        help_text=_("The person’s own decision. It holds on every page, in every feed and in print."),
    )
    affiliation = models.ForeignKey(
        "members.Organisation", models.PROTECT, null=True, blank=True, related_name="people"
    )
    position = models.CharField(max_length=200, blank=True)
    biography = RichTextField(help_text=_("Shown to the public only with the full name."))
    private_email = models.EmailField(blank=True, help_text=_("Never shown to the public."))
    private_notes = models.TextField(blank=True, help_text=_("Never shown to the public."))

    search_text = SearchTextField("honorific", "name", "name_in_script")  # whatever is protected: for the admin alone
    sort_key = SortKeyField("name")
    name_key = NameKeyField("name")
    script_key = NameKeyField("name_in_script")

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name_plural = _("people")
        permissions = [
            ("view_withheld_names", "Can read names that are withheld from the public"),
            ("view_drafts", "Can see drafts on the public pages"),
        ]

    def __str__(self):
        return self.name

    @property
    def full_label(self):
        """For the secretariat, of `with_full_labels`: “Zarni Tester (MAP Foundation, Coordinator; 2008 – 2014)”."""
        served = vars(self)  # without `with_full_labels` nothing is asked for it
        office = span(served["hired"], served["left"], to="to") if served.get("hired") else ""
        seat = span(served["elected"], served["resigned"], to="to") if served.get("elected") else ""
        times = (
            _("in the secretariat %(period)s") % {"period": office} if office else "",
            _("on the committee %(period)s") % {"period": seat} if seat else "",
        )
        facts = "; ".join(filter(None, (str(self.affiliation or ""), self.position, *times)))
        return f"{self.name} ({facts})" if facts else self.name

    @transaction.atomic
    def save(self, *args, **kwargs):
        from members.addresses import give_others  # which asks this model

        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new and self.naming != self.Naming.FULL:  # of one that is stored, `core.consent` asks first
            give_others(self)

    @property
    def is_protected(self):
        return self.naming != self.Naming.FULL

    @property
    def allowed(self):
        return self.Naming(self.naming).label.lower()  # said of a person thousands of times, where a text is long

    def allows_less_than(self, before):
        """A stricter naming; or another name to protect, which may have been printed as anybody's."""
        if before is None:
            return self.naming != self.Naming.FULL
        order = list(self.Naming)
        if order.index(self.naming) > order.index(before.naming):
            return True
        renamed = (self.name, self.name_in_script) != (before.name, before.name_in_script)
        return renamed and self.naming != self.Naming.FULL

    @property
    def public_name(self):
        """The name as the person allows it."""
        match self.naming:
            case self.Naming.FULL:
                return self.name
            case self.Naming.INITIALS:
                return initials(self.name) or str(self.Naming.WITHHELD.label)
        return str(self.Naming.WITHHELD.label)

    @property
    def is_named(self):
        return self.public_name != self.Naming.WITHHELD.label

    @property
    def formal_name(self):
        """The full name with its honorific: “Mr. Sokchar Mom”. Others have none: it tells the sex."""
        if self.naming != self.Naming.FULL:
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
