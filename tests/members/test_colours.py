"""The palette: one file for site, admin and print, in which dark stands twice; and what Python knows of it."""

import re

import pytest
from django.conf import settings

from core.colours import contrast
from members.colours import DARK_INK, DARK_PAPER, DEFAULT
from members.models.network import PAPER, READABLE
from reports.output.maps import HUES

SHEET = (settings.BASE_DIR / "static/colours.css").read_text()
LIGHT, DARK, CHOSEN = (dict(re.findall(r"--(\w+): (#\w+);", rules)) for rules in re.findall(r"\{([^{}]*)\}", SHEET))


def test_colours_dark_as_chosen():
    assert CHOSEN == DARK and DARK.keys() == LIGHT.keys() and len(LIGHT) > 10


def test_colours_agree_with_python():
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
