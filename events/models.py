from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Coalesce, Substr
from django.urls import reverse
from django.utils import timezone

from core.countries import CountryField, country_name
from core.dates import PartialDate, PartialDateField, span
from core.periods import containing, not_after, not_before
from core.photos import Photo
from core.publishing import Publishable, PublishedQuerySet
from core.quantities import Quantity
from core.richtext import RichTextField
from members.models import Organisation
from members.parties import Party, PartyQuerySet
from projects.models import Activity, Project


class EventQuerySet(PublishedQuerySet):
    def in_year(self, year):
        return self.filter(start__startswith=f"{year:04}")

    def within(self, first, last):
        """Events that start from `first` to `last`, as far as their dates are written."""
        return self.filter(not_before("start", first), not_after("start", last))

    def chronological(self):
        """As a calendar lists them; an event known to the month alone stands before the month’s days."""
        return self.order_by("start", Coalesce("end", "start"), F("parent").asc(nulls_first=True), "pk")

    def newest_first(self):
        return self.order_by("-start", Coalesce("end", "start").desc(), "-pk")

    def upcoming(self, on=None):
        """What has not surely ended before a day (today when none is given)."""
        on = on or timezone.localdate()
        last = Coalesce("end", "start")
        return self.alias(last=last).filter(Q(last__gte=on) | Q(last__in=containing(on)))

    def with_organisers(self):
        return self.prefetch_related("organisers__organisation__parent")

    def nested(self):
        """Those that stand by themselves in this list, each with its `parts`: its children that are listed too.

        One level deep: a part of a part stands by itself, so that no event is lost however deep they nest.
        """
        by_itself = Q(parent=None) | Q(parent__parent__isnull=False) | ~Q(parent__in=self.order_by().values("pk"))
        parts = self.filter(parent__parent=None).chronological()
        return self.filter(by_itself).prefetch_related(Prefetch("children", parts, to_attr="parts"))

    def for_page(self, user):
        """With all that an event’s page shows from this floor, as far as `user` may see it."""
        return self.prefetch_related(
            Prefetch("parent", Event.objects.visible_to(user)),
            Prefetch("children", Event.objects.visible_to(user).chronological()),
            Prefetch("project", Project.objects.visible_to(user)),
            Prefetch("activity", Activity.objects.visible_to(user).select_related("project")),
            Prefetch("organisers", Organiser.objects.visible_to(user).select_related("organisation__parent")),
            Prefetch(
                "participations",
                Participation.objects.visible_to(user).select_related("organisation__parent", "person"),
            ),
            Prefetch("photos", EventPhoto.objects.published(), to_attr="public_photos"),
            "attendances",
        )


