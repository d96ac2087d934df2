"""What reports show on pages of the records that they are made of; see `core.panels`."""

from projects.models import Activity
from reports.admin.activity import ActivityPreview
from reports.admin.presence import Presence
from reports.admin.preview_panes import Preview
from reports.models import AnnualReport, CountryOverview, Message, Section

PARTS = [AnnualReport, Section, CountryOverview, Message]

form_panels = {Activity: [ActivityPreview], **{part: [Presence, Preview] for part in PARTS}}
