"""The preview of a form that is not saved: what it shows, what it says of a wrong field, and that it stores nothing."""

from itertools import product

import pytest
from django.contrib.auth.models import Permission
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Activity, ActivityPhoto, Figure, Recommendation
from reports.admin.activity import telling_of
from reports.models import Acronym, AnnualReport, CountryOverview, Message, ReportPhoto, Section, Statistic
from tests.factories import (
    make_activity,
    make_activity_photo,
    make_annual_report,
    make_country_overview,
    make_message,
    make_person,
    make_report_photo,
    make_section,
    make_staff,
    picture,
)
from tests.posting import address, as_posted, change, row, send
from tests.public import words

pytestmark = pytest.mark.django_db
MODELS = [AnnualReport, Section, CountryOverview, Statistic, Message, Acronym, ReportPhoto]
MODELS += [Activity, ActivityPhoto, Figure, Recommendation]


@pytest.fixture
def secretary_client(client, secretary):
    client.force_login(secretary)
    return client


def preview(record, form="preview"):
    return address(type(record), form, record.pk)


def sent(client, record, form="preview", **changes):
    return client.post(preview(record, form), {**as_posted(client.get(change(record))), **changes})


def stored():
    return [serializers.serialize("json", model.objects.order_by("pk")) for model in MODELS]


def headings(answer):
    return [section.heading for section in answer.context["report"].sections]


def test_it_shows_the_form_and_stores_nothing(secretary_client, report):
    before = stored()
    moved = {"sections-0-heading": "About us", "sections-0-order": "9", "title": "Yearly Report"}
    new = row("sections", 2, order="5", heading="Thanks", kind="text", shown="on", numbering="", id="", project="")
    answer = sent(secretary_client, report, **moved, **new)
    assert headings(answer) == ["Achievements", "Thanks", "About us"]
    assert "Yearly Report 2014" in words(answer.content.decode())
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert stored() == before


def test_a_section_that_is_switched_off_or_taken_out_is_not_shown(secretary_client, client, report):
    form = as_posted(secretary_client.get(change(report)))
    del form["sections-0-shown"]
    assert headings(secretary_client.post(preview(report), form)) == ["Achievements"]
    report.sections.update(first_published=None)  # what was public stays
    client.force_login(make_staff())  # an administrator, who may delete
    assert headings(sent(client, report, **{"sections-1-DELETE": "on"})) == ["About"]
    assert report.sections.filter(shown=True).count() == 2


def test_a_wrong_field_is_named_with_its_row(secretary_client, report):
    before = stored()
    new = row("sections", 2, order="2", heading="", kind="impact", shown="on", numbering="", id="", project="")
    answer = sent(secretary_client, report, **{"sections-1-heading": "", "start": "someday", "end": "2014"}, **new)
    assert answer.status_code == 422
    message = words(answer.content.decode())
    assert "Sections, “Achievements”, Heading: This field is required." in message
    assert "Sections, row 3, Heading: This field is required." in message
    assert "First day: “someday” is not a date." in message
    assert stored() == before


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        ("text", lambda report: report.sections.get(heading="About")),
        ("overview", lambda report: make_country_overview(report=report)),
        ("messages", lambda report: make_message(report=report, person=make_person(naming="full"))),
    ],
)
def test_each_part_of_a_report_has_it(secretary_client, report, kind, make):
    record = make(report)
    if kind != "text":
        make_section(report=report, kind=kind, heading="Where it is told")
    before = stored()
    answer = sent(secretary_client, record, text="<p>Just typed.</p>")
    assert "Just typed." in answer.content.decode()
    assert stored() == before
    form = " ".join(secretary_client.get(change(record)).content.decode().split())
    assert (
        f'src="{preview(record)}" data-anchor="section-' in form
        and f'formaction="{preview(record, "preview_print")}"' in form
    )


def test_a_photo_is_not_written_for_a_preview(secretary_client, report, settings):
    section = report.sections.get(heading="About")
    make_report_photo(section=section, caption="Before")
    files = sorted(settings.MEDIA_ROOT.rglob("*"))
    new = row("photos", 1, image=picture("new.jpg", colour=7), caption="New", consent="given", status="published")
    answer = sent(secretary_client, section, **{"photos-0-caption": "After", **new})
    assert [photo.caption for photo in answer.context["report"].sections[0].photos] == ["After"]
    assert sorted(settings.MEDIA_ROOT.rglob("*")) == files
    assert ReportPhoto.objects.get().caption == "Before"


def test_the_pdf_is_of_the_form_and_is_not_kept(secretary_client, report, settings):
    before = stored()
    answer = sent(secretary_client, report, "preview_print", title="Yearly Report")
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    assert not list(settings.REPORTS_ROOT.rglob("*.pdf")) and stored() == before
    assert sent(secretary_client, report, "preview_print", title="").status_code == 422
    assert secretary_client.get(preview(report, "preview_print")).status_code == 405


def test_only_who_may_change_the_report_sends_a_form(client, report):
    assert client.get(preview(report))["Location"].startswith("/admin/login/")
    reader = make_staff(is_superuser=False)
    client.force_login(reader)
    assert client.get(preview(report)).status_code == 403
    reader.user_permissions.add(Permission.objects.get(codename="view_annualreport"))
    assert client.get(preview(report)).status_code == 200
    assert [client.post(preview(report, form)).status_code for form in ("preview", "preview_print")] == [403, 403]


def queries(ask, *given):
    with CaptureQueriesContext(connection) as asked:
        assert ask(*given).status_code == 200
    return len(asked)


