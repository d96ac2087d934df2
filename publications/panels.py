"""What publications show on the pages of earlier apps, and the way to them; see `core.panels`."""

from django.db.models import Q, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from core.panels import Entry, Panel
from events.models import Event
from members.models import Network, Organisation
from projects.models import Project
from publications.models import Publication

ON_HOME_PAGE = 4


def of_organisation(organisation, user):
    """[(publication, role)], the newest first."""
    publications = Publication.objects.visible_to(user).filter(Q(publisher=organisation) | Q(funders=organisation))
    written = organisation.authorships.visible_to(user).select_related("publication")
    parts = [
        *(
            (work, _("Publisher") if work.publisher_id == organisation.pk else _("Supporter"))
            for work in publications.distinct()
        ),
        *((one.publication, one.get_role_display()) for one in written),
    ]
    prefetch_related_objects([work for work, _ in parts], "editions")
    return sorted(parts, key=lambda part: part[0].date.iso if part[0].date else "", reverse=True)


def of_record(record, user):
    return record.publications.visible_to(user).for_directory()


def of_network(network, user):
    return Publication.objects.visible_to(user).for_directory()[:ON_HOME_PAGE]


panels = {
    Network: [Panel("publications/network_panel.html", of_network)],
    Organisation: [Panel("publications/organisation_panel.html", of_organisation)],
    Project: [Panel("publications/project_panel.html", of_record)],
    Event: [Panel("publications/event_panel.html", of_record)],
}
navigation = [
    Entry(
        _("Publications"),
        "publications:list",
        50,
        _("Reports, lesson plans and books, in the languages of the region."),
    )
]
