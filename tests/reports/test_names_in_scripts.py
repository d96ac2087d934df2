"""A name in another script: printed where the system has its font, and otherwise named by the check with the cure."""

import io
import re

import pikepdf
import pypdfium2
import pytest

from core.l10n.bidi import isolated
from core.l10n.scripts import SCRIPTS, script
from core.pdf import PrintError, families, fonts
from core.pdf.families import SCRIPT_FONTS, is_chosen
from core.text.plaintext import plain_text
from reports.checks import check
from reports.data.gather import gather
from reports.languages import TRANSLATED
from reports.output.html import report_html, report_pdf
from tests.factories import (
    make_annual_report,
    make_event,
    make_membership,
    make_organisation,
    make_participation,
    make_person,
    make_section,
)
from website import checks

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
NAMES = {
    "greek": "Αθηνά Παπαδοπούλου",
    "cyrillic": "Айгуль Сейткали",
    "hangul": "김민수",
    "devanagari": "सीता श्रेष्ठ",
    "bengali": "ফাতেমা ক্ষুদ্র",
    "tamil": "லட்சுமி கிருஷ்ணன்",
    "sinhala": "ශ්‍රියානි ප්‍රේමදාස",
    "arabic": "فاطمة الزهراء",
    "hebrew": "מרים כהן",
}
BY_PACKAGE = [script for script in NAMES if script not in ("greek", "cyrillic", "hangul")]


@pytest.fixture
def without_fonts(monkeypatch):
    """As on a machine to which no package has brought any."""
    monkeypatch.setattr(fonts, "font_files", dict)
    fonts.system_glyphs.cache_clear()
    yield
    fonts.system_glyphs.cache_clear()


def report_with(name):
    report = make_annual_report(slug="2014")
    make_section(report=report, kind="members", heading="Members")
    make_membership(organisation=make_organisation(name=name, country="TH"), start="2010")
    make_section(report=report, heading="About", text=f"<p>{name}, <strong>{name}</strong> 2014 (chair).</p>", order=1)
    return report


def test_scripts_are_those_that_setup_knows(settings):
    setup = (settings.BASE_DIR / "bin/setup").read_text()
    assert re.search(r'^all_scripts="([a-z ]+)"$', setup, re.M)[1].split() == list(SCRIPT_FONTS) == list(NAMES)
    sheet = (settings.BASE_DIR / "static/report.css").read_text()
    (listed,) = re.findall(r"--scripts: ([^;]+);", sheet)
    last = families.LAST
    assert set(re.findall('"([^"]+)"', listed)) == {*SCRIPT_FONTS.values()} - {last} and f'"{last}"' in sheet


@pytest.mark.parametrize("script", NAMES)
def test_a_name_is_printed_in_its_own_letters(script):
    """With the fonts that `bin/setup dev` brings; a glyph that stands for a missing one would fail the print."""
    name, report = NAMES[script], report_with(NAMES[script])
    data = gather(report)
    html = report_html(data)
    assert fonts.missing_glyphs(html) == []
    content = report_pdf(data, html)
    printed = "".join("".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(content))
    assert printed.count("".join(name.split())) >= 3
    with pikepdf.open(io.BytesIO(content)) as pdf:
        used = [str(one.BaseFont) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one]
    assert used and all(is_chosen(font.rpartition("+")[2].lstrip("/")) for font in used)
    assert [one for one in check(report) if one.kind == "Letters that cannot be printed"] == []


@pytest.mark.parametrize("script", BY_PACKAGE)
def test_without_its_font_the_check_names_letters_and_cure(without_fonts, settings, script):
    settings.SCRIPTS = ["greek"]
    report = report_with(NAMES[script])
    found = [one for one in check(report) if one.kind == "Letters that cannot be printed"]
    assert {one.severity for one in found} == {"blocking"} and len(found) >= 2
    for one in found:
        assert f"({script} " in one.what and f'make start SCRIPTS="greek {script}"' in one.what
    data = gather(report)
    with pytest.raises(PrintError, match=rf'\({script} .*make start SCRIPTS="greek {script}"'):
        report_pdf(data, report_html(data))


