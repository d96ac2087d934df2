"""Rows of one form against each other and against what somebody else stores at the same moment."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from core.admin.formsets import RowsFormSet
from core.admin.violations import MEANWHILE, words_of
from events.models import Organiser
from members.models import Membership, Organisation, Person, Seat, Spelling, Term
from reports.models import AnnualReport, CountryOverview, ReportPhoto, Section
from tests.factories import (
    make_annual_report,
    make_event,
    make_network,
    make_organisation,
    make_organiser,
    make_seat,
    make_spelling,
    make_term,
)
from tests.posting import address, change, refusals, row, send

pytestmark = pytest.mark.django_db

NEW = {"name": "A new one", "slug": "a-new-one", "status": "draft"}


@pytest.mark.parametrize(
    "record",
    [
        Membership(organisation=Organisation(name="New"), start="2003", end="to date"),
        Membership(person=Person(name="New"), category="associate"),
        Term(seat=Seat(constituency="New"), person=Person(name="New"), start="2003", end="to date"),
        ReportPhoto(section=Section(heading="New")),
        ReportPhoto(overview=CountryOverview(country="TH")),
    ],
    ids=lambda record: type(record).__name__,
)
def test_clean_takes_a_parent_that_is_not_stored_yet(record):
    record.clean()


@pytest.mark.parametrize("record", [Membership(), ReportPhoto(section=Section(), overview=CountryOverview())])
def test_clean_still_asks_for_one_of_two(record):
    with pytest.raises(ValidationError, match="one of the two"):
        record.clean()


def test_two_rows_to_date_are_refused_at_the_second(admin_client):
    rows = {"memberships-TOTAL_FORMS": 2}
    for position in (0, 1):
        rows |= {**row("memberships", position, category="full", end="to date")}
    refused = send(admin_client, address(Organisation, "add"), NEW | rows)
    first, second = refused.context["inline_admin_formsets"][1].formset.forms
    assert not first.errors
    assert "already a member of this category" in second.errors["start"][0]


def test_two_rows_that_overlap_are_refused_at_the_second(admin_client):
    rows = {**row("memberships", 0, category="full", start="2003", end="2010")}
    rows |= row("memberships", 1, category="full", start="2008", end="2012")
    refused = send(admin_client, address(Organisation, "add"), NEW | rows)
    first, second = refused.context["inline_admin_formsets"][1].formset.forms
    assert not first.errors and "already a member of this category" in second.errors["start"][0]


def test_rows_alike_without_words_of_their_own_name_the_other_row(admin_client):
    network = make_network()
    rows = row("spellings", 0, write="Lao PDR", instead_of="Laos") | row(
        "spellings", 1, write="Laos", instead_of="Laos"
    )
    refused = send(admin_client, change(network), rows)
    assert refusals(refused) == ["This says the same as row 1. Change one of the two, or take one out."]


def test_a_row_taken_out_makes_room_for_one_alike(admin_client):
    organiser = make_organiser(event=make_event(status="draft"))  # what was public is not taken out
    rows = {"organisers-0-DELETE": "on", "photos-TOTAL_FORMS": 0}
    rows |= row("organisers", 1, organisation=organiser.organisation_id, role="host", order=0)
    saved = send(admin_client, change(organiser.event), rows)
    assert saved.status_code == 302 and Organiser.objects.get() != organiser


# What only the database sees: somebody was faster


@pytest.fixture
def meanwhile(monkeypatch):
    """Stores something once the rows of a form were found right, and before they are saved."""

    def meanwhile(store):
        def save_new(self, form, commit=True, save=RowsFormSet.save_new):
            monkeypatch.setattr(RowsFormSet, "save_new", save)
            store()
            return save(self, form, commit)

        monkeypatch.setattr(RowsFormSet, "save_new", save_new)

    return meanwhile


def clash_of_organisers():
    event, organisation = make_event(), make_organisation()
    theirs = lambda: Organiser.objects.create(event=event, organisation=organisation)  # noqa: E731
    return event, row("organisers", 0, organisation=organisation.pk, role="host", order=0), theirs


def clash_of_terms():
    seat, person = make_seat(), make_term().person
    theirs = lambda: Term.objects.create(seat=seat, person=person, end="to date")  # noqa: E731
    return seat, row("terms", 0, person=person.pk, end="to date"), theirs


def clash_of_overviews():
    report = make_annual_report()
    theirs = lambda: CountryOverview.objects.create(report=report, country="TH")  # noqa: E731
    return report, row("overviews", 0, country="TH", order=0), theirs


def clash_of_spellings():
    network = make_network()
    theirs = lambda: make_spelling(network=network, instead_of="Laos")  # noqa: E731
    return network, row("spellings", 0, write="Lao PDR", instead_of="Laos"), theirs


@pytest.mark.parametrize(
    "clash, words",
    [
        (clash_of_organisers, "This organisation is already listed in this role."),
        (clash_of_terms, "This seat is held to date by someone else. End that term first."),
        (clash_of_overviews, "This report already has an overview of this country."),
        (clash_of_spellings, MEANWHILE),
    ],
)
def test_second_save_is_refused_at_the_row(admin_client, meanwhile, clash, words):
    record, rows, theirs = clash()
    meanwhile(theirs)
    refused = send(admin_client, change(record), rows)
    assert refusals(refused) == [words]


def test_a_record_that_somebody_else_just_made_is_told(admin_client, monkeypatch):
    fields = {"start": "2014", "end": "2014", "slug": "2014", "network": make_organisation().pk, "title": "Report"}
    save = AnnualReport.save

    def save_second(self, *args, **kwargs):
        monkeypatch.setattr(AnnualReport, "save", save)
        raise IntegrityError('duplicate key violates "reports_one_report_a_period_and_language"')

    monkeypatch.setattr(AnnualReport, "save", save_second)
    refused = send(admin_client, address(AnnualReport, "add"), fields)
    assert refusals(refused) == ["This period has a report in this language already. Change one of the two."]
    assert not AnnualReport.objects.exists()


def test_words_of_an_error_that_names_nothing():
    assert words_of(IntegrityError("FOREIGN KEY constraint failed")) == MEANWHILE
    assert Spelling._meta.constraints  # its message is Django's, which names the constraint: not shown
