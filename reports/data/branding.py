"""How the report’s network looks: its colours, its logo, and what it calls the countries on its map."""

from collections.abc import Iterable

from core.l10n.countries import country_name
from members.branding import Branding
from members.models import Logo, Network
from reports.data.schema import BrandingData, MapData
from reports.models import AnnualReport
from reports.sections.shared import photos


def branding_of(report: AnnualReport, branding: Branding) -> BrandingData:
    """As the settings of the network say; the project’s own colours where none are entered."""
    network = branding.network
    return BrandingData(
        region=network.region,
        **branding.colours,
        **vars(map_of(network)),
        logo=photos(logos(report, branding)),
    )


def map_of(network: Network) -> MapData:
    shown = MapData(
        shows_map=network.map != network.Map.NONE,
        countries={code: country_name(code) for code in network.countries_on_map},
    )
    if network.map == network.Map.OWN:
        shown.outline, shown.attribution = network.outline.name, network.attribution
    return shown


def logos(report: AnnualReport, branding: Branding) -> Iterable[Logo]:
    """The settings are read with the logo, where there are any."""
    if not branding.is_entered:
        return Logo.objects.filter(organisation=report.network_id)
    body = branding.network.organisation
    return [body.logo] if hasattr(body, "logo") else []
