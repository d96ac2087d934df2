"""What projects show on the pages of organisations, and the way to them; see `core.panels`."""

from django.utils.translation import gettext_lazy as _

from core.panels import Entry, Panel
from members.models import Organisation


def of_organisation(organisation, user):
    partnerships = organisation.partners.visible_to(user).select_related("project")
    grants = organisation.grants.visible_to(user).select_related("project")
    return {"partnerships": partnerships, "grants": grants} if partnerships or grants else None


panels = {Organisation: [Panel("projects/organisation_panel.html", of_organisation)]}
navigation = [
    Entry(_("Projects"), "projects:list", 20, _("What the network does, year by year, with whom and with what result."))
]
