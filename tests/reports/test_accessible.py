"""The printed file for readers who listen: the rules of PDF/UA-1, and what they do not ask, by walking its tags."""

import io
import re
from collections import Counter
from itertools import pairwise
from urllib.parse import urljoin

import lxml.html
import page
import pikepdf
import pytest

from core.pdf.client import render_pdf
from reports.data.gather import gather
from reports.models import AnnualReport
from reports.output.html import report_html, report_pdf
from tests.factories import make_acronym, make_annual_report, make_section

pytestmark = pytest.mark.django_db
PRINTED = {}
TAGS = {"article": "art"}


def printed(name):
    """(HTML, PDF) of a report, printed once for all tests."""
    if name not in PRINTED:
        data = gather({"2014": record_of_2014, "small": small_report, "empty": empty_report}[name]())
        html = report_html(data)
        PRINTED[name] = html, report_pdf(data, html)
    return PRINTED[name]


@pytest.fixture(params=["2014", "small", "empty"])
def pdf(request, demo):
    """Three reports: the record of 2014, a table and links on a page, and nothing at all."""
    return printed(request.param)[1]


def record_of_2014():
    return AnnualReport.objects.get(slug="2014")


def small_report():
    report = make_annual_report(slug="1990", start="1990", end="1990")
    text = '<p>See <a href="https://example.org/">the whole study</a>.</p>'
    make_section(report=report, heading="About", text=text)
    make_section(report=report, kind="acronyms", heading="Acronyms")
    make_acronym(report=report)
    return report


def empty_report():
    return make_annual_report(slug="1980", start="1980", end="1980")


