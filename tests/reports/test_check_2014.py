"""The printed report of 2014 contradicts itself in these places, and the check says each: domain.md §4, one by one."""

import re
from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event
from projects.models import Activity
from reports.checks import check, fitting
from reports.models import AnnualReport, Message, Section, Statistic
from tests.factories import make_staff

pytestmark = pytest.mark.django_db


class Checked:
    def __init__(self):
        self.report = AnnualReport.objects.get(slug="2014")
        self.findings = check(self.report)
        self.browser = Client()
        self.browser.force_login(make_staff())
        self.pages = {}

    def has_field(self, address):
        page, anchor = address.split("#")
        if page not in self.pages:
            self.pages[page] = self.browser.get(page).content.decode()
        return f'id="{anchor}"' in self.pages[page]

    def of(self, kind):
        return [finding for finding in self.findings if finding.kind == kind]

    def says(self, kind, address, *words):
        """The one finding of a kind at a field that has all these words in it."""
        (finding,) = [
            one for one in self.of(kind) if one.address == address and all(word in one.what for word in words)
        ]
        assert self.has_field(address), f"{address} is on no field"
        return finding


@pytest.fixture(scope="module")
def checked(demo):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fitting, "overflows", lambda report, data: [])  # its draft is printed by another test
        return Checked()


def field(record, anchor):
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk]) + anchor


def activity(heading):
    return Activity.objects.get(heading__startswith=heading)


def acronym_row(report, acronym):
    return [one.acronym for one in report.acronyms.all()].index(acronym)


@pytest.mark.parametrize(
    ("heading", "shown", "event", "held"),
    [
        (
            "The exchange of August",
            "5–7 August 2014",
            "Regional Exchange Program on Migration Issues",
            "3–8 August 2014",
        ),
        ("Stockholm", "14–16 May 2014", "Civil Society Days", "12–14 May 2014"),
    ],
)
def test_10_chapter_and_calendar_disagree(checked, heading, shown, event, held):
    chapter = activity(heading)
    found = checked.says("Date that disagrees with its event", field(chapter, "#id_text"), shown, event, held)
    assert found.record == str(chapter)
    assert len(checked.of("Date that disagrees with its event")) == 2


def test_11_a_launch_is_missing_from_the_calendar(checked):
    event = Event.objects.get(slug="launch-of-the-precarious-status-of-migrants-in-thailand")
    found = checked.says(
        "Launch that the calendar lacks", field(event, "#id_status"), "9 December 2014", "Exodus of Cambodian Migrants"
    )
    assert found.record == str(event)
    assert len(checked.of("Launch that the calendar lacks")) == 1


def test_12_lesson_plans_are_in_six_languages_or_seven(checked):
    chapter = activity("Lesson Plans")
    found = checked.says(
        "Editions listed differently",
        field(chapter, "#id_text"),
        "here 6 (Burmese, Japanese, Khmer, Lao, Thai, Vietnamese)",
        "7 (Burmese, English, Japanese, Khmer, Lao, Thai, Vietnamese)",
        "Missing here: English.",
    )
    assert found.record == str(chapter)
    assert checked.of("Editions listed differently") == [found]


def test_14_names_vary(checked):
    kind = "One organisation spelt two ways"
    ly = field(Message.objects.get(signed_as="Member of MMN SC 2003-2014"), "#id_text")
    seat = checked.report.committee.seats.get(constituency="MMN members in Vietnam")
    section = Section.objects.get(heading="Achievements in 2014")
    overview = checked.report.overviews.get(country="TH")
    checked.says(kind, field(seat, "#id_terms-0-note"), "“CRCDD”", "(CRCD)")
    checked.says(kind, field(seat, "#id_terms-0-note"), "Center for Research", "Center of Research")
    checked.says(kind, ly, "“SISS”", "(SISD)")
    checked.says(kind, field(activity("Exodus"), "#id_text"), "Crisis Centre", "Crisis Center")
    checked.says(kind, field(activity("The Workshop"), "#id_text"), "Generation 88", "88 Generation Peace")
    checked.says(kind, field(section, "#id_text"), "Labour Rights Defender and", "Labour Rights Defenders and")
    checked.says(
        "One name spelt two ways", field(overview, "#id_photos-0-caption"), "Service Center", "Service Centres"
    )


def test_15_expansions_of_acronyms_differ(checked):
    kind, report = "Acronym expanded in two ways", checked.report
    nv, iom = (field(report, f"#id_acronyms-{acronym_row(report, one)}-expansion") for one in ("NV", "IOM"))
    thanks = Section.objects.get(heading="Acknowledgements")
    checked.says(kind, nv, "National Verification", "Nationality Verification")
    checked.says(kind, iom, "International Organisation for Migrants", "International Organization for Migration")
    undp = checked.says(kind, field(thanks, "#id_text"), "United Nations Development Fund", "Development Programme")
    assert undp.record == "Acknowledgements"


def test_16_acronyms_are_listed_and_unused_or_used_and_not_listed(checked):
    report = checked.report
    for unused in ("CCT", "HIV/AIDS"):
        row = field(report, f"#id_acronyms-{acronym_row(report, unused)}-acronym")
        checked.says("Acronym that no text uses", row, f"“{unused}”")
    assert len(checked.of("Acronym that no text uses")) == 2
    missing = {re.match("“(.+?)”", one.what)[1] for one in checked.of("Acronym not in the list")}
    assert missing >= {"APWLD", "CCC", "CMHI", "COMMIT", "FCRCW", "FED", "MOLES", "OSSC", "SEZ", "UNDP", "WRC", "NGO"}
    assert missing.isdisjoint({one.acronym for one in report.acronyms.all()})
    checked.says(
        "Acronym not in the list", field(report, "#acronyms-group"), "“APWLD”", "Consultation Meeting in Yangon"
    )


def test_17_figures_disagree(checked):
    kind, exodus = "Figures that disagree", activity("Exodus")
    highest = Statistic.objects.get(value=750_000)
    left = checked.says(kind, field(exodus, "#id_figures-0-value"), "over 220,000", "up to 300,000", "Cambodia, 2014")
    lives = checked.says(kind, field(highest.overview, "#id_statistics-5-value"), "up to 750,000", "over 100,000")
    assert left.record.startswith(f"{exodus}: over 220,000") and lives.record.startswith(
        "Cambodia, 2014: up to 750,000"
    )
    assert len(checked.of(kind)) == 2


def test_18_a_paragraph_is_printed_twice(checked):
    chapter = activity("The exchange of August")
    found = checked.says("Paragraph printed twice", field(chapter, "#id_text"), "The program was a success")
    assert checked.of("Paragraph printed twice") == [found]


def test_a_term_to_avoid_is_found_in_the_networks_own_words_and_not_in_a_quotation(checked):
    thailand, cambodia = (checked.report.overviews.get(country=code) for code in ("TH", "KH"))
    assert "‘illegal migrants’" in " ".join(cambodia.text.split())
    found = checked.says(
        "Term to avoid", field(thailand, "#id_text"), "illegal immigrants", "Consider “migrant without documents"
    )
    assert checked.of("Term to avoid") == [found]


def test_every_finding_is_on_a_field_and_there_are_few_enough_to_read(checked):
    lost = [finding.address for finding in checked.findings if not checked.has_field(finding.address)]
    assert lost == []
    assert len({finding.key for finding in checked.findings}) == len(checked.findings)
    count = Counter(finding.severity for finding in checked.findings)
    assert count["blocking"] == 0 and 60 < count["warning"] < 120
