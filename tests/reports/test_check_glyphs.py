"""Whatever letter makes the build refuse a report, the check finds, and leads to the very field that holds it."""

import re
from dataclasses import replace
from unicodedata import category

import pytest
from django.apps import apps
from django.core.validators import RegexValidator
from django.db.models import CharField, TextField
from django.test import Client

from core.l10n.countries import CountryListField
from core.pdf.fonts import missing_glyphs
from core.richtext import RichTextField
from reports.checks import check
from reports.checks.context import CheckContext
from reports.data.gather import gather
from reports.models import AnnualReport
from reports.output.html import report_html
from tests.factories import (
    make_annual_report,
    make_appointment,
    make_event,
    make_finance_line,
    make_network,
    make_person,
    make_section,
    make_staff,
)

pytestmark = pytest.mark.django_db
APPS = ["members", "projects", "events", "publications", "reference", "reports"]
NOT_READ = {  # names, places and addresses
    "events.Event.city",
    "events.Event.link",
    "events.Event.venue",
    "members.CountryName.name",
    "members.Office.address",
    "members.Office.city",
    "members.Office.email",
    "members.Office.fax",
    "members.Office.name",
    "members.Office.phone",
    "members.Organisation.acronym",
    "members.Organisation.name",
    "members.Organisation.website",
    "members.OrganisationName.name",
    "members.Person.honorific",
    "members.Person.name",
    "publications.Edition.address",
    "publications.Publication.isbn",
    "reports.Acronym.acronym",
    "reports.Acronym.expansion",
    "reports.Message.honorific",
    "reports.Statistic.source_address",
}
AHSA = "\U00010330"


def text_fields(model):
    """Those that hold any letter: no choice, no address of a page, no code."""
    texts = (one for one in model._meta.fields if isinstance(one, CharField | TextField) and not one.choices)
    texts = (one for one in texts if not isinstance(one, CountryListField))  # of codes
    kept = (one for one in texts if one.editable and RegexValidator not in map(type, one.validators))
    return [one for one in kept if one.name != "entered_in_error"]  # what is marked so is printed nowhere


def mark_everything():
    """Put a letter of its own that cannot be drawn into every text of every record: {letter: (record, field)}."""
    seen = (letter for letter in map(chr, range(0x10000, 0x1F000)) if category(letter).startswith("L"))
    letters = (letter for letter in seen if missing_glyphs(letter))
    marked = {}
    for model in (model for name in APPS for model in apps.get_app_config(name).get_models()):
        for record in model._base_manager.all():
            new = {}
            for field in text_fields(model):
                letter = next(letters)
                marked[letter] = record, field
                new[field.name] = with_letter(field, getattr(record, field.name), letter)
            if new:
                model._base_manager.filter(pk=record.pk).update(**new)
    return marked


def with_letter(field, text, letter):
    if isinstance(field, RichTextField):
        return f"{text}<p>{letter}</p>"
    return f"{text[: field.max_length - 1 if field.max_length else None]}{letter}"


def found(report):
    """{letter: the finding}"""
    findings = [one for one in check(report) if one.kind == "Letters that cannot be printed"]
    return {letter: one for one in findings for letter in missing_glyphs(one.what)}


def test_what_makes_the_build_refuse_the_report_of_2014_is_found_in_every_field(demo):
    report = AnnualReport.objects.get(slug="2014")
    for kind in ("finance", "governance", "plan", "impact"):  # which it lacks
        make_section(report=report, kind=kind)
    for year in ("2013", "2014"):
        make_finance_line(network=report.network, start=year, end=year, label=f"Rent of {year}", note="In advance.")
    marked = mark_everything()
    refused = set(missing_glyphs(report_html(gather(report))))
    findings = found(report)
    assert {name(marked, one) for one in refused} == {name(marked, one) for one in findings}
    assert set(findings) == refused and {one.severity for one in findings.values()} == {"blocking"}
    assert len({name(marked, one) for one in refused}) > 50
    browser, pages, fields = Client(), {}, set()
    browser.force_login(make_staff())
    for letter, finding in sorted(findings.items(), key=lambda found: found[1].address):
        page, anchor = finding.address.split("#")
        if name(marked, letter) in fields:  # one record's is as good as another's
            continue
        fields.add(name(marked, letter))
        if page not in pages:
            pages[page] = browser.get(page).content.decode()
        field = re.search(rf'<(?:input|textarea)\b[^>]* id="{anchor}"[^>]*>[^<]*', pages[page])
        assert field and letter in field[0], name(marked, letter)


def test_every_text_that_is_printed_is_read_but_names_and_places(demo):
    report = AnnualReport.objects.get(slug="2014")
    make_section(report=report, kind="plan")
    make_event(start="May 2015", status="published")
    marked = mark_everything()
    refused = set(missing_glyphs(report_html(gather(report))))
    read = set(missing_glyphs("".join(text.source for text in CheckContext(report).texts)))
    assert {name(marked, letter) for letter in refused} - {name(marked, letter) for letter in read} == NOT_READ


def name(marked, letter):
    record, field = marked[letter]
    return f"{record._meta.label}.{field.name}"


def test_the_name_of_who_shows_initials_is_found_and_that_of_who_is_not_named_is_left_alone():
    report = make_annual_report(slug="2020", start="2020", end="2020")
    make_section(report=report, kind="secretariat")
    for naming, first in (("initials", AHSA), ("withheld", "ꯃ")):
        make_appointment(person=make_person(name=f"{first}nna Bo", naming=naming), start="2020", end="2020")
    assert {letter: one.record for letter, one in found(report).items()} == {AHSA: f"{AHSA}nna Bo"}


def test_data_that_was_gathered_already_is_what_is_read():
    report = make_annual_report(slug="2020", start="2020", end="2020")
    make_section(report=report, kind="acronyms")
    (finding,) = (one for one in check(report, replace(gather(report), title=AHSA)) if one.severity == "blocking")
    assert finding.what == f"“{AHSA}” (gothic letter ahsa) under “{AHSA}” cannot be printed."


def test_what_is_not_printed_is_left_alone():
    report = make_annual_report(slug="2020", start="2020", end="2020")
    make_section(report=report, text="<p>Told.</p>")
    make_section(report=report, heading=AHSA, shown=False)
    make_person(name="Bo", private_notes=AHSA)
    assert found(report) == {}
    make_section(report=report, text=f"<p>{AHSA}</p>")
    assert len(found(report)) == 1


def test_a_letter_in_the_settings_of_a_network_is_found_beside_its_countries():
    report = make_annual_report(slug="2013")
    make_network(organisation=report.network, countries=["MM", "TH"], colophon="<p>ꦀ</p>")
    assert list(found(report)) == ["ꦀ"]
