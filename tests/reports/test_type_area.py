"""What is printed stays within the columns of its page, and nothing lies on anything else."""

import re
from html import unescape

import pypdfium2
import pytest

from core.richtext import fitted
from reports.data.gather import gather
from reports.models import AnnualReport
from reports.output.html import report_html, report_pdf
from tests import factories as f

POINT = 25.4 / 72
LEFT, RIGHT = 20 / POINT, 190 / POINT  # the columns of an upright page, in points
NBSP = "\u00a0"
WORDS = "Migrant workers and their families "


def row(columns, word="Organisation"):
    return "<tr>" + "".join(f"<td>{word}{column}</td>" for column in range(columns)) + "</tr>"


def table(columns, rows=3):
    return f"<table><tbody>{row(columns) * rows}</tbody></table>"


def printed(report):
    """(the file, what the layout measured outside the type area)"""
    measured, data = [], gather(report)
    pdf = report_pdf(data, report_html(data), on_overflow=measured.extend)
    return pypdfium2.PdfDocument(pdf), measured


def of_text(text, **changes):
    report = f.make_annual_report(slug="2014")
    f.make_section(report=report, heading="About", text=text, **changes)
    return printed(report)


def boxes(page):
    """[(left, bottom, right, top)] of the lines of a page, in points from its lower left corner."""
    words = page.get_textpage()
    return [words.get_rect(number) for number in range(words.count_rects())]


def collisions(document):
    """Lines of text that lie on another by more than a third of the smaller: [(page, words)]."""
    found = []
    for number, page in enumerate(document, 1):
        lines = [box for box in boxes(page) if box[2] - box[0] > 1 and box[3] - box[1] > 1]
        for place, one in enumerate(lines):
            for other in lines[place + 1 :]:
                wide = min(one[2], other[2]) - max(one[0], other[0])
                high = min(one[3], other[3]) - max(one[1], other[1])
                least = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
                if wide > 0 and high > 0 and wide * high > least / 3:
                    found.append((number, page.get_textpage().get_text_bounded(*one)))
    return found


def texts(document):
    return [page.get_textpage().get_text_range() for page in document]


