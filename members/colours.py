"""A network's colours as style rules: site, admin and the report's file read the same custom properties."""

import hashlib

from core.colours import lightened, mixed
from members.models import Network
from members.models.network import HEX

DARK_INK, DARK_PAPER = "#ece6d9", "#131a1c"
ROLES = ("ink", "link", "accent", "surface")
DEFAULT = {role: Network._meta.get_field(f"colour_{role}").default for role in ROLES}


def stylesheet(**chosen):
    """On paper as they were chosen; on a dark screen as light as they must be to be read. What is no colour is left."""
    colours = {role: chosen[role] if HEX.regex.fullmatch(chosen[role]) else DEFAULT[role] for role in ROLES}
    dark = {
        "ink": DARK_INK,
        "link": lightened(colours["link"], DARK_PAPER, 7),
        "accent": lightened(colours["accent"], DARK_PAPER, 7),
        "surface": mixed(DARK_PAPER, colours["link"], 0.15),
    }
    rules = "".join(f"    --{role}: light-dark({colours[role]}, {dark[role]});\n" for role in ROLES)
    return f"@supports (color: light-dark(#000, #fff)) {{\n  html:root, html[data-theme] {{\n{rules}  }}\n}}\n"


def version(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]
