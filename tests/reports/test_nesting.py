"""Everything that the editor lets through, in everything that may hold it, prints in our own fonts."""

import re

import pytest
from django.conf import settings

from core.pdf.client import render_pdf
from core.pdf.fonts import branding_glyphs, missing_glyphs
from core.richtext import ATTRIBUTES, LIST_TYPES, TAGS, sanitise

pytestmark = pytest.mark.slow

PAGE = (
    '<!doctype html><html lang="en"><head><title>T</title><link rel="stylesheet" href="/static/report-fonts.css">'
    '<link rel="stylesheet" href="/static/colours.css">'
    '<link rel="stylesheet" href="/static/report.css"></head><body><div class="text prose">{}</div></body></html>'
)
BLOCKS = {
    "p": "<p>{}</p>",
    "bullets": "<ul><li>{}</li></ul>",
    **{f"list of {kind}": f'<ol type="{kind}" start="4"><li>{{}}</li></ol>' for kind in sorted(LIST_TYPES)},
    "blockquote": "<blockquote>{}</blockquote>",
    "h3": "<h3>{}</h3>",
    "h4": "<h4>{}</h4>",
    "table": '<table><thead><tr><th scope="col">{}</th></tr></thead><tbody><tr><td>{}</td></tr></tbody></table>',
}
INLINE = {
    **{tag: f"<{tag}>{{}}</{tag}>" for tag in ("strong", "em", "sub", "sup")},
    "a": '<a href="https://example.org/">{}</a>',
    "span": '<span lang="th">{}</span>',
    "br": "{}<br>{}",
}
WORDS = "Words Αθήνα Москва 한국 ไทย ខ្មែរ ລາວ မြန်မာ Đà Nẵng ➢ ▪ ✓ → ≥"


def fill(shape, inner):
    return shape.replace("{}", inner)


def prints(body):
    return render_pdf(PAGE.format(sanitise(body)), base_url="http://site.test/")


def test_every_node_prints_inside_every_container():
    nodes = BLOCKS | INLINE
    assert set(re.findall(r"<(\w+)", "".join(nodes.values()))) | {"li"} == TAGS | {"li"}
    assert set(ATTRIBUTES) == {"a", "ol", "td", "th", "*"}
    pairs = [fill(outer, fill(inner, WORDS)) for outer in BLOCKS.values() for inner in nodes.values()]
    threes = [
        fill(first, fill(second, fill(third, "x")))
        for first in BLOCKS.values()
        for second in BLOCKS.values()
        for third in (BLOCKS["bullets"], BLOCKS["list of a"], INLINE["em"])
    ]
    assert len(pairs) > 150 and prints("".join(pairs + threes))[:4] == b"%PDF"


@pytest.mark.parametrize("kinds", [["bullets"], ["bullets", "list of 1"], ["list of a", "list of i", "bullets"]])
def test_lists_print_ten_levels_deep(kinds):
    body = "deepest"
    for level in range(10):
        body = fill(BLOCKS[kinds[level % len(kinds)]], f"level {level}{body}")
    assert prints(body + fill(BLOCKS["table"], body))


def test_what_the_style_sheet_writes_can_be_drawn_by_our_own_fonts():
    sheets = [(settings.BASE_DIR / "static" / name).read_text() for name in ("report.css", "report-language.css")]
    written = re.findall(r'(?:content|list-style(?:-type)?):[^;}]*?"([^"]*)"', "".join(sheets))
    assert len(written) > 2 and {ord(letter) for letter in "".join(written)} <= branding_glyphs()


def test_every_list_of_fonts_ends_in_those_that_the_check_asks():
    sheet = (settings.BASE_DIR / "static/report.css").read_text()
    families = re.findall(r"font-family: ([^;}]+)", sheet)
    assert len(families) > 5
    assert all(one.endswith(("var(--rest)", "var(--labels)", "inherit")) for one in families)


@pytest.mark.parametrize(
    "letter", ["\x0b", "\x01", "\ue123", "\ufff9", "\ud800", "\u2028", "\uffff", "\U0001f600", "અ"]
)
def test_what_no_font_draws_is_a_missing_glyph(letter):
    assert missing_glyphs(f"a{letter}b") == [letter]


@pytest.mark.parametrize(
    "letter", ["\u200b", "\u200d", "\u2060", "\u00ad", "\ufeff", "\ufe0f", "\t", "\n", "Ж", "ἀ", "한"]
)
def test_what_is_drawn_or_never_drawn_is_not(letter):
    assert missing_glyphs(f"a{letter}b") == []
