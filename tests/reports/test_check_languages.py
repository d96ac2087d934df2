"""The check on reports in other languages: what it finds in any script, and what it says that it did not look for."""

import pytest
from django.urls import reverse

from reports.checks import check
from reports.checks.acronyms import without_titles
from reports.checks.days import days_in
from reports.checks.links import fault
from tests.factories import (
    make_acronym,
    make_activity,
    make_annual_report,
    make_attendance,
    make_country_overview,
    make_event,
    make_figure,
    make_organisation,
    make_organisation_name,
    make_section,
    make_term_to_avoid,
)
from tests.public import words
from tests.reports.test_scripts import PAGES

pytestmark = pytest.mark.django_db
LANGUAGES = [language for language in PAGES if language != "en"]
KINDS = ["overview", "achievements", "publications", "calendar", "finance", "acronyms"]


def make_report(language):
    report = make_annual_report(slug=f"2014-{language}", start="2014", end="2014", language=language)
    for kind in KINDS:
        make_section(report=report, kind=kind, heading=PAGES[language][0])
    return report


def write(report, *paragraphs):
    return make_section(report=report, heading="一", text="".join(f"<p>{one}</p>" for one in paragraphs))


def found(report):
    """Without what is always said of a language whose fixed words nobody has reviewed."""
    return [(one.kind, one.what) for one in check(report) if one.kind != "Fixed words that nobody has reviewed"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sound_report_has_no_findings(language):
    title, article, _ = PAGES[language]
    report = make_report(language)
    make_acronym(report=report, acronym="ILO", expansion=title)
    make_organisation(name="MAP Foundation")
    activity = make_activity(start="2014", end="2014", heading=title, text=f"<p>{article}ILO{article[:9]} (ILO)</p>")
    write(report, f"{title}", f"{title}", f"{article[:20]}MAP Foundation{article[20:]}")
    event = make_event(activity=activity, project=activity.project, start="9 May 2014", title=title)
    make_figure(activity=activity, value=24, unit=title)
    make_attendance(event=event, value=6, unit=article.split()[-1])
    assert found(report) == []


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "shn"])
def test_a_paragraph_is_found_twice_in_every_script(language):
    _, article, _ = PAGES[language]
    report = make_report(language)
    write(report, article, article[:20], article[:20])
    make_country_overview(report=report, text=f"<p>{article.replace(' ', '  ')}</p>")
    assert found(report) == [("Paragraph printed twice", f"“{article[:90]}…” stands in “一” already.")]


def test_paragraphs_that_differ_in_their_vowel_signs_alone_are_two():
    line = "ผู้แทนจากหกประเทศมาประชุมร่วมกันเป็นเวลาสามวันเพื่อหารือเรื่องสิทธิแรงงานข้ามชาติ"
    report = make_report("th")
    write(report, f"{line}ที่นี้", f"{line}ที่นั้น", f"{line}ทุกปี", f"{line}ทุกปา")
    assert found(report) == []


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("th", "วันที่ 5–7 สิงหาคม 2557 และ 21 มี.ค.", ["21 March 2014", "5–7 August 2014"]),
        ("th", "๕ ถึง ๗ สิงหาคม มีผู้เข้าร่วม 1234 คน", ["5–7 August 2014"]),
        ("th", "31 กุมภาพันธ์ และเดือนมีนาคม", []),
        ("lo", "ວັນທີ 5-7 ສິງຫາ 2014", ["5–7 August 2014"]),
        ("km", "ថ្ងៃទី៥-៧ សីហា ឆ្នាំ២០១៣", ["5–7 August 2013"]),
        ("my", "2014 ဩဂုတ် 5", ["5 August 2014"]),
        ("vi", "từ ngày 5 đến 7 tháng 8 năm 2014, ngày 9 tháng 12", ["5–7 August 2014", "9 December 2014"]),
        ("zh", "2013年8月5日至7日，12月9日", ["5–7 August 2013", "9 December 2014"]),
        ("zh", "11月21日–23日", ["21–23 November 2014"]),
        ("ja", "2014年8月5～7日に", ["5–7 August 2014"]),
        ("fr", "du 5 au 7 août 2014, le 9 décembre", ["5–7 August 2014", "9 December 2014"]),
        ("es", "del 5 al 7 de agosto de 2013 y el 9 de diciembre", ["5–7 August 2013", "9 December 2014"]),
        ("id", "tanggal 5 hingga 7 Agustus 2014", ["5–7 August 2014"]),
        ("ms", "5 hingga 7 Ogos 2013", ["5–7 August 2013"]),
        ("de", "am 5. August 2014", ["5 August 2014"]),
        ("shn", "5/8/2014", []),
        ("th", "On 5 August", []),
    ],
)
def test_days_are_read_as_their_language_writes_them(language, text, days):
    assert [str(one) for one in days_in(text, 2014, language)] == days


