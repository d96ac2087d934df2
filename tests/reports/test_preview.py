"""The preview of a form that is not saved: what it shows, what it says of a wrong field, and that it stores nothing."""

import pytest
from django.contrib.auth.models import Permission
from django.core import serializers
from django.urls import reverse

from reports.models import Acronym, AnnualReport, CountryOverview, Message, ReportPhoto, Section, Statistic
from tests.factories import (
    make_country_overview,
    make_message,
    make_person,
    make_report_photo,
    make_section,
    make_staff,
    picture,
)
from tests.posting import as_posted, change, row
from tests.public import words

pytestmark = pytest.mark.django_db
MODELS = [AnnualReport, Section, CountryOverview, Statistic, Message, Acronym, ReportPhoto]


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


def preview(record, form="preview"):
    return reverse(f"admin:reports_{record._meta.model_name}_{form}", args=[record.pk])


def sent(client, record, form="preview", **changes):
    return client.post(preview(record, form), {**as_posted(client.get(change(record))), **changes})


def stored():
    return [serializers.serialize("json", model.objects.order_by("pk")) for model in MODELS]


def headings(answer):
    return [section["heading"] for section in answer.context["report"]["sections"]]


def test_it_shows_the_form_and_stores_nothing(desk, report):
    before = stored()
    moved = {"sections-0-heading": "About us", "sections-0-order": "9", "title": "Yearly Report"}
    new = row("sections", 2, order="5", heading="Thanks", kind="text", shown="on", numbering="", id="", project="")
    answer = sent(desk, report, **moved, **new)
    assert headings(answer) == ["Achievements", "Thanks", "About us"]
    assert "Yearly Report 2014" in words(answer.content.decode())
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert stored() == before


def test_a_section_that_is_switched_off_or_taken_out_is_not_shown(desk, client, report):
    form = as_posted(desk.get(change(report)))
    del form["sections-0-shown"]
    assert headings(desk.post(preview(report), form)) == ["Achievements"]
    client.force_login(make_staff())  # an administrator, who may delete
    assert headings(sent(client, report, **{"sections-1-DELETE": "on"})) == ["About"]
    assert report.sections.filter(shown=True).count() == 2


def test_a_wrong_field_is_named_with_its_row(desk, report):
    before = stored()
    answer = sent(desk, report, **{"sections-1-heading": "", "start": "someday", "end": "2014"})
    assert answer.status_code == 422
    said = words(answer.content.decode())
    assert "Sections, row 2, Heading: This field is required." in said
    assert "First day: “someday” is not a date." in said
    assert stored() == before


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        ("text", lambda report: report.sections.get(heading="About")),
        ("overview", lambda report: make_country_overview(report=report)),
        ("messages", lambda report: make_message(report=report, person=make_person(naming="full"))),
    ],
)
def test_each_part_of_a_report_has_it(desk, report, kind, make):
    record = make(report)
    if kind != "text":
        make_section(report=report, kind=kind, heading="Where it is told")
    before = stored()
    answer = sent(desk, record, text="<p>Just typed.</p>")
    assert "Just typed." in answer.content.decode()
    assert stored() == before
    form = desk.get(change(record)).content.decode()
    assert f'src="{preview(record)}#section-' in form and f'formaction="{preview(record, "preview_print")}"' in form


def test_a_photo_is_not_written_for_a_preview(desk, report, settings):
    section = report.sections.get(heading="About")
    make_report_photo(section=section, caption="Before")
    files = sorted(settings.MEDIA_ROOT.rglob("*"))
    new = row("photos", 1, image=picture("new.jpg", colour=7), caption="New", consent="given", status="published")
    answer = sent(desk, section, **{"photos-0-caption": "After", **new})
    assert [photo["caption"] for photo in answer.context["report"]["sections"][0]["photos"]] == ["After"]
    assert sorted(settings.MEDIA_ROOT.rglob("*")) == files
    assert ReportPhoto.objects.get().caption == "Before"


def test_the_pdf_is_of_the_form_and_is_not_kept(desk, report, settings):
    before = stored()
    answer = sent(desk, report, "preview_print", title="Yearly Report")
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    assert not list(settings.REPORTS_ROOT.rglob("*.pdf")) and stored() == before
    assert sent(desk, report, "preview_print", title="").status_code == 422
    assert desk.get(preview(report, "preview_print")).status_code == 405


def test_only_who_may_change_the_report_sends_a_form(client, report):
    assert client.get(preview(report))["Location"].startswith("/admin/login/")
    reader = make_staff(is_superuser=False)
    client.force_login(reader)
    assert client.get(preview(report)).status_code == 403
    reader.user_permissions.add(Permission.objects.get(codename="view_annualreport"))
    assert client.get(preview(report)).status_code == 200
    assert [client.post(preview(report, form)).status_code for form in ("preview", "preview_print")] == [403, 403]
