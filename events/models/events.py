import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Max, Prefetch, Q
from django.db.models.functions import Coalesce, Substr
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.dates import PartialDate, PartialDateField, span
from core.http.reversing import address
from core.l10n.collation import SortKeyField
from core.l10n.countries import CountryField, country_name
from core.periods import beginning, containing, touching
from core.permanence import NOT_IN_ERROR
from core.photos import Photo
from core.publishing import Publishable, PublishedQuerySet
from core.richtext import RichTextField
from core.text.search import SearchTextField
from core.text.slugs import AddressField
from events.models.uids import UidField
from members.models import Addressed
from projects.models import Activity, Project

FEED_YEARS = 1  # before this one


class EventQuerySet(PublishedQuerySet):
    def in_year(self, year):
        """Those that begin in a year: it stands in their address."""
        return self.filter(start__startswith=f"{year:04}")

    def touching(self, first, last):
        """Events of which a day may lie from `first` to `last`."""
        return self.filter(touching(first, last))

    def beginning(self, first, last):
        """Each event in one period only: that in which it begins."""
        return self.filter(beginning(first, last))

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

    def of_feed(self, years=FEED_YEARS):
        """Those of the last years: before this one, or before the latest that has something where that is earlier."""
        this, latest = timezone.localdate().year, self.aggregate(latest=Max("start"))["latest"]
        first = min(this, latest.year if latest else this) - years
        return self.upcoming(datetime.date(first, 1, 1)).chronological()

    def with_people(self):
        """With who held them, who took part and how many came: what the calendar of a report prints."""
        from events.models.participation import Organiser, Participation  # which need the event first

        return self.prefetch_related(
            Prefetch("organisers", Organiser.objects.select_related("organisation__parent")),
            Prefetch("participations", Participation.objects.select_related("organisation__parent", "person")),
            "attendances",
        )

    def nested(self):
        """Those that stand by themselves in this list, each with its `parts`: its children that are listed too.

        One level deep: a part of a part stands by itself, so that no event is lost however deep they nest.
        """
        by_itself = Q(parent=None) | Q(parent__parent__isnull=False) | ~Q(parent__in=self.order_by().values("pk"))
        parts = self.filter(parent__parent=None).chronological()
        return self.filter(by_itself).prefetch_related(Prefetch("children", parts, to_attr="parts"))

    def for_page(self, user):
        """With all that an event’s page shows from this app, as far as `user` may see it."""
        from events.models.participation import Organiser, Participation  # which need the event first

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


class Event(Addressed, Publishable):
    class Kind(models.TextChoices):
        CONFERENCE = "conference", _("Conference or forum")
        CONSULTATION = "consultation", _("Consultation meeting")
        WORKSHOP = "workshop", _("Workshop")
        SYMPOSIUM = "symposium", _("Symposium")
        EXCHANGE = "exchange", _("Exchange programme")
        MEETING = "meeting", _("Meeting")
        LAUNCH = "launch", _("Launch")
        CAMPAIGN = "campaign", _("Campaign or commemoration")
        INTERVIEW = "interview", _("Interview")
        TRAINING = "training", _("Training")
        PUBLICATION = "publication", _("Publication")

    class Role(models.TextChoices):
        ORGANISED = "organised", _("Organised by the network")
        CO_ORGANISED = "co_organised", _("Co-organised by the network")
        ATTENDED = "attended", _("Attended by the network")
        PRESENTED = "presented", _("The network presented")
        INTERNAL = "internal", _("The network’s own meeting")
        MILESTONE = "milestone", _("Milestone")

    title = models.CharField(max_length=250)
    slug = AddressField(
        max_length=120,
        help_text=_(
            "The page’s address within its year; made of the title where you leave it empty. "
            "It stays when the title changes."
        ),
    )
    kind = models.CharField(max_length=16, choices=Kind)
    role = models.CharField(_("the network’s role"), max_length=16, choices=Role)
    start = PartialDateField(help_text=_("A year, a month or a day: 2014 · July 2014 · 21 July 2014."))
    end = PartialDateField(null=True, blank=True, help_text=_("The last day. Empty for an event of one day."))
    city = models.CharField(
        max_length=100, blank=True, help_text=_("Leave empty where the place would put someone at risk.")
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
        help_text=_("The larger event it was part of."),
    )
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="events")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="events")
    summary = models.TextField(
        blank=True,
        help_text=_(
            "What the network did there, in a sentence, as the calendar prints it. Title and role may be enough."
        ),
    )
    outcome = RichTextField(help_text=_("Shown to the public."))
    link = models.URLField(max_length=400, blank=True)
    private_notes = models.TextField(blank=True, help_text=_("Never shown to the public."))
    uid = UidField(editable=False)
    search_text = SearchTextField("title", "city", "venue")
    sort_key = SortKeyField("title")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["start", "pk"]
        indexes = [models.Index(fields=["start"]), models.Index(fields=["status", "start"])]
        constraints = [
            models.UniqueConstraint(
                Substr("start", 1, 4),
                "slug",
                condition=NOT_IN_ERROR,
                name="events_address_unique_in_year",
                violation_error_message=_("Another event of that year has this address. Change the last part of one."),
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")) | Q(start__startswith=F("end")),
                name="events_event_ends_after_start",
                violation_error_message=_("The event ends before it starts. Change the start or the end."),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.dates})"

    def get_absolute_url(self):
        return address("events:detail", self.start.year, self.slug)

    def same_place(self):
        """The events whose addresses begin as this one’s does."""
        try:
            start = self._meta.get_field("start").to_python(self.start)
        except ValidationError:  # it is refused at its own field
            start = None
        return Event.objects.in_year(start.year) if start else Event.objects.all()

    @property
    def dates(self):
        return span(self.start, self.end)

    @property
    def last_sure_day(self):
        return max(date.first for date in (self.start, self.end) if date)

    @property
    def month(self):
        """The month it starts in, or the year where no more is known."""
        return PartialDate(self.start.year, self.start.month)

    @property
    def place(self):
        """“Chiang Mai, Thailand”; “Online” where there is no place. A city-state is not said twice."""
        names = [name for name in (self.city, country_name(self.country)) if name]
        return ", ".join(dict.fromkeys(names)) or (gettext("Online") if self.online else "")

    def clean(self):
        super().clean()
        above = self.parent
        while above:
            if above == self:
                raise ValidationError({"parent": _("An event cannot be part of itself. Choose another event.")})
            above = above.parent
        if self.activity and self.project and self.activity.project != self.project:
            words = _("This activity belongs to another project, %(project)s.") % {"project": self.activity.project}
            raise ValidationError({"activity": words})


class EventPhoto(Photo):
    event = models.ForeignKey(Event, models.PROTECT, related_name="photos")
