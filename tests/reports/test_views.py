import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from reports.models import AnnualReport
from reports.output import printing
from tests.factories import make_annual_report, make_country_overview, make_organisation, make_section
from tests.public import queries

pytestmark = pytest.mark.django_db


def body(response):
    return b"".join(response.streaming_content)


@pytest.fixture
def laid_out(monkeypatch):
    """Layout itself is tested elsewhere; here it takes no time."""
    monkeypatch.setattr(printing, "report_pdf", lambda data, html, progress=None, **how: b"%PDF-1.7 " + html.encode())


def test_the_page_shows_what_the_pdf_prints(client, report):
    page = client.get("/annual-reports/2014/").content.decode()
    for words in ("Consultation", "At the river", "မြန်မာ", "Download as PDF"):
        assert words in page
    assert "Boonlert" not in page


def test_the_pdf_is_a_pdf(client, report):
    response = client.get("/annual-reports/2014.pdf")
    assert response["Content-Type"] == "application/pdf"
    name = f"{report.network.name} Annual Report 2014 (draft from live records).pdf"
    assert response["Content-Disposition"] == f'inline; filename="{name}"'
    assert len(pikepdf.open(io.BytesIO(body(response))).pages) >= 4


def test_the_name_of_the_file_names_nobody_who_is_protected(client, report, laid_out):
    AnnualReport.objects.update(title="Told by Omsin Boonlert")
    shown = client.get("/annual-reports/2014.pdf")["Content-Disposition"]
    assert "Told by Name withheld 2014" in shown and "Boonlert" not in shown