WIDE = {
    "three columns": table(3),
    "five columns": table(5),
    "eight columns": table(8),
    "fourteen columns": table(14),
    "a long address in a cell": "<table><tbody><tr><td>ILO</td><td>https://www.example.org/"
    + "/".join(["wcms_protect"] * 20)
    + "</td><td>Organisation0</td></tr></tbody></table>",
    "a table in a list": f"<ul><li>{table(4)}</li></ul>",
    "a table in a quotation": f"<blockquote>{table(4)}</blockquote>",
    "words joined by spaces that do not break": f"<p>{(WORDS * 9).strip().replace(' ', NBSP)} Organisation0</p>",
    "the same in a list": f"<ul><li>{(WORDS * 9).strip().replace(' ', '&nbsp;')} Organisation0</li></ul>",
    "a word without end": f"<p>{'x' * 400} Organisation0</p>",
    "a heading without end": f"<h3>{'Heading' * 60}</h3><p>Organisation0</p>",
    "a long address": f"<p><a href='https://example.org/'>https://example.org/{'a' * 300}</a> Organisation0</p>",
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", WIDE)
def test_text_stays_within_its_page(what):
    document, measured = of_text(WIDE[what])
    assert measured == []
    edges = [(box, page.get_width()) for page in document for box in boxes(page)]
    assert len(edges) > 5
    assert all(left > 0 and right <= width - 40 for (left, _, right, _), width in edges)
    assert "Organisation0" in re.sub(r"\s", "", "".join(texts(document)))
    assert collisions(document) == []


@pytest.mark.django_db
def test_table_of_many_columns_turns_its_page_only():
    document, _ = of_text(f"<p>Before</p>{table(14)}<p>After</p>")
    turned = [page.get_width() > page.get_height() for page in document]
    assert [("Before" in text, "After" in text) for text in texts(document)][2:5] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    assert turned[2:5] == [False, True, False]


@pytest.mark.django_db
def test_text_beyond_the_type_area_is_measured():
    _, measured = of_text(table(60))
    assert [one["page"] for one in measured] == [4] and measured[0]["text"].startswith("Organisation0Organisation1")


@pytest.mark.django_db
def test_picture_three_times_as_high_as_wide_fits():
    report = f.make_annual_report(slug="2014")
    section = f.make_section(report=report, heading="About", text="<p>Words</p>")
    f.make_report_photo(section=section, caption="A tall tower", image=f.picture(size=(900, 2700)))
    document, measured = printed(report)
    page = next(page for page in document if "A tall tower" in page.get_textpage().get_text_range())
    (picture,) = (one.get_bounds() for one in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
    left, bottom, right, top = picture
    assert measured == [] and (top - bottom) / (right - left) == pytest.approx(3, rel=0.01)
    assert top < page.get_height() - 22 / POINT + 1 and bottom > 21 / POINT


@pytest.mark.parametrize(
    "columns, name", [(1, "table"), (5, "table"), (6, "wide-table"), (10, "wide-table"), (11, "turned-table")]
)
def test_fitted_names_a_table_by_its_columns(columns, name):
    assert fitted(table(columns)).startswith(f'<div class="{name}"><table>')


def test_fitted_counts_spans():
    spans = '<table><tbody><tr><td colspan="7">a</td></tr><tr><td>b</td></tr></tbody></table>'
    assert 'class="wide-table"' in fitted(spans)


def test_fitted_leaves_few_joined_words():
    assert fitted(f"<p>21{NBSP}March{NBSP}2014 at 5&nbsp;pm</p>") == f"<p>21{NBSP}March{NBSP}2014 at 5&nbsp;pm</p>"


@pytest.fixture
def short_texts(db):
    """Short texts with many figures beside them, photos, recommendations, and a chapter after each."""
    report = f.make_annual_report(slug="2014")
    f.make_section(report=report, kind="overview", heading="Overview")
    for code in ("TH", "KH", "LA"):
        overview = f.make_country_overview(report=report, country=code, text=f"<p>A short text of {code}.</p>")
        for number in range(7):
            f.make_statistic(overview=overview, value=number + 100, unit="migrants who were registered in the year")
    f.make_section(report=report, kind="achievements", heading="Achievements")
    for name in ("Rights", "Health"):
        project = f.make_project(title=name, slug=name.lower(), summary="<p>Short.</p>")
        for number in range(6):
            partner = f.make_organisation(name=f"Partner {number} of the project on {name}")
            f.make_partner(project=project, organisation=partner, role="co-host of the workshop")
        activity = f.make_activity(
            project=project, start="2014", end="2014", heading=f"{name} meeting", text="<p>One line.</p>"
        )
        for number in range(5):
            f.make_figure(activity=activity, value=number + 200, unit="people at the meeting")
        f.make_recommendation(activity=activity, text="Ratify the convention.")
        f.make_activity_photo(activity=activity, caption=f"Photo of {name}", image=f.picture(size=(1200, 800)))
    for number in range(6):
        f.make_section(
            report=report, heading=f"Chapter {number}", text="<p>Two lines that say little.</p>" * (number + 1)
        )
    return report


def test_short_texts_with_many_figures_do_not_collide(short_texts):
    document, measured = printed(short_texts)
    pages = texts(document)
    assert measured == [] and sum("people at the meeting" in page for page in pages)
    assert collisions(document) == []


def test_photo_stands_with_its_own_project(short_texts):
    pages = texts(printed(short_texts)[0])
    for name in ("Rights", "Health"):
        page = next(page for page in pages if f"Photo of {name}" in page)
        assert "One line." in page[: page.index(f"Photo of {name}")]


CHAPTERS = ["Overview", "Achievements", *(f"Chapter {number}" for number in range(6))]


def headings(page):
    """The chapters that begin on a page, from its top: [(points above the foot of the type area, heading)]."""
    words, found = page.get_textpage(), []
    for chapter in CHAPTERS:
        searcher = words.search(chapter, match_case=True)
        while at := searcher.get_next():
            _, bottom, _, top = words.get_charbox(at[0])
            if top - bottom > 12:  # no running head, which is small
                found.append((bottom - 21 / POINT, chapter))
    return sorted(found, reverse=True)


def test_running_head_names_the_chapter_at_the_top(short_texts):
    document, _ = printed(short_texts)
    heads, expected, current = [], [], None
    for page in list(document)[2:-1]:
        edge = page.get_height() - 20 / POINT
        words = page.get_textpage().get_text_bounded(0, edge, page.get_width(), page.get_height())
        heads.append(words.strip())
        begun = headings(page)
        is_at_top = begun and begun[0][0] > 215 / POINT
        expected.append(begun[0][1] if is_at_top else current)
        current = begun[-1][1] if begun else current
    assert len(set(heads)) > 2 and heads == expected


def test_chapter_begins_with_room_for_lines_below(short_texts):
    document, _ = printed(short_texts)
    rooms = [room for page in list(document)[2:-1] for room, _ in headings(page)]
    assert len(rooms) == len(CHAPTERS) and min(rooms) > 30 / POINT


@pytest.mark.django_db
@pytest.mark.parametrize("paragraphs", [22, 23, 24])
def test_chapter_begins_with_what_follows_its_introduction(paragraphs):
    report = f.make_annual_report(slug="2014")
    f.make_section(report=report, heading="Before", text="<p>A line.</p>" * paragraphs)
    f.make_section(report=report, kind="publications", heading="Works", text="<p>What appeared.</p>")
    f.make_publication(title="A work of 2014", date="2014-05", note=WORDS * 11)
    pages = texts(printed(report)[0])
    (begins,) = (page for page in pages if "What appeared." in page)
    assert "A work of 2014" in begins


@pytest.fixture(scope="module")
def of_2014(demo):
    return printed(AnnualReport.objects.get(slug="2014"))


def test_report_of_2014_does_not_collide(of_2014):
    document, measured = of_2014
    assert len(document) > 30 and measured == [] and collisions(document) == []


def test_report_of_2014_prints_each_margin_once(of_2014):
    html = report_html(gather(AnnualReport.objects.get(slug="2014")))
    margins = re.findall(r'<aside class="margin.*?</aside>', html, re.S)
    facts = {unspaced(fact) for margin in margins for fact in re.findall(r"<li>(.*?)</li>", margin, re.S)}
    shown, read = unspaced(html), unspaced("".join(page.get_textpage().get_text_range() for page in of_2014[0]))
    assert len(facts) > 20
    assert {fact for fact in facts if read.count(fact) != shown.count(fact)} == set()


def unspaced(html):
    return re.sub(r"<[^>]*>|[\s\ufffe-]", "", unescape(html))  # a hyphen at the end of a line is read otherwise