def test_it_asks_as_much_for_three_sections_and_activities_as_for_one(secretary_client, report):
    def asked():
        for record in (report, report_activity()):
            form = as_posted(secretary_client.get(change(record)))
            yield queries(secretary_client.get, preview(record))
            yield queries(secretary_client.post, preview(record), form)

    one = list(asked())
    for number in range(2):
        make_section(report=report, heading=f"Section {number}", order=10 + number)
        activity = make_activity(start="2014", end="2014", heading=f"Another {number}")
        make_activity_photo(activity=activity)
        activity.figures.create(value=24, unit="participants")
    assert list(asked()) == one


# An activity, of an earlier app, in the report that tells of it


def report_activity():
    return Activity.objects.get(heading="Consultation")


def texts(answer):
    achievements = next(part for part in answer.context["report"].sections if part.kind == "achievements")
    return [one for area in achievements.areas for project in area.projects for one in project.activities]


@pytest.mark.parametrize("status", ["draft", "published"])
def test_an_activity_is_shown_in_its_report_as_it_is_typed(secretary_client, report, status):
    activity = report_activity()
    Activity.objects.update(status=status)
    before = stored()
    figure = row("figures", 0, activity=activity.pk, value="24", unit="participants", order=0, qualifier="over")
    answer = sent(secretary_client, activity, heading="Just typed", **figure)
    [shown] = texts(answer)
    assert (shown.heading, shown.figures[0].unit) == ("Just typed", "participants")
    assert f'id="{shown.anchor}"' in answer.content.decode()
    assert texts(secretary_client.get(preview(activity)))[0].heading == "Consultation"
    pane = " ".join(secretary_client.get(change(activity)).content.decode().split())
    assert f'src="{preview(activity)}" data-anchor="{shown.anchor}"' in pane
    printed = sent(secretary_client, activity, "preview_print", heading="Just typed")
    assert printed.content.startswith(b"%PDF") and "2014-preview.pdf" in printed["Content-Disposition"]
    assert stored() == before


def test_a_wrong_field_of_an_activity_is_named(secretary_client, report):
    answer = sent(secretary_client, report_activity(), start="someday")
    assert answer.status_code == 422
    assert "Start: “someday” is not a date." in words(answer.content.decode())


def test_of_several_reports_the_latest_shows_it(secretary_client, report):
    three_years = make_annual_report(start="2013", end="2015", slug="2013-2015")
    in_thai = make_annual_report(network=report.network, start="2014", end="2014", language="th", slug="2014-th")
    for one in (three_years, in_thai):
        make_section(report=one, kind="achievements", heading="Work")
    assert sent(secretary_client, report_activity()).context["object"] == report  # the first of its period
    assert sent(secretary_client, report_activity(), start="2013", end="2013").context["object"] == three_years
    report.sections.filter(kind="achievements").update(shown=False)
    assert sent(secretary_client, report_activity()).context["object"] == in_thai
    make_section(report=report, kind="programme", project=report_activity().project, heading="A chapter")
    assert sent(secretary_client, report_activity()).context["object"] == report


def test_a_report_holds_the_dates_that_it_gathers():
    periods = [("2014", "2014"), ("April 2014", "March 2015"), ("15 June 2014", "2014"), ("2014", "15 June 2014")]
    reports = [make_annual_report(start=start, end=end, slug=2000 + n) for n, (start, end) in enumerate(periods)]
    for one in reports:
        make_section(report=one, kind="achievements")
    starts = ["December 2013", "2014", "31 March 2014", "April 2014", "15 June 2014", "16 June 2014", "June 2014"]
    ends = [None, "2014", "15 June 2014", "June 2014", "31 December 2014", "March 2015", "1 April 2015", "2015"]
    activity, held = make_activity(), 0
    for activity.start, activity.end in product(starts, ends):
        try:
            activity.full_clean()
        except ValidationError:
            continue  # it would end before it starts
        activity.save()
        gathered = [one for one in reports if Activity.objects.touching(*one.days).exists()]
        assert sorted(telling_of(activity), key=reports.index) == gathered, activity.period
        held += len(gathered)
    assert held > 30


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"start": "", "end": ""}, "Without a start, no report shows it. Write when it was."),
        ({"start": "2012", "end": "2012"}, "There is no annual report whose period holds 2012 and that has a section"),
    ],
)
def test_where_no_report_shows_it_words_say_so(secretary_client, report, changes, why):
    for form in ("preview", "preview_print"):
        answer = sent(secretary_client, report_activity(), form, **changes)
        assert answer.status_code == 200 and why in words(answer.content.decode())


def test_the_project_of_a_shown_activity_is_published(secretary_client, report):
    activity = report_activity()
    type(activity.project).objects.update(title="Health", status="draft")
    why = "Its project, “Health”, is a draft, and no report shows it. Publish it first."
    assert why in words(secretary_client.get(preview(activity)).content.decode())


def test_only_who_may_change_an_activity_sends_its_form(client, report):
    reader = make_staff(is_superuser=False)
    client.force_login(reader)
    assert client.get(preview(report_activity())).status_code == 403
    reader.user_permissions.add(Permission.objects.get(codename="view_activity"))
    assert client.get(preview(report_activity())).status_code == 200
    assert client.post(preview(report_activity())).status_code == 403


def test_activities_keep_their_place_in_the_lists_of_the_admin(secretary_client):
    [projects] = [app for app in secretary_client.get("/admin/").context["app_list"] if app["app_label"] == "projects"]
    assert [entry["object_name"] for entry in projects["models"]][:4] == [
        "AreaOfWork",
        "Project",
        "Activity",
        "Partner",
    ]


def test_a_new_section_that_was_refused_does_not_say_that_it_is_not_shown(secretary_client, report):
    new = row("sections", 2, order="2", heading="", kind="impact", shown="on", numbering="", id="", project="")
    refused = words(send(secretary_client, change(report), new).content.decode())
    assert "Counted once it is saved" in refused and "Not shown" not in refused