def test_nothing_changed_is_answered_with_304(client, report, laid_out):
    first = client.get("/annual-reports/2014.pdf")
    assert first["ETag"] and first["Last-Modified"]
    assert client.get("/annual-reports/2014.pdf", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert (
        client.get("/annual-reports/2014.pdf", headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    )
    report.network.name = "Renamed"
    report.network.save()
    again = client.get("/annual-reports/2014.pdf", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200 and b"Renamed" in body(again)


def test_renaming_an_organisation_changes_page_and_pdf(client, report, laid_out):
    report.network.name = "The River Network"
    report.network.save()
    assert "The River Network" in client.get("/annual-reports/2014/").content.decode()
    assert b"The River Network" in body(client.get("/annual-reports/2014.pdf"))


@pytest.mark.parametrize(
    "address",
    ["/annual-reports/1999/", "/annual-reports/1999.pdf", "/annual-reports/nonsense/", "/annual-reports/%00/"],
)
def test_a_year_without_a_report_is_a_clear_page(client, report, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "There is no annual report at this address" in response.content.decode() or "%00" in address


def test_a_report_without_data_says_so(client, laid_out):
    report = make_annual_report(slug="1999")
    for kind in ("members", "committee", "secretariat", "calendar", "achievements", "supporters"):
        make_section(report=report, kind=kind, heading=kind.title())
    page = client.get("/annual-reports/1999/").content.decode()
    for words in (
        "No members are recorded",
        "No committee is recorded",
        "Nobody is recorded",
        "No events are recorded",
        "No activities are recorded",
    ):
        assert words in page
    assert client.get("/annual-reports/1999.pdf").status_code == 200


def test_a_draft_report_is_for_the_secretariat(client, admin_client, report, laid_out):
    AnnualReport.objects.update(status="draft")
    for address in ("/annual-reports/2014/", "/annual-reports/2014.pdf"):
        assert client.get(address).status_code == 404
        assert admin_client.get(address).status_code == 200
    assert "2014" not in client.get("/annual-reports/").content.decode().split("<main")[1].split("</main")[0]
    assert "Draft" in admin_client.get("/annual-reports/").content.decode()


def test_a_failed_layout_is_said_in_words(client, admin_client, report, monkeypatch):
    def fail(*args, **kwargs):
        raise printing.PrintError("The photo of the river is missing.")

    monkeypatch.setattr(printing, "report_pdf", fail)
    public = client.get("/annual-reports/2014.pdf")
    assert public.status_code == 503
    assert "cannot be made just now" in public.content.decode() and "river is missing" not in public.content.decode()
    assert "river is missing" in admin_client.get("/annual-reports/2014.pdf").content.decode()


def test_only_reading_is_allowed(client, report):
    assert client.post("/annual-reports/2014.pdf").status_code == 405
    assert client.generic("TRACE", "/annual-reports/2014/").status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_few_queries(client, django_assert_num_queries, rows):
    for year in range(2010, 2010 + rows):
        make_annual_report(slug=str(year))
    with django_assert_num_queries(3):
        client.get("/annual-reports/")


def test_the_command_prints_and_keeps_the_html(report, tmp_path, capsys):
    call_command("annual_report", "2014", output=tmp_path / "report.pdf", html=tmp_path / "report.html")
    shown = capsys.readouterr().out
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert "At the river" in (tmp_path / "report.html").read_text()
    for stage in ("gathering", "laying out", "drawing", "checking", "MB"):
        assert stage in shown


def test_the_command_says_which_reports_there_are(report, tmp_path):
    with pytest.raises(CommandError, match=r"There is no annual report for 1999\. Reports on record: 2014"):
        call_command("annual_report", "1999", output=tmp_path / "report.pdf")


def test_the_admin_page_shows_contents_gaps_and_previews(admin_client, report, laid_out):
    change = reverse("admin:reports_annualreport_change", args=[report.pk])
    page_of, pdf_of = (
        reverse(f"admin:reports_annualreport_{name}", args=[report.pk]) for name in ("preview", "preview_print")
    )
    page = admin_client.get(change).content.decode()
    assert "1 area, 1 project, 1 activity, 1 photo" in page
    check = reverse("admin:reports_annualreport_check", args=[report.pk])
    assert f'<a href="{check}">Check of the report</a>' in page
    assert f'src="{page_of}"' in page and f'formaction="{pdf_of}" formtarget="preview"' in page


def test_the_admin_page_gathers_once_however_many_sections_it_has(admin_client, report):
    change = reverse("admin:reports_annualreport_change", args=[report.pk])
    admin_client.get(change)
    before = queries(admin_client, change)
    for heading, country in (("Conclusion", "TH"), ("Thanks", "KH")):
        make_section(report=report, heading=heading, text="<p>Two words</p>")
        make_country_overview(report=report, country=country)
    assert "about 2 words" in admin_client.get(change).content.decode()
    assert queries(admin_client, change) == before


def test_the_admin_page_says_why_the_last_printing_failed(admin_client, report, monkeypatch):
    def fail(*args, **kwargs):
        raise printing.PrintError("The photo of the river is missing.")

    monkeypatch.setattr(printing, "report_pdf", fail)
    admin_client.get("/annual-reports/2014.pdf")
    page = admin_client.get(reverse("admin:reports_annualreport_change", args=[report.pk])).content.decode()
    assert "The photo of the river is missing." in page


def test_a_new_report_starts_with_the_usual_sections(admin_client):
    network = make_organisation()
    form = {
        "network": network.pk,
        "title": "Annual Report",
        "slug": "2015",
        "start": "2015",
        "end": "2015",
        "language": "en",
        "status": "draft",
    }
    for prefix in ("sections", "overviews", "messages", "acronyms"):
        form |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    response = admin_client.post(reverse("admin:reports_annualreport_add"), form)
    assert response.status_code == 302, response.context["errors"]
    assert [s.kind for s in AnnualReport.objects.get().sections.all()][:4] == [
        "text",
        "committee",
        "secretariat",
        "members",
    ]


@pytest.mark.parametrize("slug", ["2014-379", "x2014", "2014-th-km", "20141"])
def test_address_that_no_page_has_is_refused(slug):
    with pytest.raises(ValidationError, match="Write the period with numbers"):
        make_annual_report(slug=slug, start="2014", end="2014")


@pytest.mark.parametrize("slug", ["2014", "2011-2013", "2014-04-2015-03", "2014-th"])
def test_address_that_is_taken_has_its_page(client, slug):
    assert client.get(make_annual_report(slug=slug, start="2014", end="2014").get_absolute_url()).status_code == 200
