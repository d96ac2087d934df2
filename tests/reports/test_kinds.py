"""Kinds of section where the records are wrong, thin or odd."""

import json
import re

import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import spans
from core.dates import PartialDate, span
from core.pdf.client import render_pdf
from core.schema import as_json
from reports.data.gather import gather
from reports.data.numbering import letters, roman
from reports.models import Section
from reports.output.charts import income_and_expenditure, ticks
from reports.output.html import report_html
from reports.sections import summary
from tests.factories import (
    make_activity,
    make_annual_report,
    make_attendance,
    make_event,
    make_finance_line,
    make_membership,
    make_organisation,
    make_partner,
    make_person,
    make_project,
    make_section,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return make_annual_report(slug="2014")


def section_of(report, kind, **changes):
    make_section(report=report, kind=kind, **changes)
    return gather(report).sections[-1]


def figure(answer, unit):
    return next((figure.amount, figure.note) for figure in answer.figures if unit in figure.unit)


@pytest.mark.parametrize(
    ("start", "end", "before", "after"),
    [
        ("2014", "2014", "2013", "2015"),
        ("2011", "2013", "2008–2010", "2014–2016"),
        ("April 2014", "March 2015", "April 2013 – March 2014", "April 2015 – March 2016"),
        ("January 2014", "December 2014", "2013", "2015"),
        ("July 2014", "September 2014", "April – June 2014", "October – December 2014"),
        ("1 March 2014", "31 March 2014", "February 2014", "April 2014"),
        ("10 March 2014", "19 March 2014", "28 February – 9 March 2014", "20–29 March 2014"),
    ],
)
def test_the_span_of_the_same_length_before_and_after(start, end, before, after):
    dates = PartialDate.parse(start), PartialDate.parse(end)
    assert (span(*spans.before(*dates)), span(*spans.after(*dates))) == (before, after)


def test_roman_numbers_and_letters():
    assert [roman(n) for n in (1, 4, 9, 14, 40)] == ["I", "IV", "IX", "XIV", "XL"]
    assert [letters(n) for n in (1, 26, 27, 52)] == ["A", "Z", "AA", "AZ"]


def test_each_style_counts_the_sections_that_are_shown_with_it(report):
    for numbering, shown in [("1", True), ("A", True), ("1", False), ("", True), ("1", True), ("I", True)]:
        make_section(report=report, numbering=numbering, shown=shown)
    make_section(report=report, kind="front", numbering="1", order=0)
    assert [section.number for section in gather(report).sections] == ["1.", "A.", "", "2.", "I.", ""]
    page = report_html(gather(report))
    assert '<span class="numeral">2.</span>' in page and "bookmark" not in page


def test_a_programme_that_is_not_published_is_nowhere(report):
    project = make_project(title="Hidden", status="draft")
    make_section(report=report, kind="programme", heading="Hidden chapter", project=project, numbering="1")
    make_section(report=report, heading="Open", numbering="1")
    data = gather(report)
    assert [(s.number, s.heading) for s in data.sections] == [("1.", "Open")]
    assert "Hidden" not in json.dumps(as_json(data))


def test_a_programme_with_a_chapter_of_its_own_is_not_told_again(report):
    own, other = make_project(title="Own"), make_project(title="Other")
    for project in (own, other):
        make_activity(project=project, start="2014", end="2014")
    make_section(report=report, kind="programme", heading="Own", project=own)
    answer = section_of(report, "achievements")
    assert [project.title for area in answer.areas for project in area.projects] == ["Other"]


def test_three_chapters_of_programmes_take_the_queries_of_one(report):
    counted = []
    for several in (1, 2):
        for _ in range(several):
            activity = make_activity(start="2014", end="2014")
            make_partner(project=activity.project)
            make_section(report=report, kind="programme", project=activity.project)
        with CaptureQueriesContext(connection) as captured:
            gather(report)
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_a_programme_needs_its_project(report):
    with pytest.raises(ValidationError, match="Choose the project"):
        make_section(report=report, kind="programme")
    with pytest.raises(ValidationError, match="Only a section of the kind"):
        make_section(report=report, project=make_project())


def test_a_report_without_a_committee_says_so(report):
    answer = section_of(report, "committee")
    assert answer.seats == [] and "No committee is recorded" in report_html(gather(report))


def test_a_currency_may_be_typed_in_small_letters():
    assert make_finance_line(currency="usd").currency == "USD"
    with pytest.raises(ValidationError, match="three letters"):
        make_finance_line(currency="$")


@pytest.mark.parametrize(
    ("income", "expenditure", "finding"),
    [
        (0, 0, "As much was spent as came in"),
        (0, 100, "USD 100 more was spent than came in"),
        (100, 0, "USD 100 more came in than was spent"),
        (50, -25, "USD 75 more came in than was spent"),
    ],
)
def test_nothing_below_zero_and_zero_itself_are_drawn_from_zero(report, income, expenditure, finding):
    make_finance_line(network=report.network, amount=income)
    make_finance_line(network=report.network, amount=expenditure, direction="expenditure")
    answer = section_of(report, "finance")
    chart = income_and_expenditure(answer.currencies[0], "2014", "2013")
    assert chart["title"] == finding
    zero = float(chart["zero"])
    for bar, amount in zip(chart["bars"], (income, expenditure), strict=True):
        edge = float(bar["x"]) if amount >= 0 else float(bar["x"]) + float(bar["width"])
        assert edge == pytest.approx(zero, abs=0.2)
    assert finding in report_html(gather(report))


@pytest.mark.parametrize(("income", "change"), [(150, "rose by 50"), (50, "fell by 50")])
def test_the_finding_tells_what_became_of_the_income(report, income, change):
    make_finance_line(network=report.network, amount=income)
    make_finance_line(network=report.network, amount=100, start="2013", end="2013")
    (money,) = section_of(report, "finance").currencies
    text = f"USD {income} came in; what was spent is not recorded; income {change} percent since 2013"
    assert income_and_expenditure(money, "2014", "2013")["title"] == text


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [(0, 0, [0]), (0, 3, [0, 1, 2, 3]), (0, 85260, [0, 50000]), (-900, 4000, [0, 2000, 4000])],
)
def test_the_scale_has_round_numbers(low, high, found):
    assert ticks(low, high) == found


