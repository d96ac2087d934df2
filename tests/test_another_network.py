"""An installation of another network, on another continent: nothing that anybody reads of it speaks of this one."""

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.contrib import admin
from django.test import Client

from exchange.loader import load
from reports.data.gather import gather
from reports.models import AnnualReport
from reports.output.formats import page_form, text_form
from reports.output.html import report_html, report_pdf
from tests.factories import make_staff
from tests.posting import address, change
from tests.test_promises import crawl, text

FILE = Path(__file__).parent / "networks" / "essai.yaml"
FOREIGN = re.compile(r"[Mm]ekong|\bMMN\b|[Bb]angkok|\bGMS\b|Burma/")
OFFERED = re.compile(r"<option\b[^>]*>[^<]*</option>")  # zones and countries of the world, to choose from
ADMIN_PAGES = ["check", "release", "copy", "preview", "possible-names"]


@pytest.fixture(scope="module")
def essai(django_db_setup, django_db_blocker):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        load([FILE])
        yield AnnualReport.objects.get()
        transaction.set_rollback(True)


def foreign_words(read):
    return {found[0] for found in FOREIGN.finditer(OFFERED.sub("", read))}


@pytest.mark.django_db
def test_no_public_page_feed_or_file_speaks_of_another_network(essai):
    client = Client()
    pages = crawl(client)
    assert len(pages) > 30 and {"/members/", "/events/calendar.ics"} < pages.keys()
    pages |= {one: client.get(one) for one in ("/robots.txt", "/sitemap.xml", "/.well-known/security.txt", "/nowhere/")}
    assert {one: foreign_words(text(page)) for one, page in pages.items() if foreign_words(text(page))} == {}
    headers = {one: str(page.headers) for one, page in pages.items()}
    assert {one: words for one, words in headers.items() if FOREIGN.search(one + words)} == {}
    assert "Réseau d’essai" in text(pages["/"]) and "Association Réseau d’essai" in text(pages["/"])


@pytest.mark.django_db
def test_no_page_of_the_admin_speaks_of_another_network(essai):
    client, pages = Client(), {}
    client.force_login(make_staff())
    for model in admin.site._registry:
        places = [address(model), address(model, "add")]
        if record := model._default_manager.first():
            places.append(change(record))
        pages |= {one: client.get(one) for one in places}
    report = change(essai).removesuffix("change/")
    own = {one: client.get(one, follow=True) for one in ("/admin/", *(f"{report}{page}/" for page in ADMIN_PAGES))}
    assert {page.status_code for page in own.values()} == {200}
    pages |= own
    read = {one: text(page) for one, page in pages.items() if page.status_code == 200}
    assert len(read) > 60
    assert {one: foreign_words(page) for one, page in read.items() if foreign_words(page)} == {}


@pytest.mark.django_db
def test_no_form_of_the_report_speaks_of_another_network(essai):
    data = gather(essai)
    html = report_html(data)
    for form in (html, text_form(data), page_form(data)):
        assert "Réseau d’essai" in form
        assert foreign_words(form) == set()
    content = report_pdf(data, html)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    assert len(pages) > 5 and foreign_words("\n".join(pages)) == set()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
        assert len(fonts) > 2 and foreign_words(" ".join(fonts)) == set()
        assert foreign_words(str(pdf.docinfo) + str(pdf.open_metadata())) == set()
        assert foreign_words(" ".join(map(str, pdf.attachments))) == set()
