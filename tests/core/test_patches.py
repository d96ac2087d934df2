"""Each patch to WeasyPrint is needed, for it prints otherwise without, and still hits; an unknown version has none."""

import io
import json
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from importlib import metadata
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from core.pdf import patches
from core.pdf.patches import cancelled_floats, empty_strings, performance, tagging, text_extraction

pytestmark = pytest.mark.slow
PATCHES = (cancelled_floats, empty_strings, performance, tagging, text_extraction)
PRINT = """
import sys
from core.pdf import layout, patches
for name in sys.argv[1:]:
    getattr(patches, name).apply() if name != "all" else patches.apply()
pdf, _ = layout.print_document(sys.stdin.read(), "http://testserver/", {}, ["static"], lambda *step: None)
sys.stdout.buffer.write(pdf)
"""
COUNT = """
import collections, json, sys
import pydyf
from weasyprint.css import ComputedStyle
from weasyprint.pdf import fonts
from core.pdf import layout, patches

calls = collections.Counter()
def count(owner, name, function, kind=lambda counted: counted):
    def counted(*args, **kwargs):
        calls[name] += 1
        return function(*args, **kwargs)
    setattr(owner, name, kind(counted))

count(ComputedStyle, "__missing__", ComputedStyle.__missing__)
count(fonts, "get_hb_object_data", fonts.get_hb_object_data)
count(pydyf.PDF, "page_references", pydyf.PDF.page_references.fget, property)
"all" in sys.argv and patches.apply()
layout.print_document(sys.stdin.read(), "http://testserver/", {}, ["static"], lambda *step: None)
print(json.dumps(calls))
"""
FONTS = '<link rel="stylesheet" href="/static/report-fonts.css">'
WORDS = "Migrants who work in the fields and on the boats of the region told us what they earn and what they owe. " * 4
TEXT = f"""<!doctype html><html lang="en"><head><title>T</title>
<link rel="stylesheet" href="/static/report-fonts.css"><style>
body {{ font: 10pt/14pt "Record Serif", "Noto Serif Thai" }} .m {{ float: left; width: 40mm }}
.r {{ float: right; width: 9cm }}
u {{ text-decoration: underline }} .s {{ letter-spacing: 0.1em; font-variant-numeric: oldstyle-nums }}
.t {{ word-spacing: 3pt; text-align: justify; hyphens: auto }} .c {{ columns: 2 }} .a {{ overflow-wrap: anywhere }}
table {{ border-collapse: collapse; width: 90% }} td {{ border: 1pt solid; padding-block: 1mm }}
.b {{ position: relative; padding-left: 2cm }} .p {{ position: absolute; left: 0 }} s {{ position: relative; top: 2pt }}
a::after {{ content: target-counter(attr(href), page) }}
</style></head><body><h1>T</h1>
<p class="m">{WORDS}</p><p>{WORDS}<u>under</u> ไทย <b>{WORDS}</b></p>
<p class="r">{WORDS}</p><p class="s">2014 {WORDS}</p>
<div class="c"><p>{WORDS}</p><p class="t">{WORDS}</p></div><p class="a">{"long" * 90}</p><p class="m">1</p>
<ul><li>{WORDS}<ol><li>{WORDS}</li></ol></li></ul><p class="b"><b class="p">1</b>{WORDS}<s>{WORDS}</s></p>
<table><thead><tr><th>T</th><th>U</th></tr></thead><tbody>
<tr><td>{WORDS}</td><td><a href="#u">1</a></td></tr></tbody></table>
<p id="u">{WORDS * 30}</p>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" width="90"><title>S</title>
<text x="5" y="20" font-family="Record Sans">S</text></svg>
<p>{WORDS * 30}</p></body></html>"""


SVG = 'xmlns="http://www.w3.org/2000/svg"'
HEAD = f"""<!doctype html><html lang="en"><head><title>T</title>{FONTS}<style>
@page {{ size: 80mm 60mm; margin: 5mm }} body {{ font: 10pt/12pt "Record Sans", Padauk; orphans: 3; widows: 3 }}
body, figure, h1, h2, p {{ margin: 0; font-size: 10pt }}
h2 {{ break-after: avoid }} aside {{ float: left; width: 20mm }}
</style></head><body>"""
TAGGED = f"""<figure><svg {SVG} viewBox="0 0 9 9" width="40" style="display: block"><title>S</title></svg>
<figcaption>C</figcaption></figure><h1>One<span style="display: block">Two</span></h1>
<table><thead><tr><th>A<th>B<tbody><tr><th>C<td>1</table>
<p>See <a href="https://example.org/">the <span lang="th">dai</span> study</a>.</p><p>{"Line<br>" * 20}</p>"""


@cache
def run(code, text, *names):
    command = [sys.executable, "-c", code, *names]
    root = Path(__file__).resolve().parents[2]
    return subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, cwd=root, check=True).stdout


def printed(text, *names):
    return run(PRINT, text, *names)


def pages(body, *names):
    """The text of each page."""
    opened = pypdfium2.PdfDocument(printed(HEAD + body, *names))
    return [page.get_textpage().get_text_range().split() for page in opened]


@contextmanager
def opened(*names):
    with pikepdf.open(io.BytesIO(printed(HEAD + TAGGED, *names))) as pdf:
        yield pdf


