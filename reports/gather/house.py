"""How the report’s network looks: its colours, its logo, and what it calls the countries on its map."""

from core.countries import GMS, country_name
from members.models import Logo
from reports.gather.shared import photos


def look(report, house):
    """As the settings of the network say; the project’s own colours where none are entered."""
    network = house.network
    return {
        "region": network.region,
        **house.colours,
        "shows_map": network.shows_map,
        "countries": {code: country_name(code) for code in GMS} if network.shows_map else {},
        "logo": photos(Logo.objects.published().filter(organisation=report.network)),
    }
