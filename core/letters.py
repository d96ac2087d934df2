"""What the fonts of the print can draw. A letter that none has would be an empty box, and nothing would say so."""

import subprocess
import unicodedata
from functools import cache

from django.conf import settings
from fontTools.ttLib import TTCollection, TTFont

# Chinese and Japanese have too many letters for a file of our own: they are set in the system's.
SYSTEM_FONTS = {"zh": "Noto Serif CJK SC", "ja": "Noto Serif CJK JP"}


@cache
def house_letters():
    """The code points that the fonts in static/ can draw."""
    files = (settings.BASE_DIR / "static/fonts/print").glob("*.ttf")
    return frozenset().union(*(TTFont(file, lazy=True).getBestCmap() for file in files))


@cache
def system_letters():
    """The code points of the system's Chinese and Japanese fonts; none where they are missing."""
    return frozenset().union(*(_letters_of(family) for family in SYSTEM_FONTS.values()))


def missing_fonts():
    """The system's fonts that this machine lacks."""
    return [family for family in SYSTEM_FONTS.values() if not font_file(family)]


@cache
def font_file(family):
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


def undrawable(text):
    """The letters of a text that no font can draw, each once. Spaces and marks of layout are not drawn at all."""
    unknown = [letter for letter in dict.fromkeys(text) if ord(letter) not in house_letters()]
    unknown = [letter for letter in unknown if unicodedata.category(letter)[0] not in "ZC"]
    return [letter for letter in unknown if ord(letter) not in system_letters()]


def named(letters):
    """The first of them, each with its name in Unicode, for a person who looks for it."""
    return ", ".join(f"“{letter}” ({unicodedata.name(letter, 'unnamed').lower()})" for letter in letters[:5])
