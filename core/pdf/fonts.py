"""What the fonts of the print can draw. A letter that none has would be an empty box, and nothing would say so."""

import re
import subprocess
import unicodedata
from collections.abc import Sequence
from functools import cache

from django.conf import settings
from fontTools.ttLib import TTCollection, TTFont

from core.l10n.folding import UNDRAWN

# Chinese and Japanese have too many letters for a file of our own: they are set in the system's.
SYSTEM_FONTS = {"zh": "Noto Serif CJK SC", "ja": "Noto Serif CJK JP"}
LAST = SYSTEM_FONTS["zh"]  # the font that ends every list of fonts in static/report.css
LAYOUT = re.compile(r"[\t\n\r ]")
IGNORED = re.compile(f"(?![\\x00-\\x1f\\x7f-\\x9f\ufff0-\uffff])[{UNDRAWN}]")  # Default_Ignorable_Code_Point of Unicode


@cache
def branding_glyphs() -> frozenset[int]:
    """The code points that the fonts in static/ can draw."""
    files = (settings.BASE_DIR / "static/fonts/print").glob("*.ttf")
    return frozenset().union(*(TTFont(file, lazy=True).getBestCmap() for file in files))


@cache
def system_letters() -> frozenset[int]:
    """The code points of the system's font that is asked last, for East Asia's letters; none where it is missing."""
    return _letters_of(LAST)


def missing_fonts() -> list[str]:
    """The system's fonts that this machine lacks."""
    return [family for family in SYSTEM_FONTS.values() if not font_file(family)]


@cache
def font_file(family: str) -> str:
    """Where fontconfig keeps the regular face of a family, or nothing."""
    asked = ["fc-list", "--format", "%{file}\n", f"{family}:style=Regular"]
    try:
        found = subprocess.run(asked, capture_output=True, text=True, timeout=20)  # noqa: S603  our own words only
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return found.stdout.partition("\n")[0]


def _letters_of(family):
    file = font_file(family)
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
    return [letter for letter in unknown if ord(letter) not in system_letters()]


def named(letters: Sequence[str]) -> str:
    """The first of them, each with its name in Unicode, for a person who looks for it."""
    return ", ".join(map(_named, letters[:5]))


def _named(letter):
    if unicodedata.category(letter)[0] in "CZ":
        return f"a sign that is not seen (U+{ord(letter):04X})"
    return f"“{letter}” ({unicodedata.name(letter, 'unnamed').lower()})"
