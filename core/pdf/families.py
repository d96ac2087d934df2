"""The fonts of the print: ours in static/fonts/print, and of the system what would be too large for a file of ours."""

import re

OURS = (
    *("Record-Serif", "Record-Sans", "Record-Han", "Record-Eastern", "Record-Signs"),
    *("Noto-Serif-Thai", "Noto-Serif-Khmer", "Noto-Serif-Lao", "Padauk"),
)
# Chinese, Japanese and Korean have too many letters for a file of our own.
SYSTEM_FONTS = {"zh": "Noto Serif CJK SC", "ja": "Noto Serif CJK JP", "ko": "Noto Serif CJK KR"}
LAST = SYSTEM_FONTS["zh"]  # the font that ends every list of fonts in static/report.css
# By the first word of a letter's name in Unicode. A network names those it needs in SCRIPTS, and bin/setup brings them;
# Greek and Cyrillic letters have a face of ours too, which lacks the rarer ones.
SCRIPT_FONTS = {
    "greek": "Noto Serif",
    "cyrillic": "Noto Serif",
    "hangul": LAST,
    "devanagari": "Noto Serif Devanagari",
    "bengali": "Noto Serif Bengali",
    "tamil": "Noto Serif Tamil",
    "sinhala": "Noto Serif Sinhala",
    "arabic": "Noto Naskh Arabic",
    "hebrew": "Noto Serif Hebrew",
}
SYSTEM = {family.replace(" ", "-") for family in (*SYSTEM_FONTS.values(), *SCRIPT_FONTS.values())}
STYLE = re.compile(r"(?:-(?:Semi-Bold|Bold|Italic|Oblique))+$")


def is_chosen(name: str) -> bool:
    """Whether a font, by the name that it has in a PDF, is one of print's and no substitute."""
    return name.startswith(OURS) or STYLE.sub("", name) in SYSTEM