class Event(Publishable):
    class Kind(models.TextChoices):
        CONFERENCE = "conference", "Conference or forum"
        CONSULTATION = "consultation", "Consultation meeting"
        WORKSHOP = "workshop", "Workshop"
        SYMPOSIUM = "symposium", "Symposium"
        EXCHANGE = "exchange", "Exchange programme"
        MEETING = "meeting", "Meeting"
        LAUNCH = "launch", "Launch"
        CAMPAIGN = "campaign", "Campaign or commemoration"
        INTERVIEW = "interview", "Interview"
        TRAINING = "training", "Training"
        PUBLICATION = "publication", "Publication"

    class Role(models.TextChoices):
        ORGANISED = "organised", "Organised by the network"
        CO_ORGANISED = "co_organised", "Co-organised by the network"
        ATTENDED = "attended", "Attended by the network"
        PRESENTED = "presented", "The network presented"
        INTERNAL = "internal", "The network’s own meeting"
        MILESTONE = "milestone", "Milestone"

    title = models.CharField(max_length=250)
    slug = models.SlugField(
        max_length=120, help_text="The page’s address within its year. It stays when the title changes."
    )
    kind = models.CharField(max_length=16, choices=Kind)
    role = models.CharField("the network’s role", max_length=16, choices=Role)
    start = PartialDateField(help_text="A year, a month or a day: 2014 · July 2014 · 21 July 2014.")
    end = PartialDateField(null=True, blank=True, help_text="The last day. Empty for an event of one day.")
    city = models.CharField(
        max_length=100, blank=True, help_text="Leave empty where the place would put someone at risk."
    )
    country = CountryField(blank=True)
    venue = models.CharField(max_length=200, blank=True)
    online = models.BooleanField(default=False)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="The larger event it was part of.",
    )
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="events")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="events")
    summary = models.TextField(
        blank=True,
        help_text="What the network did there, in a sentence, as the calendar prints it. Title and role may be enough.",
    )
    outcome = RichTextField(help_text="Shown to the public.")
    link = models.URLField(max_length=400, blank=True)
    private_notes = models.TextField(blank=True, help_text="Never shown to the public.")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["start", "pk"]
        indexes = [models.Index(fields=["start"])]
        constraints = [
            models.UniqueConstraint(
                Substr("start", 1, 4),
                "slug",
                name="events_address_unique_in_year",
                violation_error_message="Another event of that year has this address. Change the last part of one.",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")) | Q(start__startswith=F("end")),
                name="events_event_ends_after_start",
                violation_error_message="The event ends before it starts. Change the start or the end.",
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.dates})"

    def get_absolute_url(self):
        return reverse("events:detail", args=[self.start.year, self.slug])

    @property
    def dates(self):
        return span(self.start, self.end)

    @property
    def month(self):
        """The month it starts in, or the year where no more is known."""
        return PartialDate(self.start.year, self.start.month)

    @property
    def place(self):
        """“Chiang Mai, Thailand”; “Online” where there is no place. A city-state is not said twice."""
        names = [name for name in (self.city, country_name(self.country)) if name]
        return ", ".join(dict.fromkeys(names)) or ("Online" if self.online else "")

    def clean(self):
        super().clean()
        above = self.parent
        while above:
            if above.pk == self.pk:
                raise ValidationError({"parent": "An event cannot be part of itself. Choose another event."})
            above = above.parent
        if self.activity_id and self.project_id and self.activity.project_id != self.project_id:
            raise ValidationError({"activity": f"This activity belongs to another project, {self.activity.project}."})


class EventPhoto(Photo):
    event = models.ForeignKey(Event, models.PROTECT, related_name="photos")


class PartInEventQuerySet(PartyQuerySet):
    def visible_to(self, user):
        return super().visible_to(user).filter(event__in=Event.objects.visible_to(user))


class Organiser(models.Model):
    """An organisation that held an event."""

    class Role(models.TextChoices):
        HOST = "host", "Organiser"
        CO_HOST = "co_host", "Co-organiser"
        SUPPORTER = "supporter", "Supporter"

    event = models.ForeignKey(Event, models.CASCADE, related_name="organisers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="organised")
    role = models.CharField(max_length=10, choices=Role, default=Role.HOST)
    order = models.PositiveSmallIntegerField(default=0)

    objects = PartInEventQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation", "role"],
                name="events_organiser_once",
                violation_error_message="This organisation is already listed in this role.",
            )
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_role_display().lower()})"


class Participation(Party):
    """An organisation or a person taking part in an event."""

    class Role(models.TextChoices):
        SPEAKER = "speaker", "Speaker"
        DELEGATE = "delegate", "Delegate"
        RESOURCE = "resource", "Resource person"
        GUEST = "guest", "Guest of honour"
        PARTICIPANT = "participant", "Participant"

    event = models.ForeignKey(Event, models.CASCADE, related_name="participations")
    role = models.CharField(max_length=12, choices=Role, default=Role.PARTICIPANT)
    note = models.CharField(
        max_length=300, blank=True, help_text="Shown to the public: what they spoke about, for example."
    )
    order = models.PositiveSmallIntegerField(default=0)

    objects = PartInEventQuerySet.as_manager()

    class Meta(Party.Meta):
        ordering = ["order", "pk"]


class Attendance(Quantity):
    """How many came: over 100 participants, 15 countries, 17 delegates."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="attendances")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta(Quantity.Meta):
        ordering = ["order", "pk"]
