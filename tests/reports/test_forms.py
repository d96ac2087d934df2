"""The report as plain text and as one HTML file: whole, protected, and asking nothing of anybody."""

import base64
import re

import pytest

from core.pdf import PrintError
from core.text.plaintext import columns
from projects.models import ActivityPhoto
from reports.data.gather import gather
from reports.models import Section
from reports.output.formats import page_form, text_form
from tests.factories import make_annual_report, make_project, make_section
from tests.reports.test_networks import NAMES, load

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", NAMES)
def test_every_section_of_every_network_is_in_both(name):
    data = gather(load(name))
    text, page = text_form(data), page_form(data)
    for section in data.sections:
        title = f"{section.number} {section.heading}".strip()
        assert re.search(rf"^{re.escape(title)}\n=+$", text, re.M), title
        assert f'id="{section.anchor}"' in page
    assert all(columns(line) <= 72 for line in text.splitlines() if "://" not in line)


def test_the_accounts_stand_in_columns():
    text = text_form(gather(load("finance")))
    assert "Staff                51,200.00  48,000.00   +3,200.00      +7%\n" in text
    assert "USD 7,480.50 more came in than was spent; income rose by 22 percent\nsince 2013" in text


def test_the_file_holds_its_photos_and_asks_nobody(report):
    page = page_form(gather(report))
    sources = re.findall(r'\ssrc(?:set)?="([^"]*)"', page)
    assert sources and all(source.startswith("data:image/jpeg;base64,") for source in sources)
    assert not re.search(r"<script|<link|<iframe|@import|url\((?!\"data:)", page)
    assert '<html lang="en">' in page and "color-scheme: light dark" in page and "--paper: light-dark(" in page
    assert all(link.startswith(("#", "http")) for link in re.findall(r'\shref="([^"]*)"', page))


def faces(page):
    """[(family, weight)] of the fonts in a page, each of them whole."""
    source = r'src: url\("data:font/woff2;base64,([^"]+)"\)[^;]*;'
    found = re.findall(rf'@font-face {{\s*font-family: "([^"]+)";\s*{source}\s*font-weight: (\d+)', page)
    assert all(base64.b64decode(content)[:4] == b"wOF2" for _, content, _ in found)
    return [(family, weight) for family, _, weight in found]


def test_the_file_brings_the_letters_that_a_reader_may_lack():
    report = make_annual_report(slug="2014", language="my")
    make_section(report=report, heading="မြန်မာ", text="<p>ไทย 中文</p>")
    page = page_form(gather(report))
    assert faces(page) == [("Noto Serif Thai", "400"), ("Padauk", "400"), ("Padauk", "600")]
    assert len(page.encode()) < 300_000
    plain = make_annual_report(slug="2015", start="2015", end="2015")
    make_section(report=plain, text="<p>Café, 中文, Đà Nẵng</p>")
    assert "@font-face" not in page_form(gather(plain))


def test_a_photo_is_told_in_words(report):
    assert "[Photo: A field]\n\nAt the river." in text_form(gather(report))


def test_names_are_protected_and_scripts_kept_in_both(report):
    text, page = text_form(gather(report)), page_form(gather(report))
    assert "Boonlert" not in text + page
    assert "မြန်မာ, ភាសាខ្មែរ" in text
    assert '<span lang="my">မြန်မာ</span>, <span lang="km">ភាសាខ្មែរ</span>' in page


def test_a_photo_that_vanished_is_named(report):
    photo = ActivityPhoto.objects.get()
    photo.image.storage.delete(photo.light_name)
    with pytest.raises(
        PrintError, match=r"The photo “At the river” is no longer on disk \(photos/projects/\w+-\d+\.jpg\)"
    ):
        page_form(gather(report))
    assert "[Photo: A field]" in text_form(gather(report))


def test_every_kind_of_section_has_its_words(report):
    report.sections.update(entered_in_error="Not wanted here")
    for kind in Section.Kind.values:
        make_section(report=report, kind=kind, heading=kind, project=make_project() if kind == "programme" else None)
    text = text_form(gather(report))
    assert all(re.search(rf"^{kind}.*\n=+\n\n?\S", text, re.M) for kind in Section.Kind.values)
