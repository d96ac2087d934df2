"""What the fonts of the print can draw. A letter that none has would be an empty box, and nothing would say so."""

import re
import subprocess
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _
from fontTools.ttLib import TTCollection, TTFont

from core.l10n.folding import UNDRAWN
from core.pdf.families import LAST, SCRIPT_FONTS, SYSTEM_FONTS

NO_LETTERS = {"Co", "Zl", "Zp"}  # private ones and ends of lines, which some fonts list and draw as nothing
LAYOUT = re.compile(r"[\t\n\r ]")
IGNORED = re.compile(f"(?![\\x00-\\x1f\\x7f-\\x9f\ufff0-\uffff])[{UNDRAWN}]")  # Default_Ignorable_Code_Point of Unicode


@cache
def branding_glyphs() -> frozenset[int]:
    """The code points that the fonts in static/ can draw."""
    files = (settings.BASE_DIR / "static/fonts/print").glob("*.ttf")
    return frozenset().union(*(TTFont(file, lazy=True).getBestCmap() for file in files))


@cache
def system_glyphs() -> frozenset[int]:
    """The code points of the system's fonts that print asks after ours; none of those that are missing."""
    known = frozenset().union(*map(_glyphs_of, {LAST, *SCRIPT_FONTS.values()}))
    return frozenset(code for code in known if unicodedata.category(chr(code)) not in NO_LETTERS)


def missing_fonts() -> list[str]:
    """The system's fonts that this machine lacks: of East Asia, and of the scripts that the network names."""
    wanted = [*SYSTEM_FONTS.values(), *(SCRIPT_FONTS[script] for script in settings.SCRIPTS if script in SCRIPT_FONTS)]
    return [family for family in dict.fromkeys(wanted) if family not in font_files()]


@cache
def font_files() -> dict[str, str]:
    """Where fontconfig keeps the regular face of each family that the system has."""
    asked = ["fc-list", "--format", "%{family}\t%{file}\n", ":style=Regular"]
    try:
        found = subprocess.run(asked, capture_output=True, text=True, timeout=20)  # noqa: S603  our own words only
    except (OSError, subprocess.TimeoutExpired):
        return {}
    lines = (line.split("\t") for line in found.stdout.splitlines())
    return {family: file for families, file in lines for family in families.split(",")}


def _glyphs_of(family):
    file = font_files().get(family)
    if not file:
        return frozenset()
    if not file.endswith(".ttc"):
        return frozenset(TTFont(file, lazy=True).getBestCmap())
    with TTCollection(file, lazy=True) as fonts:
        faces = [font for font in fonts if font["name"].getDebugName(1) == family]
        return frozenset().union(*(font.getBestCmap() for font in faces))


def missing_glyphs(text: str) -> list[str]:
    """The letters of a text that no font of the print can draw, each once: controls and private letters among them."""
    unknown = [letter for letter in dict.fromkeys(text) if ord(letter) not in branding_glyphs()]
    unknown = [letter for letter in unknown if not (LAYOUT.match(letter) or IGNORED.match(letter))]
    return [letter for letter in unknown if ord(letter) not in system_glyphs()]


def cure(letters: Iterable[str]) -> str:
    """What brings the fonts of some letters that are missing, in a sentence; nothing where no package has them."""
    scripts = {unicodedata.name(letter, "").partition(" ")[0].lower() for letter in letters}
    lacking = [script for script, family in SCRIPT_FONTS.items() if script in scripts and family not in font_files()]
    if not lacking:
        return ""
    words = _('Whoever keeps the site adds the font of this script: make start SCRIPTS="%(scripts)s".')
    return words % {"scripts": " ".join(dict.fromkeys([*settings.SCRIPTS, *lacking]))}


def named(letters: Sequence[str]) -> str:
    """The first of them, each with its name in Unicode, for a person who looks for it."""
    return ", ".join(map(_named, letters[:5]))


def _named(letter):
    if unicodedata.category(letter)[0] in "CZ":
        return _("a sign that is not seen (U+%(code)s)") % {"code": f"{ord(letter):04X}"}
    return f"“{letter}” ({unicodedata.name(letter, 'unnamed').lower()})"
