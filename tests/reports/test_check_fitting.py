"""What lies beyond a page is found in the printed draft, with its field; until it is printed, a release waits."""

import pytest
from django.urls import reverse

from reports.checks import check, fitting
from reports.output import printing
from reports.output.printing import printed
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(db):
    report = f.make_annual_report(slug="2014", title="Annual Report")
    cells = "".join(f"<td>Column{number}</td>" for number in range(60))
    wide = f"<p>Before</p><table><tbody><tr>{cells}</tr></tbody></table>"
    return f.make_section(report=report, heading="About", text=wide)


def of_kind(report, kind):
    return [finding for finding in check(report) if finding.kind == kind.name]


def test_check_waits_for_the_draft_and_then_names_the_field(section):
    report = section.report
    assert [one.severity for one in of_kind(report, fitting.MEASURED)] == ["blocking"]
    printed(report)
    assert of_kind(report, fitting.MEASURED) == []
    (beyond,) = of_kind(report, fitting.BEYOND)
    assert beyond.severity == "blocking" and "Column0" in beyond.what and "on page 4" in beyond.what
    assert beyond.address == reverse("admin:reports_section_change", args=[section.pk]) + "#id_text"


def test_check_is_silent_when_all_fits(section):
    type(section).objects.update(text="<p>Short</p>")
    assert of_kind(section.report, fitting.MEASURED)
    printed(section.report)
    assert [of_kind(section.report, kind) for kind in (fitting.MEASURED, fitting.BEYOND, fitting.FAILED)] == [
        [],
        [],
        [],
    ]


def test_check_says_why_a_draft_fails(section, monkeypatch):
    def fail(*args, **how):
        raise printing.PrintError("The photo of the river is missing.")

    monkeypatch.setattr(printing, "report_pdf", fail)
    with pytest.raises(printing.PrintError):
        printed(section.report)
    assert [one.what for one in of_kind(section.report, fitting.FAILED)] == ["The photo of the river is missing."]


def test_check_page_asks_for_the_draft(section, admin_client):
    """The worker of the tests works at once, so the page shows what it measured."""
    page = admin_client.get(reverse("admin:reports_annualreport_check", args=[section.report.pk])).content.decode()
    assert "lies beyond the edge" in page and "Being measured" not in page
