#!/usr/bin/env python3
"""Cut the web and print fonts out of their open sources, once; the results are kept in static/fonts.

    npm install --prefix /tmp/fonts source-serif @expo-google-fonts/noto-sans @expo-google-fonts/noto-serif-sc \
        @fontsource-variable/noto-serif-{thai,khmer,lao} @fontsource/padauk
    pip install fonttools brotli
    bin/make_fonts.py /tmp/fonts/node_modules

Google's own cut of Source Serif has no old-style figures, so we cut Adobe's. Its licence
reserves the name "Source" for unchanged copies: ours is called Record Serif, and Record Sans follows suit.
On the web each Latin face is two WOFF2 files, so that a page without Vietnamese names loads one. In print it is one
TrueType file: WeasyPrint takes two files of one family and style for the same font and draws the glyphs of the wrong
one, and it unpacks every WOFF2 it is told of, used or not, at 60 ms each (0.85 s of CPU for all; as TrueType, 0.03 s).
"""

import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
PRINT = FONTS / "print"

CORE = (
    "U+0020-007E U+00A0-00FF U+0131 U+0152-0153 U+2010-2015 U+2018-201E U+2020-2022 U+2026 U+2030 U+2032-2033 "
    "U+2039-203A U+2044 U+20AC U+2122 U+2190-2193 U+2212"
)
EXTENDED = (
    "U+0100-0130 U+0132-0151 U+0154-017F U+01A0-01A1 U+01AF-01B0 U+01CD-01DC U+0218-021B U+0300-0304 "
    "U+0306-030C U+0323 U+1EA0-1EF9 U+20AB"
)
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "onum", "lnum", "pnum", "tnum"]
PRINT_FEATURES = [*FEATURES, "smcp", "c2sc"]

LATIN = {
    "record-serif-400": ("Record Serif", "source-serif/WOFF2/TTF/SourceSerif4-Regular.ttf.woff2"),
    "record-serif-400-italic": ("Record Serif", "source-serif/WOFF2/TTF/SourceSerif4-It.ttf.woff2"),
    "record-serif-600": ("Record Serif", "source-serif/WOFF2/TTF/SourceSerif4-Semibold.ttf.woff2"),
    "record-sans-400": ("Record Sans", "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf"),
    "record-sans-600": ("Record Sans", "@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf"),
}
SCRIPTS = {
    "noto-serif-thai": "@fontsource-variable/noto-serif-thai/files/noto-serif-thai-thai-wght-normal.woff2",
    "noto-serif-khmer": "@fontsource-variable/noto-serif-khmer/files/noto-serif-khmer-khmer-wght-normal.woff2",
    "noto-serif-lao": "@fontsource-variable/noto-serif-lao/files/noto-serif-lao-lao-wght-normal.woff2",
    # Padauk sets Burmese and Shan alike; Noto Serif Myanmar has one heavy weight under all its names.
    "padauk-400": "@fontsource/padauk/files/padauk-myanmar-400-normal.woff2",
    "padauk-700": "@fontsource/padauk/files/padauk-myanmar-700-normal.woff2",
}
HAN = "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf"
# In print, only what the names of languages and places need: a whole Chinese font is seven megabytes.
HAN_LABELS = " ，。、（）《》中文简体繁體汉漢语語普通话話粤粵广廣东東西云雲南日本湄公河移民网網络絡香港昆明澜滄沧江"
# A page that only names its languages should not fetch five fonts: these hold nothing but those names.
AUTONYMS = {
    "noto-serif-thai-400": "ไทย",
    "noto-serif-khmer-400": "ខ្មែរ",
    "noto-serif-lao-400": "ລາວ",
    "padauk-400": "မြန်မာလိၵ်ႈတႆး",
    "record-han-400": "中文日本語",
}
# What else a report may hold, in print only: names in Greek, Cyrillic, Armenian and Georgian letters; arrows, bullets,
# ticks and signs of arithmetic. DejaVu's licence reserves "Bitstream" and "Vera" for unchanged copies.
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")  # Debian's fonts-dejavu
EASTERN = "U+0020 U+00A0 U+0300-0345 U+0370-03FF U+0400-052F U+0531-058A U+10A0-10FF U+1F00-1FFF"
SIGNS = (
    "U+0020 U+00A0 U+02B0-02FF U+2000-200F U+2016-201F U+2022-2027 U+202F U+2031-205F U+2070-209C U+20A0-20BF "
    "U+2100-214F U+2150-218F U+2190-21FF U+2200-22FF U+2300-23FF U+2460-24FF U+2500-25FF U+2600-26FF U+2700-27BF "
    "U+27C0-27FF U+2900-29FF U+2A00-2AFF U+2B00-2B1A"
)
REST = {
    "record-eastern-400": ("Record Eastern", "DejaVuSerif.ttf", EASTERN),
    "record-eastern-700": ("Record Eastern", "DejaVuSerif-Bold.ttf", EASTERN),
    "record-signs-400": ("Record Signs", "DejaVuSans.ttf", SIGNS),
}
LICENCES = {
    "OFL-source-serif.txt": "source-serif/LICENSE.md",
    "OFL-noto-sans.txt": "@expo-google-fonts/noto-sans/LICENSE_FONT",
    "OFL-noto-serif-sc.txt": "@expo-google-fonts/noto-serif-sc/LICENSE_FONT",
    "OFL-noto-serif-thai.txt": "@fontsource-variable/noto-serif-thai/LICENSE",
    "OFL-noto-serif-khmer.txt": "@fontsource-variable/noto-serif-khmer/LICENSE",
    "OFL-noto-serif-lao.txt": "@fontsource-variable/noto-serif-lao/LICENSE",
    "OFL-padauk.txt": "@fontsource/padauk/LICENSE",
}