@pytest.fixture
def opened(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        yield opened


@pytest.fixture
def elements(opened):
    return list(walk(opened.Root.StructTreeRoot.K))


def walk(element):
    for kid in element if isinstance(element, pikepdf.Array) else [element]:
        if isinstance(kid, pikepdf.Dictionary):
            if "/S" in kid:
                yield kid
            yield from walk(kid.get("/K", pikepdf.Array()))


def of_kind(elements, *kinds):
    return [element for element in elements if str(element.S) in kinds]


def links(opened):
    return [link for page in opened.pages for link in page.get("/Annots", []) if link.Subtype == "/Link"]


def broken_rules(pdf):
    """What breaks a rule of PDF/UA-1, for every test that prints a report."""
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert report.rules.total > 100
    return [(failure.rule_id, failure.message) for failure in report.failures]


def test_no_rule_of_pdf_ua_1_is_broken(pdf):
    assert broken_rules(pdf) == []


def test_headings_step_down_one_level_at_a_time(elements):
    levels = [int(str(element.S)[2]) for element in elements if re.fullmatch("/H[1-6]", str(element.S))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert [(before, after) for before, after in pairwise(levels) if after > before + 1] == []


def test_every_table_says_what_its_headers_head(elements):
    for table in of_kind(elements, "/Table"):
        inside = list(walk(table))
        headers = of_kind(inside, "/TH")
        assert headers and {str(header.A.get("/Scope")) for header in headers} <= {"/Column", "/Row"}
        assert any(header.A.Scope == "/Column" for header in headers)
        assert all(len(cell.A.Headers) for cell in of_kind(inside, "/TD"))


def test_every_figure_has_alternative_text_and_lies_on_its_page(elements):
    for figure in of_kind(elements, "/Figure"):
        assert str(figure.get("/Alt", "")).strip()
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
        _, _, width, height = (float(edge) for edge in figure.Pg.MediaBox)
        assert 0 <= left < right <= width and 0 <= bottom < top <= height


def test_every_caption_stands_in_its_figure(elements):
    assert all(caption.P.S in {"/Figure", "/Table"} for caption in of_kind(elements, "/Caption"))


def test_every_link_is_tagged_and_says_where_it_leads(opened, elements):
    tagged = {
        kid.Obj.objgen
        for element in of_kind(elements, "/Link")
        for kid in element.K
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    }
    assert {link.objgen for link in links(opened)} == tagged
    assert all(re.search(r"\w", str(link.Contents)) for link in links(opened))


def test_a_link_is_announced_by_its_words(opened):
    abroad = [str(link.Contents) for link in links(opened) if link.get("/A", {}).get("/URI") == "https://example.org/"]
    assert set(abroad) <= {"the whole study"}


def test_the_file_has_every_link_heading_table_and_figure_of_the_page(demo):
    html, pdf = printed("2014")
    tree = lxml.html.fromstring(html, base_url="http://testserver/")
    there = Counter(element.tag for element in tree.iter() if isinstance(element.tag, str))
    targets = {anchor.get("href") for anchor in tree.iter("a")}
    addresses = {urljoin("http://testserver/", target) for target in targets if not target.startswith("#")}
    assert len(addresses) > 130 and len(targets) - len(addresses) > 30
    assert there["table"] > 2 and there["figcaption"] > 10 and there["svg"] and min(there[f"h{n}"] for n in range(1, 6))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        tags = Counter(str(element.S).lower() for element in walk(opened.Root.StructTreeRoot.K))
        found = links(opened)
        assert {str(link.A.URI) for link in found if "/A" in link} == addresses
        assert {f"#{link.Dest}" for link in found if "/Dest" in link} == {one for one in targets if one[0] == "#"}
        with opened.open_outline() as outline:
            chapters = [one.title for one in outline.root]
    assert ["Contents", *chapters] == [" ".join(h2.text_content().split()) for h2 in tree.iter("h2")]
    alike = ["h1", "h2", "h3", "h4", "h5", "li", "td", "article"]
    assert {tag: tags[f"/{TAGS.get(tag, tag)}"] for tag in alike} == {tag: there[tag] for tag in alike}
    assert tags["/figure"] == there["img"] + there["svg"] and tags["/caption"] == there["figcaption"]
    assert tags["/table"] >= there["table"]  # one that a page cuts is two


def test_pages_are_read_in_their_order(opened, elements):
    """What stands beside the text, or is cut by the end of a page, is read whole; what follows begins no earlier."""
    numbers = {one.objgen: number for number, one in enumerate(opened.pages)}
    for element in elements:
        kids = element.K if isinstance(element.get("/K"), pikepdf.Array) else []
        order = [numbers[kid.Pg.objgen] for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/Pg" in kid]
        assert order == sorted(order)
    assert all(one.Tabs == "/S" for one in opened.pages)


def test_what_a_page_break_cuts_is_one_paragraph_list_or_section():
    words = "One sentence of a paragraph that is longer than a page. " * 200
    text = f"<section><p>{words}</p><ul><li>{words}</li><li>Second.</li></ul><blockquote>{words}</blockquote></section>"
    table = f"<table><thead><tr><th>T</th></tr></thead><tbody>{'<tr><td>1</td></tr>' * 90}</tbody></table>"
    sheet = '<link rel="stylesheet" href="/static/report-fonts.css"><style>body { font-family: "Record Serif" }</style>'
    pdf = render_pdf(
        f'<html lang="en"><head><title>T</title>{sheet}</head><body>{text}{table}</body></html>',
        base_url="http://testserver/",
    )
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) > 5
        tags = Counter(str(element.S) for element in walk(opened.Root.StructTreeRoot.K))
    once = ("/Sect", "/P", "/L", "/BlockQuote")
    assert {tag: tags[tag] for tag in (*once, "/LI", "/LBody")} == dict.fromkeys(once, 1) | {"/LI": 2, "/LBody": 2}
    assert tags["/Table"] == tags["/THead"] == tags["/TH"] > 1  # each part with headers of its own
    assert tags["/TD"] == 90


def test_the_reader_is_told_language_and_title(opened):
    assert str(opened.Root.Lang) == "en"
    assert ": Annual Report " in str(opened.docinfo["/Title"])
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert opened.Root.MarkInfo.Marked
    assert b"pdfuaid:part" in opened.Root.Metadata.read_bytes()
