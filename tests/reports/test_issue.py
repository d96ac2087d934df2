"""A release says which it is: number, date, content hash and address, in every form, and how a file is verified."""

import io
import re
from datetime import UTC, datetime

import pikepdf
import pypdfium2
import pytest
import segno

from reports.data.gather import gather
from reports.data.schema import stored_report
from reports.models import AnnualReport
from reports.output.formats import page_form, text_form
from reports.output.html import report_html, report_pdf
from reports.releases.colophon import Issue, content_hash
from tests.factories import make_acronym, make_annual_report, make_section
from tests.public import words
from tests.reports.test_accessible import broken_rules

pytestmark = pytest.mark.django_db
ADDRESS = "http://testserver/annual-reports/1990/releases/3/"
MADE = {}


@pytest.fixture
def data():
    """Gathered once for all tests: nothing in it may differ between two builds."""
    if "data" not in MADE:
        report = make_annual_report(slug="1990", start="1990", end="1990")
        make_section(report=report, kind="acronyms", heading="Acronyms")
        make_acronym(report=report)
        MADE["data"] = gather(report)
    return MADE["data"]


@pytest.fixture
def issue(data):
    return Issue(3, datetime(2026, 11, 5, 1, 2, 3, tzinfo=UTC), content_hash(data), "/annual-reports/1990/releases/3/")


@pytest.fixture
def pdf(data, issue):
    if "pdf" not in MADE:
        MADE["pdf"] = report_pdf(data, report_html(data, issue=issue))
    return MADE["pdf"]


def squeezed(text):
    return re.sub(r"\s", "", text)


def test_every_form_says_which_release_it_is(data, issue):
    forms = [report_html(data, issue=issue), report_html(data, issue=issue, light=True)]
    forms += [text_form(data, issue), page_form(data, issue)]
    for form in forms:
        shown = words(form)
        assert "Release 3, 5 November 2026" in shown and "Content hash" in shown and ADDRESS in shown
        assert squeezed(issue.short_hash) in squeezed(shown) and "Draft" not in shown
    assert [issue.content_hash in squeezed(form) for form in forms] == [False, False, True, True]


def test_a_draft_says_that_it_is_one_and_has_no_number(data):
    for form in (report_html(data, draft=True), text_form(data), page_form(data)):
        shown = words(form)
        assert "Draft from live records" in shown and "Content hash" not in shown and "Release" not in shown


def test_a_code_drawn_on_the_page_is_the_address(pdf):
    """The last page is drawn, and what stands at each module of its code is compared with the code of the address."""
    pages = pypdfium2.PdfDocument(pdf)
    picture = pages[len(pages) - 1].render(scale=6, grayscale=True).to_pil()
    wanted = [list(map(bool, row)) for row in segno.make(ADDRESS, error="m", micro=False).matrix_iter(border=0)]
    step = 22 / 25.4 * 72 * 6 / (len(wanted) + 8)  # 22 mm, with four white modules on either side
    assert any(modules_at(picture, *corner, step, len(wanted)) == wanted for corner in corners(picture, step))


def test_the_words_of_a_release_stand_beside_its_code(pdf):
    pages = pypdfium2.PdfDocument(pdf)
    words = pages[len(pages) - 1].get_textpage()

    def corner(text):
        left, _bottom, _right, top = words.get_charbox(words.search(text).get_next()[0])
        return left, top

    left, above = corner("Printed from")
    for line in ("Release 3", "Content hash", "http://testserver"):
        x, y = corner(line)
        assert x > left + 26 / 25.4 * 72 - 1 and above - y < (13 + 4 + 22) / 25.4 * 72, line


def corners(picture, step):
    """Where a black bar of seven modules begins below and right of white: that of a finder pattern."""
    black = picture.point(lambda grey: 255 if grey < 60 else 0)
    for top in range(int(4 * step), picture.height):
        row = black.crop((0, top, picture.width, top + 1))
        left = (row.getbbox() or (0,))[0]
        if left and row.crop((left + 1, 0, left + int(7 * step) - 1, 1)).getextrema() == (255, 255):
            yield left, top


def modules_at(picture, left, top, step, size):
    middles = [(number + 0.5) * step for number in range(size)]
    return [[picture.getpixel((int(left + x), int(top + y))) < 128 for x in middles] for y in middles]


def test_the_code_has_an_alternative_text_and_no_rule_is_broken(pdf):
    assert broken_rules(pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        shown = [
            str(one.Alt) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
    assert "QR code of the address of this release" in shown


def test_two_builds_of_a_release_are_the_same_bytes(pdf, data, issue):
    assert report_pdf(data, report_html(data, issue=issue)) == pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.docinfo["/CreationDate"]) == "D:20261105010203+00'00"


def test_a_release_keeps_what_its_files_say(client, report, release):
    first = release()
    assert first.content_hash == content_hash(stored_report(first.data)) and first.published_at.microsecond == 0
    assert first.content_hash in squeezed(first.path("text").read_text())
    page = client.get(first.get_absolute_url()).content.decode()
    assert all(checksum in page for _, checksum in first.checksums) and first.content_hash in page
    assert "sha256sum" in page and "Get-FileHash" in page
    live = client.get("/annual-reports/2014/").content.decode()
    assert first.content_hash in live and f"http://testserver{first.get_absolute_url()}" in live
    AnnualReport.objects.update(title="Changed since")
    live = words(client.get("/annual-reports/2014/").content.decode())
    assert first.content_hash not in live and "Draft from live records" in live
