"""A network's colours as style rules: site, admin and the report's file read the same custom properties."""

import hashlib

from core.colours import lightened, mixed
from members.models import Network
from members.models.network import HEX

DARK_INK, DARK_PAPER = "#ece6d9", "#131a1c"
ROLES = ("ink", "voice", "accent", "tint")
DEFAULT = {role: Network._meta.get_field(f"colour_{role}").default for role in ROLES}


def stylesheet(**chosen):
    """On paper as they were chosen; on a dark screen as light as they must be to be read. What is no colour is left."""
    colours = {role: chosen[role] if HEX.regex.fullmatch(chosen[role]) else DEFAULT[role] for role in ROLES}
    ink, voice, accent, tint = colours.values()
    rules = {
        "ink": (ink, DARK_INK),
        "river": (voice, lightened(voice, DARK_PAPER, 7)),
        "clay": (accent, lightened(accent, DARK_PAPER, 7)),
        "sand": (tint, mixed(DARK_PAPER, voice, 0.15)),
    }
    said = "".join(f"  --{name}: light-dark({light}, {dark});\n" for name, (light, dark) in rules.items())
    return f"html:root, html[data-theme] {{\n{said}}}\n"


def version(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]
