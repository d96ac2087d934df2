"""Reports of five other networks, invented and entered as data alone: what each asks for stands in its file."""

import io
import re
from pathlib import Path

import pikepdf
import pytest

from exchange import loader
from reports.data.gather import gather
from reports.models import AnnualReport
from reports.output.html import report_html, report_pdf
from reports.sections import summary
from tests.reports.test_accessible import broken_rules
from tests.test_facts import words_of

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parent.parent / "networks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def load(name):
    loader.load([FOLDER / f"{name}.yaml"])
    return AnnualReport.objects.get()


def section_of(data, kind):
    return next(section for section in data.sections if section.kind == kind)


def rows(side):
    return [(row.label, row.amount, row.before, row.difference, row.percent) for row in side.rows]


@pytest.mark.parametrize("name", NAMES)
def test_page_and_print_say_the_same_and_the_pdf_is_whole(client, name):
    report = load(name)
    data = gather(report)
    page = client.get(report.get_absolute_url())
    html = report_html(data)
    assert page.status_code == 200
    for section in data.sections:
        title = f"{section.number} {section.heading}".strip()
        for text in (words_of(page.content.decode()), words_of(html)):
            assert title.replace("’", "'") in text
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    content = report_pdf(data, html)
    assert broken_rules(content) == []
    pdf = pikepdf.open(io.BytesIO(content))
    assert str(pdf.docinfo["/Title"]) == f"{report.network.name}: {report.title} {report.period}"
    with pdf.open_outline() as outline:
        headed = [s for s in data.sections if s.kind != "front"]
        assert [item.title for item in outline.root] == [f"{s.number} {s.heading}".strip() for s in headed]


def test_finance_by_currency_with_the_year_before():
    shown = section_of(gather(load("finance")), "finance")
    dollars, baht = shown.currencies
    income, expenditure = dollars.sides
    assert (shown.before, dollars.currency, baht.currency) == ("2013", "USD", "THB")
    assert rows(income) == [
        ("Grants", "84,000.00", "70,000.00", "+14,000.00", "+20%"),
        ("Members’ dues", "1,260.50", "0.00", "+1,260.50", "new"),
    ]
    assert rows(expenditure) == [
        ("Staff", "51,200.00", "48,000.00", "+3,200.00", "+7%"),
        ("Travel and meetings", "27,480.00", "0.00", "+27,480.00", "new"),
        ("Refund of deposits", "−900.00", "0.00", "−900.00", ""),
        ("Rent", "0.00", "6,000.00", "−6,000.00", "−100%"),
    ]
    assert expenditure.total.amount == "77,780.00"
    assert (dollars.balance.amount, dollars.balance.before) == ("7,480.50", "16,000.00")
    assert not baht.compared and rows(baht.sides[1])[0][:2] == ("Office", "186,000")
    assert baht.balance.amount == "−186,000"
    assert summary(shown) == "7 lines in USD, THB"


def test_finance_is_printed_with_its_finding_and_its_gaps():
    text = words_of(report_html(gather(load("finance"))))
    for words in (
        "USD 7,480.50 more came in than was spent; income rose by 22 percent since 2013",
        "THB 186,000 was spent; what came in is not recorded",
        "There are no figures in THB for 2013 to compare with.",
        "The currencies are not added together.",
        "Travel includes the assembly of May.",
        "Written by the forum's office in the fishing harbour.",
    ):
        assert words in text


def test_members_stand_by_category_where_there_are_two():
    data = gather(load("finance"))
    shown = section_of(data, "members")
    assert [(c.category, c.name, [m.name for m in c.members]) for c in shown.countries] == [
        ("Full members", "Burma", ["Delta Clinic"]),
        ("Full members", "Thailand", ["Harbour House", "Net Menders’ Union"]),
        ("Associate members", "Cambodia", ["Tide Research Group"]),
    ]
    text = words_of(report_html(data))
    assert text.count("Full members") == text.count("Associate members") == 1
    assert [s.kind for s in data.sections] == ["messages", "achievements", "members", "finance"]


def test_eight_programmes_each_a_chapter_with_its_acronym():
    data = gather(load("programmes"))
    assert [s.kind for s in data.sections] == ["acronyms"] + ["programme"] * 8
    assert [s.heading for s in data.sections][1:3] == ["Health outreach (HOP)", "Legal aid at the bridge (LAB)"]
    assert data.sections[-1].heading == "Safe return (SR)"
    text = words_of(report_html(data))
    assert "On both banks: eight programmes for people who cross 2014" in text
    assert "over 1,300 people seen" in text and "No activities are recorded for this period." in text


def test_chapters_are_numbered_by_their_style():
    data = gather(load("chapters"))
    assert [s.number for s in data.sections] == ["", "I.", "II.", "III.", "IV.", "A.", "B."]
    html = report_html(data)
    assert html.index("This report is for everyone") < html.index('id="contents"')
    assert "To the reader" not in html[html.index('id="contents"') : html.index("</nav>")]
    assert data.period == "April 2014 – March 2015"


def test_governance_tells_the_networks_own_meetings_of_the_period():
    shown = section_of(gather(load("chapters")), "governance")
    assert [(m.dates, m.title, m.place, [a.amount for a in m.attendance]) for m in shown.meetings] == [
        ("3 May 2014", "Yearly assembly", "Hill Town, Laos", ["64"]),
        ("12 October 2014", "Council meeting", "Online", ["7"]),
    ]


def test_the_plan_lists_what_is_recorded_for_the_year_that_follows():
    shown = section_of(gather(load("chapters")), "plan")
    assert shown.following == "April 2015 – March 2016"
    assert [event.title for event in shown.events] == ["Second open day"]
    assert [(one.title, one.period) for one in shown.projects] == [
        ("Rooms with a window", "2013 to date"),
        ("Evening school", "June 2015 to May 2017"),
    ]


def test_impact_is_counted_from_the_records():
    shown = section_of(gather(load("chapters")), "impact")
    assert [(f.amount, f.unit, f.note) for f in shown.figures] == [
        ("2", "events organised", "Laos"),
        ("1", "event attended", ""),
        ("2", "countries where we met", "Laos, Thailand"),
        ("over 241", "people reached", "at 2 events, of 2 held"),
        ("1", "publication", ""),
        ("2", "languages published in", "English, Lao"),
        ("2", "members on the last day", "in 1 country"),
        ("1", "member joined", "Porters’ Association"),
    ]


def test_three_years_are_one_period():
    data = gather(load("three_years"))
    impact, money = section_of(data, "impact"), section_of(data, "finance")
    assert ("about 175–190", "people reached") in [(f.amount, f.unit) for f in impact.figures]
    assert ("1", "member left", "House Boat Dwellers") in [(f.amount, f.unit, f.note) for f in impact.figures]
    assert (money.before, rows(money.currencies[0].sides[1])[0][:2]) == (
        "2008–2010",
        ("Boats and fuel", "10,600"),
    )
    text = words_of(report_html(data))
    assert "USD 10,600 was spent; what came in is not recorded" in text and "Third lake assembly" not in text
    assert "There are no figures in USD for 2008-2010 to compare with." in text


def test_an_empty_network_has_sensible_words_in_every_section():
    data = gather(load("empty"))
    assert [summary(section) for section in data.sections] == ["Nothing yet"] * 16
    assert report_html(data).count('class="empty"') == 14  # members and acronyms say it in their own place
