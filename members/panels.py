"""The ways to what this app holds; see `core.panels`."""

from django.utils.translation import gettext_lazy as _

from core.panels import Entry

navigation = [
    Entry(
        _("Members"),
        "members:list",
        10,
        _("Who belongs to the network, by country, today or on any day of the past."),
        within=("members:list", "members:organisations"),
    ),
    Entry(_("Steering Committee"), "members:committee", 80, _("Who speaks for whom, and since when.")),
    Entry(_("Secretariat"), "members:secretariat", 90, _("The offices, the people, and how to reach them.")),
]