def tagged(kind, *names):
    """The elements of one kind, each with what is asked about it."""
    with opened(*names) as pdf:
        return [
            {
                "parent": str(one.P.get("/S")),
                "scope": str(one.get("/A", {}).get("/Scope")),
                "box": [round(float(edge)) for edge in one.get("/A", {}).get("/BBox", [])],
            }
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == f"/{kind}"
        ]


def links(*names):
    with opened(*names) as pdf:
        return [str(link.Contents) for page in pdf.pages for link in page.get("/Annots", [])]


def test_float_of_a_cancelled_block_is_printed_once():
    body = f"{'<p>0</p>' * 9}<div><aside>1<br>2<br>3<br>4</aside><h2>H</h2><p>5<br>6<br>7<br>8</p></div>"
    with_patch, without = pages(body, "all"), pages(body)
    assert ["".join(page).count("4") for page in with_patch] == [0, 1]
    assert ["".join(page).count("4") for page in without] == [0, 2]


def test_tags_of_what_a_page_break_cuts_are_one():
    assert len(tagged("P", "all")) == 2
    assert len(tagged("P")) == 3


def test_tags_of_header_cells_have_a_scope():
    assert [cell["scope"] for cell in tagged("TH", "all")] == ["/Column", "/Column", "/Row"]
    assert [cell["scope"] for cell in tagged("TH")] == ["None"] * 3


def test_tags_of_a_figure_say_where_it_lies():
    left, top = 5 / 25.4 * 72, 55 / 25.4 * 72  # the type area, in points from the corner below
    assert [figure["box"] for figure in tagged("Figure", "all")] == [list(map(round, (left, top - 30, left + 30, top)))]
    assert [figure["box"] for figure in tagged("Figure")] == [[19, 19, 59, 59]]


def test_tags_of_a_caption_stand_in_its_figure():
    assert [caption["parent"] for caption in tagged("Caption", "all")] == ["/Figure"]
    assert [caption["parent"] for caption in tagged("Caption")] == ["/NonStruct"]


def test_tags_of_a_heading_of_two_lines_are_one_heading():
    assert len(tagged("H1", "all")) == 1
    assert len(tagged("H1")) == 2


def test_links_are_announced_once_by_their_words():
    assert links("all") == ["the dai study"]
    assert links() == ["https://example.org/"] * 2


@pytest.mark.parametrize("first, later", [("Mục lục", "unusual"), ("ကြော", "ကေ ဂြ")])
def test_text_is_read_as_it_was_written(first, later):
    body = f"<p>{first}</p><p>{later}</p>"
    assert pages(body, "all") == [[*first.split(), *later.split()]] != pages(body)


def test_text_of_a_drawing_is_drawn_whole():
    word = "ကြောင်း"
    drawing = f'<svg {SVG} viewBox="0 0 90 40" width="90"><title>S</title>{{}}</svg>'
    drawn = drawing.format(f'<text x="5" y="25" font-family="Padauk" font-size="13.3333">{word}</text>')
    written = width(f"<p style='font-family: Padauk'>{word}</p>", "all")
    assert width(drawn, "all") == pytest.approx(written, abs=2)
    assert width(drawn) > written + 8


def test_what_follows_a_letter_with_a_sign_below_stands_beside_it():
    apart, together = (f"<p style='font-family: Padauk, Record Sans'>ကို{next}</p>" for next in ("<i></i>A", "A"))
    assert width(together, "all") == width(apart) > width(together) + 2
    assert contents(together).count(b"<>") > contents(together, "all").count(b"<>") == 0


def contents(body, *names):
    with pikepdf.open(io.BytesIO(printed(HEAD + body, *names))) as pdf:
        return pdf.pages[0].Contents.read_bytes()


def width(body, *names):
    """How wide what is seen of a page is, in pixels."""
    (page,) = pypdfium2.PdfDocument(printed(HEAD + body, *names))
    left, _, right, _ = page.render(scale=2).to_pil().convert("L").point(lambda grey: 255 * (grey < 128)).getbbox()
    return right - left


def test_performance_prints_the_same():
    plain = printed(TEXT)
    assert len(plain) > 20_000
    assert printed(TEXT, "performance") == plain


def test_performance_spares_more_than_half_of_the_calls():
    with_patches, without = (json.loads(run(COUNT, TEXT, *names)) for names in (["all"], []))
    for function in ("__missing__", "page_references"):
        assert 0 < with_patches[function] < without[function] / 2
    assert "get_hb_object_data" not in with_patches and without["get_hb_object_data"] > 2  # which copies a whole font


def applied(monkeypatch, version):
    names = []
    monkeypatch.setattr(metadata, "version", {"weasyprint": version}.get)
    for patch in PATCHES:
        monkeypatch.setattr(patch, "apply", lambda patch=patch: names.append(patch))
    patches.apply()
    return tuple(names)


def test_apply_patches_a_known_version(monkeypatch, caplog):
    assert metadata.version("weasyprint") in patches.VERSIONS
    assert applied(monkeypatch, metadata.version("weasyprint")) == PATCHES
    assert not caplog.records


def test_apply_leaves_an_unknown_version_and_says_so(monkeypatch, caplog):
    assert applied(monkeypatch, "71.0") == ()
    assert [record.getMessage() for record in caplog.records] == [
        "WeasyPrint 71.0 runs unpatched: core/pdf/patches is for 70.0."
    ]