@pytest.mark.parametrize(
    ("language", "text"), [("th", "จัดขึ้นเมื่อวันที่ 5–7 สิงหาคม 2557"), ("zh", "会议于2014年8月5日至7日举行。")]
)
def test_a_chapter_disagrees_with_its_event(language, text):
    report = make_report(language)
    activity = make_activity(start="2014", end="2014", text=f"<p>{text}</p>")
    make_event(activity=activity, project=activity.project, title="会", start="3 August 2014", end="8 August 2014")
    answer = "Here 5–7 August 2014; the calendar has “会” on 3–8 August 2014."
    assert found(report) == [("Date that disagrees with its event", answer)]


@pytest.mark.parametrize(
    ("language", "term", "text", "quoted"),
    [
        ("th", "แรงงานเถื่อน", "เราพบแรงงานเถื่อนหลายคน", "เขาพูดว่า “แรงงานเถื่อน”"),
        ("zh", "非法移民", "我们帮助了非法移民和家人。", "《非法移民》一书说「非法移民」。"),
        ("vi", "lao động chui", "Chúng tôi gặp lao động chui.", "Họ nói «lao động chui»."),
    ],
)
def test_a_term_to_avoid_stands_in_running_text_and_not_in_a_quotation_or_a_title(language, term, text, quoted):
    make_term_to_avoid(phrase=term, language=language, why="It harms.", consider="b")
    report = make_report(language)
    section = write(report, quoted)
    assert found(report) == []
    section.text += f"<p>{text}</p>"
    section.save()
    assert found(report) == [("Term to avoid", f"“{term}”. Consider “b”. It harms.")]


def test_acronyms_and_names_beside_letters_that_part_no_words():
    report = make_report("zh")
    make_acronym(report=report, acronym="ILO", expansion="国际劳工组织")
    make_acronym(report=report, acronym="ASEAN", expansion="东南亚国家联盟")
    make_organisation(name="MAP Foundation")
    body = make_organisation(name="Center of Research", acronym="CRCD")
    make_organisation_name(organisation=body, name="Centre 88", acronym="CRCDD", kind="variant")
    write(report, "国际劳工组织ILO与MAP Foundation和Centre 88，International Labour Office (ILO)。欧盟EU。")
    assert found(report) == [
        ("One organisation spelt two ways", "“Centre 88” in “一”; its record says “Center of Research (CRCD)”."),
        ("Acronym not in the list", "“EU” is first used in “一”."),
        ("Acronym that no text uses", "“ASEAN” (东南亚国家联盟) is in the list; no text uses it."),
    ]


def test_a_vietnamese_title_in_capitals_names_no_acronym():
    assert without_titles("Ở VIỆT NAM năm nay: BÁO CÁO THƯỜNG NIÊN của ILO, CRCD") == "năm nay: của ILO, CRCD"


def test_an_address_ends_where_the_words_begin():
    report = make_report("zh")
    write(report, "请见www.example.org/list，联系info@example.org。")
    assert found(report) == [
        ("Address that is not a link", "“www.example.org/list” is written out and cannot be followed."),
        ("Address that is not a link", "“info@example.org” is written out and cannot be followed."),
    ]


@pytest.mark.parametrize(
    "address", ["https://ไทย.ไทย/", "https://例子.中国/a", "https://vi.wikipedia.org/wiki/Việt_Nam"]
)
def test_a_site_in_letters_of_its_own_language_is_a_site(address):
    assert fault(address) == ""


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", False),
        ("th", "the report is in Thai: years that a sentence speaks of; "),
        ("shn", "the report is in Shan: days that a chapter names; years that a sentence speaks of; "),
    ],
)
def test_the_page_says_what_was_not_looked_for(admin_client, language, shown):
    report = make_report(language)
    text = words(admin_client.get(reverse("admin:reports_annualreport_check", args=[report.pk])).content.decode())
    assert ("Not looked for" in text) == bool(shown)
    assert not shown or shown in text
