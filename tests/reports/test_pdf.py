"""The printed file: whole, tagged, with its photos and fonts, and made from nothing outside this site."""

import http.server
import io
import re
import threading

import pikepdf
import pypdfium2
import pytest

from core.pdf import PrintError
from core.pdf.client import pdf_worker, render_pdf
from projects.models import Activity, ActivityPhoto
from reports.data.gather import gather
from reports.output.formats import page_form, text_form
from reports.output.html import report_html, report_pdf
from tests.factories import make_activity_photo, make_person, picture

pytestmark = pytest.mark.slow

BASE = "http://testserver/"
PAGE = (
    '<!doctype html><html lang="en"><head><title>T</title>'
    '<link rel="stylesheet" href="/static/report-fonts.css">{}</head>'
    '<body style="font-family: Record Serif"><h1>T</h1>{}</body></html>'
)


def page(body="", head=""):
    return PAGE.format(head, body)


@pytest.fixture
def pdf(report):
    data = gather(report)
    return pikepdf.open(io.BytesIO(report_pdf(data, report_html(data))))


def test_it_has_bookmarks_for_its_sections(pdf):
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["About", "Achievements"]


@pytest.mark.parametrize("light, size", [(False, (803, 402)), (True, (386, 193))])
def test_the_photo_is_printed_at_its_printed_width(report, light, size):
    ActivityPhoto.objects.update(entered_in_error="Not wanted here")
    make_activity_photo(activity=Activity.objects.get(), image=picture(size=(2000, 1000)))
    data = gather(report)
    printed = pikepdf.open(io.BytesIO(report_pdf(data, report_html(data, light), light=light)))
    images = [thing for thing in printed.objects if getattr(thing, "get", lambda *_: None)("/Subtype") == "/Image"]
    assert [(int(image.Width), int(image.Height)) for image in images] == [size]


def test_the_same_facts_make_the_same_bytes_in_a_cold_pdf_worker_and_in_a_warm_one(report):
    data = gather(report)
    html = report_html(data)
    pdf_worker.stop()
    cold = report_pdf(data, html)
    assert report_pdf(data, html) == cold
    assert report_pdf(data, report_html(gather(report))) == cold


def test_a_name_that_is_withheld_is_not_in_what_is_printed(report):
    assert "Boonlert" not in report_html(gather(report))


def test_a_name_beside_letters_that_part_no_words_is_in_no_form_of_the_report(report):
    make_person(name="Ko Hidden", name_in_script="สมชาย ดี", naming="withheld")
    words = "คุณOmsin Boonlertและสม\u200bชาย\u200bดีกล่าว"
    report.sections.update(heading=words, text=f"<p>{words} 与Omsin Boon\xadlert说</p>")
    data = gather(report)
    pages = pypdfium2.PdfDocument(report_pdf(data, report_html(data)))
    printed = "".join(page.get_textpage().get_text_range() for page in pages)
    for form in (printed, page_form(data), text_form(data)):
        plain = re.sub(r"[\s\u200b\ufffe]|<[^<>]*>", "", form)
        assert "NamewithheldและNamewithheldกล่าว" in plain and "与Namewithheld说" in plain
        assert not [part for part in ("Omsin", "Boon", "ชาย", "คุณ") if part in plain]


def test_a_photo_that_is_left_out_fails_the_build():
    with pytest.raises(PrintError, match=r"not printed: photos/x\.jpg\. Show this to whoever keeps the site\."):
        render_pdf(page(), base_url=BASE, photos=["photos/x.jpg"])


def test_what_is_only_logged_fails_the_build():
    with pytest.raises(PrintError, match=r"told: .*no-such-property.*\. Show this to whoever keeps the site\."):
        render_pdf(page(head="<style>p { no-such-property: 1 }</style>"), base_url=BASE)


class Listener(http.server.BaseHTTPRequestHandler):
    hits = 0

    def do_GET(self):
        Listener.hits += 1
        self.send_response(204)
        self.end_headers()


@pytest.fixture
def listener():
    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Listener.hits = 0
    yield f"http://127.0.0.1:{server.server_port}/x"
    server.shutdown()


@pytest.mark.parametrize(
    "body, head",
    [
        ('<img src="{url}" alt="x">', ""),
        ('<object data="{url}"></object>', ""),
        ("", '<style>@import url("{url}");</style>'),
        ("", '<style>@font-face {{ font-family: X; src: url("{url}") }} h1 {{ font-family: X }}</style>'),
        ("", '<link rel="stylesheet" href="{url}">'),
        ('<p style="background: url({url})">x</p>', ""),
    ],
)
def test_nothing_is_asked_of_the_network(listener, body, head):
    with pytest.raises(PrintError):
        render_pdf(page(body.format(url=listener), head.format(url=listener)), base_url=BASE)
    assert Listener.hits == 0


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "/etc/passwd", "/static/../manage.py", "/static/%2e%2e/manage.py", "/photos/x.jpg"],
)
def test_no_other_file_is_read(address):
    with pytest.raises(PrintError):
        render_pdf(page(f'<img src="{address}" alt="x">'), base_url=BASE)


def test_nothing_is_attached():
    with pytest.raises(PrintError):
        render_pdf(page(head='<link rel="attachment" href="file:///etc/passwd">'), base_url=BASE)
