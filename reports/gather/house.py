"""How the report's network looks: its colours, its logo, and what stands where a report is silent."""

from members.models import Logo, Network
from reports.gather.shared import photos


def house(report):
    """The house style of the network; the project's own colours where none is entered."""
    style = Network.objects.filter(organisation=report.network).first() or Network()
    logo = Logo.objects.published().filter(organisation=report.network)
    return {
        "region": style.region,
        "ink": style.colour_ink,
        "voice": style.colour_voice,
        "accent": style.colour_accent,
        "tint": style.colour_tint,
        "shows_map": style.shows_map,
        "logo": photos(logo),
        "colophon": style.colophon,
    }
