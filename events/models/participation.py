"""Who held an event, who took part, and how many came."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.permanence import NOT_IN_ERROR, Record
from core.publishing import visible
from core.quantities import Quantity
from events.models.events import Event
from members.models import Organisation
from members.parties import Party, PartyQuerySet


class PartInEventQuerySet(PartyQuerySet):
    def visible_to(self, user):
        return super().visible_to(user).filter(visible(self.model._meta.get_field("event"), user))


class Organiser(Record):
    """An organisation that held an event."""

    class Role(models.TextChoices):
        HOST = "host", _("Organiser")
        CO_HOST = "co_host", _("Co-organiser")
        SUPPORTER = "supporter", _("Supporter")

    HEADINGS = {
        Role.HOST: ngettext_lazy("Organiser", "Organisers"),
        Role.CO_HOST: ngettext_lazy("Co-organiser", "Co-organisers"),
        Role.SUPPORTER: ngettext_lazy("Supporter", "Supporters"),
    }

    event = models.ForeignKey(Event, models.CASCADE, related_name="organisers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="organised")
    role = models.CharField(max_length=10, choices=Role, default=Role.HOST)
    order = models.PositiveSmallIntegerField(default=0)

    seen_with = "event"

    objects = PartInEventQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation", "role"],
                condition=NOT_IN_ERROR,
                name="events_organiser_once",
                violation_error_message=_("This organisation is already listed in this role."),
            )
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_role_display().lower()})"

    @property
    def heading(self):
        return self.HEADINGS[self.role]


class Participation(Party):
    """An organisation or a person taking part in an event."""

    class Role(models.TextChoices):
        SPEAKER = "speaker", _("Speaker")
        DELEGATE = "delegate", _("Delegate")
        RESOURCE = "resource", _("Resource person")
        GUEST = "guest", _("Guest of honour")
        PARTICIPANT = "participant", _("Participant")

    event = models.ForeignKey(Event, models.CASCADE, related_name="participations")
    role = models.CharField(max_length=12, choices=Role, default=Role.PARTICIPANT)
    note = models.CharField(
        max_length=300, blank=True, help_text=_("Shown to the public: what they spoke about, for example.")
    )
    order = models.PositiveSmallIntegerField(default=0)

    seen_with = "event"

    objects = PartInEventQuerySet.as_manager()

    class Meta(Party.Meta):
        ordering = ["order", "pk"]


class Attendance(Quantity):
    """How many came: over 100 participants, 15 countries, 17 delegates."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="attendances")
    order = models.PositiveSmallIntegerField(default=0)

    seen_with = "event"

    class Meta(Quantity.Meta):
        ordering = ["order", "pk"]
