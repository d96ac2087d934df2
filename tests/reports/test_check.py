"""What the check finds missing, each with the very field where it is mended; and what is accepted."""

import pytest
from django.urls import reverse

from projects.models import ActivityPhoto
from reports.checks import check
from tests.factories import (
    make_accepted_warning,
    make_activity,
    make_activity_photo,
    make_annual_report,
    make_committee,
    make_country_overview,
    make_event,
    make_project,
    make_publication,
    make_report_photo,
    make_seat,
    make_section,
    make_statistic,
    make_term,
)

pytestmark = pytest.mark.django_db


def found(report):
    return {(finding.kind, finding.severity, finding.address) for finding in check(report)}


def change(record, anchor):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk]) + anchor


def make_whole_report(**changes):
    """A report with a section of every kind that the checks for what is missing read."""
    report = make_annual_report(slug="2014", **changes)
    for kind in ("committee", "overview", "achievements", "publications", "calendar"):
        make_section(report=report, kind=kind)
    return report


def test_a_whole_report_has_no_findings():
    report = make_whole_report()
    make_section(report=report, text="<p>Told.</p>")
    make_event(start="21 July 2014")
    make_activity(start="2014", end="2014")
    make_statistic(overview=make_country_overview(report=report), as_of="2014")
    assert found(report) == set()


def test_the_chapter_of_a_draft_project_is_missed():
    report = make_whole_report()
    answer = make_project()
    make_activity(project=answer, start="2014", end="2014")
    make_section(report=report, kind="programme", project=answer)
    hidden = make_section(report=report, kind="programme", project=make_project(status="draft"))
    assert found(report) == {("Chapter of a draft project", "warning", change(hidden, "#id_project"))}


def test_each_finding_leads_to_the_very_field(admin_client):
    report = make_whole_report(committee=make_committee())
    silent, answer = make_section(report=report), make_section(report=report, text="<p>Told.</p>")
    event, month = make_event(start="9 May 2014", city=""), make_event(start="July 2014")
    activity = make_activity(start="2014", end="2014", text="")
    undated = make_activity(project=activity.project, start=None, end=None)
    overview = make_country_overview(report=report)
    work = make_publication(project=activity.project, date=None)
    seat, left = make_seat(committee=report.committee), make_seat(committee=report.committee)
    make_term(seat=left, start="2012", end="March 2014")
    make_statistic(overview=overview, as_of="2014")
    make_statistic(overview=overview, source="", order=1)
    whole = {"caption": "A caption", "credit": "Somebody", "status": "draft"}
    make_activity_photo(activity=activity, **whole)
    make_activity_photo(activity=activity, **whole, alt="", order=1)
    make_report_photo(section=answer, **whole, consent="not_asked")
    make_report_photo(overview=overview, **{**whole, "caption": "", "credit": ""})
    assert found(report) == {
        ("Section without text", "blocking", change(silent, "#id_text")),
        ("Event without a city", "warning", change(event, "#id_city")),
        ("Event without a day", "warning", change(month, "#id_start")),
        ("Nothing written yet", "warning", change(activity, "#id_text")),
        ("Activity without a period", "warning", change(undated, "#id_start")),
        ("Publication without a date", "warning", change(work, "#id_date")),
        ("Statistic without a source", "warning", change(overview, "#id_statistics-1-source")),
        ("Statistic without a date", "warning", change(overview, "#id_statistics-1-as_of")),
        ("Seat not recorded on the last day", "warning", change(seat, "#terms-group")),
        ("Term ended and nobody is recorded after it", "warning", change(left, "#id_terms-0-end")),
        ("Photo without alternative text", "warning", change(activity, "#id_photos-1-alt")),
        ("Photo without its people’s consent", "warning", change(answer, "#id_photos-0-consent")),
        ("Photo without a caption", "warning", change(overview, "#id_photos-0-caption")),
        ("Photo without a credit", "warning", change(overview, "#id_photos-0-credit")),
    }
    for _, _, address in found(report):
        page, anchor = address.split("#")
        assert f'id="{anchor}"' in admin_client.get(page).content.decode(), address


@pytest.mark.parametrize(("field", "kind"), [("alt", "alternative text"), ("consent", "its people’s consent")])
def test_a_published_photo_that_would_print_and_may_not_blocks(field, kind):
    report = make_whole_report()
    activity = make_activity(start="2014", end="2014")
    photo = make_activity_photo(activity=activity, caption="A caption", credit="Somebody")
    ActivityPhoto.objects.filter(pk=photo.pk).update(**{field: ""})  # as an import might
    (finding,) = check(report)
    assert (finding.severity, finding.kind) == ("blocking", f"Photo without {kind}")


def test_what_is_not_of_the_period_or_has_no_place_is_not_found():
    report = make_whole_report()
    make_event(start="2013", city="")
    make_event(start="9 May 2013", city="", status="draft")
    make_event(start="9 May 2014", city="", online=True)
    make_event(start="10 July 2014", city="", role="milestone")
    past = make_activity(start="2013", end="2013", text="")
    make_activity(project=past.project, start="2014", end="2014")
    make_section(report=report, shown=False)
    assert found(report) == set()


def test_what_no_section_prints_is_not_found():
    report = make_annual_report(slug="2014")
    make_section(report=report, kind="acronyms")
    make_event(start="2014", city="")
    make_statistic(overview=make_country_overview(report=report, text=""), source="")
    assert found(report) == set()


def test_an_accepted_warning_says_who_and_why_until_its_record_changes():
    report = make_whole_report()
    event = make_event(start="9 May 2014", city="")
    (finding,) = check(report)
    accepted = make_accepted_warning(report=report, key=finding.key, reason="The place stays unnamed.")
    assert [one.accepted for one in check(report)] == [accepted]
    event.title = "Another title"
    event.save()
    assert [one.accepted for one in check(report)] == [None]


def test_fixed_words_that_nobody_has_reviewed_are_told():
    english, thai = (
        make_annual_report(slug="2014"),
        make_annual_report(slug="2014-th", start="2014", end="2014", language="th"),
    )
    assert "Fixed words that nobody has reviewed" not in {finding.kind for finding in check(english)}
    (answer,) = (finding for finding in check(thai) if finding.kind == "Fixed words that nobody has reviewed")
    assert answer.address.endswith("#id_language") and "in Thai" in answer.what and answer.severity == "warning"


def test_a_report_that_shows_no_section_is_not_released():
    report = make_annual_report()
    assert found(report) == {("Report without a section", "blocking", change(report, "#sections-group"))}
    make_section(report=report, kind="calendar")
    assert found(report) == set()
