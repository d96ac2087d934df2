"""The fixed words of a report, its dates and its numbers, in the language of the report."""

import importlib.machinery
import importlib.util
import re

import lxml.html
import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation

from core.dates import TO_DATE, PartialDate, span
from core.pdf.fonts import missing_glyphs
from core.quantities import amount, qualified
from reports import languages
from reports.data.gather import gather
from reports.output.html import report_html
from reports.sections.defaults import default_sections
from tests.factories import make_annual_report, make_event, make_section

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def make_words():
    loader = importlib.machinery.SourceFileLoader("make_words", str(settings.BASE_DIR / "bin" / "make_words"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def catalogue(language):
    with languages.catalogue(language).open(encoding="utf-8") as file:
        return read_po(file)


@pytest.mark.parametrize("language", languages.TRANSLATED)
def test_every_fixed_word_is_in_every_catalogue_and_compiled(make_words, language):
    found = {message[0] if isinstance(message, tuple) else message for message, _place in make_words.printed()}
    assert {"Contents", "to date", "Chairperson", "Milestone", "member left", "Acknowledgements"} <= found
    words = languages.printed_words(language)
    assert {message.id[0] if isinstance(message.id, tuple) else message.id for message in words} == found
    assert languages.catalogue(language).with_suffix(".mo").read_bytes() == make_words.compiled(catalogue(language))


def test_every_word_of_the_site_is_gathered(make_words):
    of_pages, of_scripts = (
        {message.id[0] if isinstance(message.id, tuple) else message.id for message in words}
        for words in make_words.gathered().values()
    )
    assert {
        "Contents",  # of a report
        "There is no page at this address",  # a page
        "introduction",  # a label
        "Never shown to the public.",  # a help text
        "This acronym is already in the list.",  # an error
        "The warning stands again.",  # a message
        "Event without a city",  # a finding
        "%(number)s warning accepted.",  # in one number or another
        "These photos were not printed: %(photos)s. Show this to whoever keeps the site.",  # a process of its own
    } <= of_pages
    assert {"Drag to move", "Left out of what was pasted: %s. The rest was kept."} <= of_scripts


@pytest.mark.parametrize("language", languages.TRANSLATED)
def test_a_translation_keeps_every_place_that_is_filled_in(language):
    for message in catalogue(language):
        shown = message.string[0] if isinstance(message.string, tuple) else message.string
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        if message.id and shown:
            assert places(shown) in [places(one) for one in ids], message.id


@pytest.mark.parametrize("language", languages.TRANSLATED)
def test_every_fixed_word_can_be_drawn(language):
    words = [word for message in languages.printed_words(language) for word in (message.string, message.id)]
    shown = "".join("".join(word) for word in words)
    assert len(set(shown)) > 60 and missing_glyphs(shown) == []
    assert missing_glyphs(shown + "ꦀ") == ["ꦀ"]


def test_every_fixed_letter_of_templates_and_styles_can_be_drawn():
    files = [*settings.BASE_DIR.glob("templates/reports/**/*.html"), *settings.BASE_DIR.glob("static/report*.css")]
    assert len(files) > 20
    assert {file.name: missing_glyphs(file.read_text(encoding="utf-8")) for file in files} == {
        file.name: [] for file in files
    }


def test_a_shan_word_names_its_source():
    shown = [message for message in catalogue("shn") if message.id and message.string and any(message.string)]
    assert {"Contents", "Members", "Calendar", "Book"} <= {message.id for message in shown}
    assert [one.id for one in shown if not one.user_comments or not one.user_comments[0].startswith("source: ")] == []
    assert all(message.fuzzy for message in shown)


def places(text):
    return sorted(re.findall(r"%\(\w+\)[sd]|\{\w+\}|</?\w+", text))


DAY, MONTH, YEAR = PartialDate(2014, 3, 21), PartialDate(2014, 3), PartialDate(2014)
WRITTEN = {
    "en": ("21 March 2014", "March 2014", "2014", "21–23 March 2014", "21 March – 1 June 2014"),
    "th": ("21 มีนาคม 2014", "มีนาคม 2014", "2014", "21–23 มีนาคม 2014", "21 มีนาคม 2014 – 1 มิถุนายน 2014"),
    "vi": ("21 tháng 3, 2014", "tháng 3 năm 2014", "2014", "21–23 tháng 3, 2014", "21 tháng 3, 2014 – 1 tháng 6, 2014"),
    "zh": ("2014年3月21日", "2014年3月", "2014年", "2014年3月21–23日", "2014年3月21日 – 2014年6月1日"),
    "ja": ("2014年3月21日", "2014年3月", "2014年", "2014年3月21–23日", "2014年3月21日 – 2014年6月1日"),
    "shn": ("2014 မၢတ်ႉၶ်ျ 21", "2014 မၢတ်ႉၶ်ျ", "2014", "2014 မၢတ်ႉၶ်ျ 21–23", "2014 မၢတ်ႉၶ်ျ 21 – 2014 ၸုၼ်ႇ 1"),
    "fr": ("21 mars 2014", "mars 2014", "2014", "21–23 mars 2014", "21 mars 2014 – 1 juin 2014"),
    "es": (
        *("21 de marzo de 2014", "marzo de 2014", "2014", "21–23 de marzo de 2014"),
        "21 de marzo de 2014 – 1 de junio de 2014",
    ),
    "id": ("21 Maret 2014", "Maret 2014", "2014", "21–23 Maret 2014", "21 Maret 2014 – 1 Juni 2014"),
    "ms": ("21 Mac 2014", "Mac 2014", "2014", "21–23 Mac 2014", "21 Mac 2014 – 1 Jun 2014"),
    "km": ("21 មីនា 2014", "មីនា 2014", "2014", "21–23 មីនា 2014", "21 មីនា 2014 – 1 មិថុនា 2014"),
}


@pytest.mark.parametrize("language", WRITTEN)
def test_dates_are_written_as_the_language_writes_them(language):
    with translation.override(language):
        days = span(DAY, PartialDate(2014, 3, 23)), span(DAY, PartialDate(2014, 6, 1))
        assert (str(DAY), str(MONTH), str(YEAR), *days) == WRITTEN[language]
    assert str(DAY) == "21 March 2014"


@pytest.mark.parametrize("language", ["my", "lo"])
def test_burmese_and_lao_dates_hold_day_month_and_year(language):
    with translation.override(language):
        assert {"21", "2014"} <= set(re.findall(r"\d+", str(DAY))) and "March" not in str(DAY)
        assert "21–23" in span(DAY, PartialDate(2014, 3, 23))


def test_numbers_follow_the_language():
    assert amount(1_700_000) == "1.7 million"
    with translation.override("vi"):
        assert amount(1_700_000) == "1.700.000"
    with translation.override("th"):
        assert amount(3000, 4000) == "3,000–4,000"


@pytest.mark.django_db
@pytest.mark.parametrize("language", languages.TRANSLATED)
def test_a_report_speaks_its_language(language):
    report = make_annual_report(slug=f"2014-{language}", start="2014", end="2014", language=language)
    make_event(start="21 March 2014")
    for kind, heading in default_sections(language):
        make_section(report=report, kind=kind, heading=heading)
    html = report_html(gather(report))
    page = lxml.html.fromstring(html)
    with translation.override(language):
        assert page.get_element_by_id("contents-heading").text_content() == translation.gettext("Contents")
        assert translation.gettext("No supporters are recorded for this period.") in unspaced(page.text_content())
        assert unspaced(str(DAY)) in unspaced(page.text_content()) and "21 March 2014" not in html
    assert f'<html lang="{language}">' in html
    assert translation.get_language() == settings.LANGUAGE_CODE


def unspaced(text):
    """Without the marks of where a line may end."""
    return text.replace("\u200b", "")


def test_to_date_is_a_word_and_a_mark():
    assert (str(TO_DATE), TO_DATE.iso, qualified("over", "30")) == ("to date", "to date", "over 30")


@pytest.mark.django_db
def test_the_page_says_the_language_of_the_report_and_of_every_other_run(client):
    report = make_annual_report(slug="2014-vi", start="2014", end="2014", language="vi")
    make_section(report=report, heading="Giới thiệu", text="<p>Xin chào. မြန်မာ ภาษาไทย</p>")
    page = client.get(report.get_absolute_url()).content.decode()
    assert '<html lang="en' in page and '<div lang="vi">' in page
    assert '<span lang="my">မြန်မာ</span>' in page and '<span lang="th">ภาษาไทย</span>' in page
    assert "\u200b" not in page


LETTERS = {r"[\u3041-\u30ff\u4e00-\u9fff]": ["ja"], r"[\u1000-\u109f]": ["my"], "[A-Za-z]": ["en", "vi"]}


def test_every_page_of_a_release_says_the_language_of_every_run(client, report, release):
    """Chinese letters alone do not tell that a title is Japanese: the report does."""
    report.start, report.end, report.language, report.title = "April 2014", "March 2015", "ja", "年次報告書"
    report.save()
    release()
    report.sections.filter(heading="About").update(heading="概要")
    second = release()
    at = report.get_absolute_url()
    for page in ["/annual-reports/", "/annual-reports/1999/", at, second.get_absolute_url()]:
        shown = list(runs(client.get(page).content.decode()))
        wrong = [
            run for run in shown for letters in LETTERS if re.search(letters, run[0]) and run[1] not in LETTERS[letters]
        ]
        assert wrong == [] and any("年次報告書" in text for text, _ in shown), page


def runs(html):
    """(text, language) of every run of letters on a page."""
    for text in lxml.html.fromstring(html).xpath("//body//text()[normalize-space()]"):
        around = text.getparent() if text.is_text else text.getparent().getparent()
        yield str(text), around.xpath("string(ancestor-or-self::*[@lang][1]/@lang)")
