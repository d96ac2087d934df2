"""The kinds of section: each is whole, and one more is one more module and template."""

import json
from dataclasses import dataclass

import pytest
from django.template import Template
from django.template.loader import get_template
from django.utils.translation import ngettext_lazy

from core.schema import Count, as_json
from reports.checks import check
from reports.checks.context import CheckContext
from reports.data.gather import gather
from reports.findings import Kind, Place
from reports.models import AnnualReport, Section
from reports.output.formats import text_form
from reports.output.html import report_html
from reports.sections import KINDS, summary
from reports.sections.base import SectionKind, count
from reports.sections.schema import SectionData
from reports.texts import of
from tests import factories as f
from tests.one_of_each import RECORDS, records, word

WORDS_ALONE = {"front", "text"}
NO_GAUGE = Kind("no-rain-gauge", "No rain gauge", "Nobody knows how much it rained.")


def test_registry_holds_every_kind_of_section():
    assert len(KINDS) > 15 and list(KINDS) == Section.Kind.values


@pytest.mark.parametrize("kind", Section.Kind.values)
def test_kind_has_data_summary_and_template(kind):
    one = KINDS[kind]
    assert get_template(one.template) and one.kind == kind
    own = {name for name in ("data", "summary") if getattr(type(one), name) is not getattr(SectionKind, name)}
    assert own == (set() if kind in WORDS_ALONE else {"data", "summary"})


MILLIMETRES = ngettext_lazy("%(number)s millimetre", "%(number)s millimetres", "number")


@dataclass
class WeatherData(SectionData):
    millimetres: Count


class Weather(SectionKind):
    kind = "weather"
    schema = WeatherData

    @property
    def template(self):
        return Template('<p class="rain">It rained {{ section.millimetres }} mm.</p>')

    def data(self, records, section):
        return WeatherData(records.last.day)

    def summary(self, data):
        return count(data.millimetres, MILLIMETRES)

    def texts(self, context):
        return of(context.report.network, "about")

    def missing(self, context):
        yield NO_GAUGE.at(Place(context.report.network, "website"), "There is no gauge.")


@pytest.mark.django_db
def test_kind_added_alone_is_gathered_summarised_checked_and_printed(monkeypatch, client):
    report = f.make_annual_report(slug="2014", network=f.make_organisation(about="Rain for illegal migrants."))
    f.make_term_to_avoid(phrase="illegal migrant", forms="illegal migrants")
    section = f.make_section(report=report, heading="Weather")
    Section.objects.filter(pk=section.pk).update(kind="weather")
    monkeypatch.setitem(KINDS, "weather", Weather())
    data = gather(report)
    assert data.sections[-1].millimetres == 31 and summary(data.sections[-1]) == "31 millimetres"
    page = client.get(report.get_absolute_url()).content.decode()
    for form in (report_html(data), text_form(data), page):
        assert "It rained 31 mm." in form
    assert 'is-weather"' in page
    found = [(one.kind, one.address.partition("#")[2]) for one in check(report)]
    assert found == [("No rain gauge", "id_website"), ("Term to avoid", "id_about")]


@pytest.mark.django_db
def test_what_is_printed_of_a_record_is_read_by_the_checks():
    with records() as known:
        report = AnnualReport.objects.get(pk=known[AnnualReport].pk)
        printed, texts = json.dumps(as_json(gather(report))), [text.source for text in CheckContext(report).texts]
    shown = [model for model in RECORDS if word(model) in printed]
    unread = {model.__name__ for model in shown if not any(word(model) in text for text in texts)}
    assert len(shown) > 20
    assert unread == {"Acronym", "Logo", "Office", "Organisation", "OrganisationName"}  # names, and no texts


@pytest.mark.django_db
def test_text_that_several_sections_print_is_read_once():
    report = f.make_annual_report(slug="2014")
    for kind in ("achievements", "publications", "governance", "calendar"):
        f.make_section(report=report, kind=kind)
    event = f.make_event(start="9 May 2014", title="Forum", project=f.make_activity(start="2014", end="2014").project)
    f.make_publication(title="Dragon Lake", date="2014")
    texts = CheckContext(report).texts
    places = [text.place.identity for text in texts]
    assert f"events.Event.{event.pk}.title" in places and "Dragon Lake" in [text.source for text in texts]
    assert len(places) == len(set(places))


@pytest.mark.django_db
def test_plan_has_the_attendance_of_its_events_read():
    report = f.make_annual_report(slug="2014")
    f.make_section(report=report, kind="plan", text="<p>Next.</p>")
    f.make_attendance(event=f.make_event(start="May 2015"), unit="delegates")
    assert "delegates" in [text.source for text in CheckContext(report).texts]
