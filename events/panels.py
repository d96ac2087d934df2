"""What events show on the pages of earlier apps, and the way to them; see `core.panels`."""

from django.utils.translation import gettext_lazy as _

from core.panels import Entry, Panel
from events.models import Event
from members.models import Network, Organisation
from projects.models import Project

ON_HOME_PAGE = 4


def of_organisation(organisation, user):
    events = [*organisation.organised.visible_to(user).select_related("event")]
    events += organisation.participations.visible_to(user).select_related("event")
    return sorted(events, key=lambda part: part.event.start, reverse=True)


def of_project(project, user):
    return project.events.visible_to(user).newest_first()


def of_network(network, user):
    """What is coming; where nothing is, what was last."""
    events = Event.objects.visible_to(user)
    coming = events.upcoming().chronological()[:ON_HOME_PAGE]
    listed = coming or events.newest_first()[:ON_HOME_PAGE]
    return {"events": listed, "coming": coming} if listed else None


panels = {
    Network: [Panel("events/network_panel.html", of_network)],
    Organisation: [Panel("events/organisation_panel.html", of_organisation)],
    Project: [Panel("events/project_panel.html", of_project)],
}
navigation = [
    Entry(_("Events"), "events:list", 30, _("The calendar: workshops, consultations and campaigns.")),
    Entry(_("Calendar"), "events:current", 40, within=()),
]