def codepoints(ranges):
    for part in ranges.replace("U+", "").split():
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def rename(font, family, style):
    """Give every name in the font our own, as the licence asks of a changed copy."""
    names = {
        1: f"{family} {style}",
        2: "Regular",
        3: f"{family} {style}",
        4: f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
        16: family,
        17: style,
    }
    for record in list(font["name"].names):
        if record.nameID in (7, 18, 20, 21, 22, 25):
            font["name"].removeNames(record.nameID)
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def cut(source, target, family, unicodes, features=FEATURES):
    options = subset.Options(layout_features=features, hinting=False, name_IDs=["*"], notdef_outline=True)
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=unicodes)
    cutter.subset(font)
    rename(font, family, target.stem.split("-", 2)[2])
    save(font, target)


def save(font, target):
    font.flavor = "woff2" if target.suffix == ".woff2" else None
    font.save(target)
    print(f"{target.stat().st_size:7,}  {target.relative_to(FONTS)}")


def weights(stem, source):
    """The font as one file a weight: WeasyPrint sets the wrong weight of a variable font now and then."""
    if "fvar" not in TTFont(source):
        return [(stem, TTFont(source, recalcTimestamp=False))]
    return [
        (f"{stem}-{weight}", instancer.instantiateVariableFont(TTFont(source, recalcTimestamp=False), {"wght": weight}))
        for weight in (400, 600)
    ]


def main(modules):
    PRINT.mkdir(parents=True, exist_ok=True)
    for stem, (family, source) in LATIN.items():
        cut(modules / source, FONTS / f"{stem}.woff2", family, codepoints(CORE))
        cut(modules / source, FONTS / f"{stem}-ext.woff2", family, codepoints(EXTENDED))
        cut(modules / source, PRINT / f"{stem}.ttf", family, codepoints(f"{CORE} {EXTENDED}"), PRINT_FEATURES)
    cut(modules / HAN, PRINT / "record-han-400.ttf", "Record Han", map(ord, HAN_LABELS))
    for stem, (family, source, letters) in REST.items():
        cut(DEJAVU / source, PRINT / f"{stem}.ttf", family, codepoints(letters), PRINT_FEATURES)
    shutil.copyfile("/usr/share/doc/fonts-dejavu-core/copyright", FONTS / "LICENCE-dejavu.txt")
    for stem, source in SCRIPTS.items():
        for name, font in weights(stem, modules / source):
            save(font, PRINT / f"{name}.ttf")
            save(font, FONTS / f"{name}.woff2")
    for name, letters in AUTONYMS.items():
        cut(PRINT / f"{name}.ttf", FONTS / f"autonym-{name}.woff2", "Record Autonyms", map(ord, letters), ["*"])
    for name, source in LICENCES.items():
        shutil.copyfile(modules / source, FONTS / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
