"""Letters that no font of the print can draw: they would be empty boxes."""

import unicodedata
from functools import cache

from django.conf import settings
from fontTools.ttLib import TTFont

from reports.check.findings import Kind

UNDRAWABLE = Kind(
    "Letters that cannot be printed", "No font of the report has them; print shows empty boxes.", blocking=True
)


@cache
def drawable():
    """The code points that the fonts of the print can draw."""
    files = (settings.BASE_DIR / "static/fonts/print").glob("*.ttf")
    return frozenset().union(*(TTFont(file, lazy=True).getBestCmap() for file in files))


def undrawable(text):
    """The letters of a text that no font can draw, each once. Spaces and marks of layout are not drawn at all."""
    unknown = (letter for letter in dict.fromkeys(text) if ord(letter) not in drawable())
    return [letter for letter in unknown if unicodedata.category(letter)[0] not in "ZC"]


def letters(reading):
    for text in reading.texts:
        if unknown := undrawable(text.plain):
            named = ", ".join(f"“{letter}” ({unicodedata.name(letter, 'unnamed').lower()})" for letter in unknown[:5])
            yield UNDRAWABLE.at(text.place, f"{named} cannot be printed.", content="".join(unknown))


LOOKS = [letters]
