"""The palette: one file for site, admin and print; and what Python knows of it."""

import re

import pypdfium2
import pytest
from django.conf import settings

from core.colours import channels, contrast
from core.pdf.client import render_pdf
from members.colours import DARK_INK, DARK_PAPER, DEFAULT
from members.models.network import PAPER, READABLE
from reports.output.maps import HUES

SHEET = (settings.BASE_DIR / "static/colours.css").read_text()
PAIRS = re.findall(r"--(\w+): light-dark\((#\w+), (#\w+)\);", SHEET)
LIGHT, DARK = {name: light for name, light, _ in PAIRS}, {name: dark for name, _, dark in PAIRS}


@pytest.mark.slow
def test_colours_of_print_are_the_light_ones():
    paint = "<style>@page { margin: 0; background: var(--surface); }</style>"
    html = (
        f'<html lang="en"><title>T</title><link rel="stylesheet" href="/static/colours.css">{paint}<p>Paper</p></html>'
    )
    with pypdfium2.PdfDocument(render_pdf(html, base_url="https://example.org")) as pdf:
        image = pdf[0].render().to_pil()
    assert image.getpixel((5, 5)) == tuple(channels(LIGHT["surface"]))


def test_colours_agree_with_python():
    assert len(PAIRS) == len(LIGHT) > 10
    assert {role: LIGHT[role] for role in DEFAULT} == DEFAULT
    assert {code: LIGHT[code] for code in HUES} == HUES
    assert (LIGHT["paper"], DARK["paper"], DARK["ink"]) == (PAPER, DARK_PAPER, DARK_INK)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_colours_are_readable(colours, ground):
    read = ["ink", "quiet", "link", "accent"]
    assert min(contrast(colours[name], colours[ground]) for name in read) >= READABLE


def test_colours_are_named_in_no_other_sheet():
    sheets = [path for path in (settings.BASE_DIR / "static").glob("*.css") if path.name != "colours.css"]
    assert len(sheets) > 5
    known = {*LIGHT.values(), *DARK.values()}
    assert {path.name: found for path in sheets if (found := known & {*re.findall(r"#\w+", path.read_text())})} == {}
