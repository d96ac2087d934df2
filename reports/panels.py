"""What reports show on pages of the records that they are made of, and the way to them; see `core.panels`."""

from django.utils.translation import gettext_lazy as _

from core.panels import Entry, Panel
from members.models import Network
from projects.models import Activity
from reports.admin.activity import ActivityPreview
from reports.admin.presence import Presence
from reports.admin.preview_panes import Preview
from reports.models import AnnualReport, CountryOverview, Message, Section

PARTS = [AnnualReport, Section, CountryOverview, Message]


def of_network(network, user):
    return AnnualReport.objects.visible_to(user).first()


panels = {Network: [Panel("reports/network_panel.html", of_network, is_aside=True)]}
form_panels = {Activity: [ActivityPreview], **{part: [Presence, Preview] for part in PARTS}}
navigation = [Entry(_("Annual reports"), "reports:list", 60)]