def test_an_income_of_nothing_before_divides_by_nothing(report):
    make_finance_line(network=report.network, amount=0, label="Dues")
    make_finance_line(network=report.network, amount=0, label="Dues", start="2013", end="2013")
    (money,) = section_of(report, "finance").currencies
    assert (money.sides[0].total.percent, money.balance.amount) == ("", "0")


def test_no_row_or_total_stands_alone_on_a_page_and_each_page_has_the_header(report):
    for number in range(60):
        make_finance_line(
            network=report.network, label=f"Line {number}", direction="income" if number < 9 else "expenditure"
        )
    section_of(report, "finance")
    html = report_html(gather(report))
    table = re.search(r"<table.*?</table>", html, re.S)[0]
    heights = [*range(150, 196, 3), 231, 234]
    tables = [f'<div style="break-before: page; height: {height}mm"></div>{table}' for height in heights]
    pages = pypdfium2.PdfDocument(render_pdf(html.replace(table, "".join(tables)), base_url="http://testserver/"))
    heads = [page.get_textpage().get_text_range().split("\r\n") for page in pages]
    starts = [
        lines[lines.index("USD 2014") + 1]
        for lines in heads
        if any("Line" in line or "Total" in line for line in lines)
    ]
    assert len(starts) > 2 * len(tables) and all(start.startswith("Line ") for start in starts)
    rows = [[line for line in lines if line.startswith(("Line ", "Total ", "Balance "))] for lines in heads]
    assert [page for page in rows if len(page) == 1] == []


def test_lines_of_other_networks_and_other_periods_are_not_counted(report):
    make_finance_line(network=report.network, label="Ours", amount=10)
    make_finance_line(label="Theirs", amount=99)
    make_finance_line(network=report.network, label="Three years", start="2013", end="2015", amount=77)
    (money,) = section_of(report, "finance").currencies
    assert [row.label for row in money.sides[0].rows] == ["Ours"]


def test_people_reached_add_up_with_the_qualifier_that_stays_true(report):
    forum = make_event(start="2014")
    make_attendance(event=forum, qualifier="over", value=100, unit="participants")
    make_attendance(event=forum, qualifier="exactly", value=40, unit="workers among them", order=1)
    make_attendance(event=make_event(start="2014", parent=forum), qualifier="exactly", value=30, unit="participants")
    make_attendance(event=make_event(start="2014"), qualifier="exactly", value=15, unit="countries")
    make_attendance(event=make_event(start="2014", role="attended"), qualifier="exactly", value=900, unit="people")
    make_attendance(event=make_event(start="2014", status="draft"), qualifier="exactly", value=900, unit="people")
    answer = section_of(report, "impact")
    assert figure(answer, "people reached") == ("over 100", "at 1 event, of 3 held")
    make_attendance(event=make_event(start="2014"), qualifier="up to", value=50, unit="people")
    assert figure(gather(report).sections[-1], "people reached") == ("about 150", "at 2 events, of 4 held")


def test_a_change_of_category_is_neither_joining_nor_leaving(report):
    moved, came, went = (make_organisation(name=name) for name in ("Moved", "Came", "Went"))
    make_membership(organisation=moved, category="associate", start="2010", end="May 2014")
    make_membership(organisation=moved, category="full", start="June 2014", end="to date")
    make_membership(organisation=came, start="2014", end="to date")
    make_membership(organisation=went, start="2005", end="2014")
    make_membership(organisation=make_organisation(status="draft"), start="2014", end="2014")
    answer = section_of(report, "impact")
    assert figure(answer, "joined") == ("1", "Came") and figure(answer, "left") == ("1", "Went")


def test_persons_join_and_leave_as_each_is_named(report):
    for name, naming, start, end in [
        ("Ana Full", "full", "2014", "to date"),
        ("Bo Hidden", "withheld", "2014", "to date"),
        ("Cho Hidden", "withheld", "2014", "to date"),
        ("Dao Gone", "initials", "2005", "2014"),
    ]:
        make_membership(person=make_person(name=name, naming=naming), category="associate", start=start, end=end)
    answer = section_of(report, "impact")
    assert figure(answer, "joined") == ("3", "Ana Full")
    assert figure(answer, "left") == ("1", "D. G.")
    assert figure(answer, "on the last day") == ("4", "")


def test_every_kind_is_gathered_and_described(report):
    for kind in Section.Kind.values:
        make_section(report=report, kind=kind, project=make_project() if kind == "programme" else None)
    assert [summary(section) for section in gather(report).sections].count("Nothing yet") == len(Section.Kind) - 1
