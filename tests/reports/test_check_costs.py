"""What the check asks of the database: as much of many organisations as of few, and of none that a text cannot name."""

from collections import Counter

import pytest
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.text.openings import opening, openings
from members.models import Organisation, OrganisationName
from members.redaction.possible_names import possible_names
from reports.checks import check, fitting
from reports.checks.glyphs import holders
from reports.data.gather import gather
from reports.models import Section
from tests.factories import (
    make_annual_report,
    make_country_overview,
    make_event,
    make_membership,
    make_organisation,
    make_organisation_name,
    make_person,
    make_section,
    make_statistic,
)
from tests.public import queries
from tests.reports.whole import kinds, make_whole_report

pytestmark = pytest.mark.django_db
NOT_IN_A_WHOLE_REPORT = {
    "Report without a section",
    "Language without fixed words",
    "Fixed words that nobody has reviewed",
    "Being measured",
    "Draft that cannot be printed",
}
KINDS = ["committee", "members", "achievements", "publications", "calendar", "acronyms"]


@pytest.fixture
def rows(monkeypatch):
    """How many rows of each kind of record were read."""
    counted, plain = Counter(), SQLCompiler.results_iter

    def counting(compiler, *args, **kwargs):
        for row in plain(compiler, *args, **kwargs):
            counted[compiler.query.model] += 1
            yield row

    monkeypatch.setattr(SQLCompiler, "results_iter", counting)
    return counted


@pytest.fixture
def report(db):
    """Of one that is printed, one that a text names, and somebody whose name shares a word with others."""
    report = make_annual_report(slug="2014")
    for kind in KINDS:
        make_section(report=report, kind=kind, heading=kind.capitalize())
    make_membership(organisation=make_organisation(name="Printed Centre", acronym="PCC"))
    make_organisation_name(organisation=make_organisation(name="Named Foundation for Many", acronym="NFM"))
    make_person(name="Omsin Boonlert", naming="withheld")
    make_section(report=report, text="<p>The Named Foundation for Many told Omsin of the NFM.</p>")
    make_event(start="9 May 2014", city="Yangon")
    return report


def make_many(count):
    first = Organisation.objects.count()
    made = Organisation.objects.bulk_create(
        Organisation(
            name=f"Foundation of the River {number} for Many",
            acronym=f"QX{number}",
            slug=f"river-{number}",
            website=f"https://river-{number}.example/",
            status="published",
        )
        for number in range(first, first + count)
    )
    OrganisationName.objects.bulk_create(
        OrganisationName(organisation=one, name=f"Once {one.name}", acronym=f"{one.acronym}O", kind="variant")
        for one in made
    )


@pytest.mark.parametrize("page", ["check", "release"])
def test_many_organisations_cost_no_query_and_no_row_more_than_few(admin_client, report, rows, page):
    address = reverse(f"admin:reports_annualreport_{page}", args=[report.pk])
    seen = []
    for more in (2, 60):
        make_many(more)
        admin_client.get(address)
        rows.clear()
        seen.append((queries(admin_client, address), dict(rows)))
    assert seen[0] == seen[1] and seen[0][0] <= 60
    assert rows[Organisation] > 0 and rows[OrganisationName] > 0


@pytest.mark.parametrize("page", ["check", "release"])
def test_report_with_every_kind_of_section_and_finding_asks_sixty_queries_at_most(admin_client, monkeypatch, page):
    report = make_whole_report()
    beyond = [{"text": "What was said", "picture": "", "page": 3}]
    monkeypatch.setattr(fitting, "overflows", lambda report, data: beyond)
    assert kinds() - {finding.kind for finding in check(report)} == NOT_IN_A_WHOLE_REPORT
    assert {section.kind for section in gather(report).sections} == set(Section.Kind.values)
    assert queries(admin_client, reverse(f"admin:reports_annualreport_{page}", args=[report.pk])) <= 60


def test_only_organisations_that_share_a_word_are_read_for_part_of_a_name(report, rows):
    make_many(3)
    find = possible_names(within="So Omsin said.")
    rows.clear()
    assert [one.as_written for one in find("So Omsin said.")] == ["Omsin"]
    assert not rows[Organisation] and not rows[OrganisationName]
    make_organisation(name="Omsin Bank")
    assert possible_names(within="So Omsin said.")("So Omsin said.") == []


def test_holders_of_letters_are_found_in_one_question_and_read_by_kind(report, rows, django_assert_num_queries):
    make_many(3)
    body, other = make_organisation(name="ᚠ one"), make_organisation(city="ᚠ two")
    event = make_event(start="9 May 2014", title="A ᚠ")
    rows.clear()
    with django_assert_num_queries(3):
        found = [
            (record, field.name) for record, field, _links in holders({"ᚠ", "ᚢ"}) if "ᚠ" in getattr(record, field.name)
        ]
    assert sorted((str(record), name) for record, name in found) == sorted(
        [(str(body), "name"), (str(other), "city"), (str(event), "title")]
    )
    assert sum(rows.values()) == 6  # once found, once read


def test_letters_that_cannot_be_printed_cost_no_query_more_in_three_rows_than_in_one(report):
    overview, counted = make_country_overview(report=report), []
    make_section(report=report, kind="overview")
    for number in range(1, 4):
        make_statistic(overview=overview, note="A ᚠ")
        with CaptureQueriesContext(connection) as captured:
            found = [one.address for one in check(report) if one.kind == "Letters that cannot be printed"]
        counted.append(len(captured))
        assert [one.partition("#")[2] for one in found] == [f"id_statistics-{n}-note" for n in range(number)]
    assert len(set(counted)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("The Centre for Workers’ Rights", "So the Center of Worker's Right told us."),
        ("Foundation for Education and Development", "Foundation for Education and Development, FED"),
        ("MAP Foundation", "with MAP Foundation."),
        ("Save Us", "“Save Us” said"),
        ("88 Generation", "the 88 Generation"),
        ("Asia-Pacific Forum of the Many and More Words", "an Asia-Pacific Forum of the Many and More Words"),
        ("มูลนิธิแม่น้ำ", "กับมูลนิธิแม่น้ำแล้ว"),
        ("水", "在水边"),
        ("migrant working group", "a migrant working group met"),
        ("与MAP基金会", "我与MAP基金会"),
        ("Hội Phụ nữ Việt Nam", "của Hội Phụ nữ Việt Nam."),
        (f"{'Long' * 40} Name", f"{'Long' * 40} Name"),
    ],
)
def test_opening_of_a_name_is_found_in_a_text_that_holds_it(name, text):
    assert opening(name) and opening(name) in openings(text)
    assert opening(name) not in openings("Something Else, told by another.")