def test_without_any_font_greek_and_cyrillic_print_all_the_same(without_fonts):
    assert fonts.missing_glyphs(NAMES["greek"] + NAMES["cyrillic"]) == []
    assert fonts.missing_glyphs(NAMES["tamil"]) != []


def test_a_letter_that_no_package_has_gets_no_cure(without_fonts):
    assert fonts.cure(["ꦀ"]) == "" and "tamil" in fonts.cure(["ꦀ", "ல"])


def test_check_names_fonts_of_the_scripts_that_are_set(without_fonts, settings):
    settings.SCRIPTS = ["arabic", "klingon"]
    assert {"Noto Naskh Arabic", "Noto Serif CJK SC"} <= set(fonts.missing_fonts())
    assert "Noto Serif Tamil" not in fonts.missing_fonts()
    hints = {one.msg: one.hint for one in checks.fonts(None)}
    (arabic,) = [hint for words, hint in hints.items() if "Noto Naskh Arabic" in words]
    assert "fonts-noto-core" in arabic
    (error,) = checks.scripts(None)
    assert "“klingon”" in error.msg and "devanagari" in error.hint


def test_is_chosen_takes_no_other_font_of_the_same_maker():
    ours = ["Noto-Serif-Tamil-Bold", "Noto-Serif", "Noto-Serif-CJK-SC-Bold-Oblique", "Record-Serif-Semi-Bold"]
    others = ["Noto-Serif-Gujarati", "Noto-Sans-Arabic", "DejaVu-Serif"]
    assert [name for name in ours + others if is_chosen(name)] == ours


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>محمد الفيتوري, علی 2014</p>", "<p><bdi>محمد الفيتوري</bdi>, <bdi>علی</bdi> 2014</p>"),
        ("<li>כהן (chair)</li>", "<li><bdi>כהן</bdi> (chair)</li>"),
        ("<title>محمد</title><p title='محمد'>x</p>", "<title>محمد</title><p title='محمد'>x</p>"),
        ("<option>محمد</option><bdi>محمد</bdi><br>علی", "<option>محمد</option><bdi>محمد</bdi><br><bdi>علی</bdi>"),
        ("<p>Nothing of it, မြန်မာ</p>", "<p>Nothing of it, မြန်မာ</p>"),
    ],
)
def test_isolated_sets_apart_what_is_written_from_right_to_left(html, expected):
    assert isolated(html) == expected


def test_a_name_from_right_to_left_is_set_apart_on_page_and_in_print(client):
    report = report_with(NAMES["arabic"])
    for page in ("/members/", report.get_absolute_url()):
        html = client.get(page).content.decode()
        assert re.search(rf"<bdi>(?:<span lang=\"ar\">)?{NAMES['arabic']}", html), page
    html = report_html(gather(report))
    assert html.count(f'<bdi><span lang="ar">{NAMES["arabic"]}</span></bdi>') >= 3
    assert plain_text(f"<p><bdi>{NAMES['arabic']}</bdi>, 2014</p>").strip() == f"\u2068{NAMES['arabic']}\u2069, 2014"


def test_a_protected_name_from_right_to_left_is_withheld(client):
    make_person(name="محمد الفيتوري", naming="withheld")
    event = make_event(title="Meeting of محمد الفيتوري, Ltd", start="2014", status="published")
    make_participation(event=event)
    page = client.get(event.get_absolute_url()).content.decode()
    assert "Meeting of" in page and "محمد الفيتوري" not in re.sub("<[^>]+>", "", page)


def test_script_is_known_of_every_language():
    scripts = {"de": "en", "tlh": "en", "ne": "hi", "ur": "ar", "ko": "ko", "bg": "ru", "shn": "my", "ja": "zh"}
    assert {code: script(code) for code in scripts} == scripts
    assert {script(language) for language in TRANSLATED} <= set(SCRIPTS)
