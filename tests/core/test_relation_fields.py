"""Choosing another record without a script, and many rows of them in as many queries as one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event
from members.models import Membership, Organisation
from tests.factories import make_event, make_organisation, make_participation, make_publication
from tests.posting import address, as_posted, change, refusals, row, send

pytestmark = pytest.mark.django_db
ADD = address(Membership, "add")
OPEN = {"end_open": "unknown"}


@pytest.mark.parametrize("typed", ["Migrant Forum", "migrant forum", "MF", "Migrant Forum (MF)"])
def test_a_name_that_is_written_is_found(admin_client, typed):
    wanted = make_organisation(name="Migrant Forum", acronym="MF")
    make_organisation(name="Migrant Forum of Women", acronym="MFW")
    assert send(admin_client, ADD, {"organisation__typed": typed} | OPEN).status_code == 302
    assert Membership.objects.get().organisation == wanted


def test_a_name_of_several_offers_them_and_keeps_what_was_typed(admin_client):
    one, other = (make_organisation(name=f"Migrant {what}") for what in ("Forum", "Union"))
    asked = send(admin_client, ADD, {"organisation__typed": "Migrant"})
    page = asked.content.decode()
    assert refusals(asked)[0].startswith("Several are called “Migrant”: Migrant Forum; Migrant Union.")
    assert 'name="organisation__typed" value="Migrant"' in page
    assert all(f'<option value="{record.pk}">{record}</option>' in page for record in (one, other))
    chosen = {"organisation__typed": "Migrant", "organisation": other.pk} | OPEN
    assert send(admin_client, ADD, chosen).status_code == 302
    assert Membership.objects.get().organisation == other


def test_a_name_of_nobody_is_answered_in_words(admin_client):
    refused = send(admin_client, ADD, {"organisation__typed": "<b>Nobody</b>"})
    assert "Nothing is called" in refusals(refused)[0] and "<b>Nobody" not in refused.content.decode()


def test_rows_are_written_by_name_too(admin_client):
    make_organisation(name="Migrant Forum")
    new = {"title": "Forum", "slug": "forum", "kind": "meeting", "role": "attended", "start": "2014"}
    rows = row("participations", 0, organisation__typed="Migrant Forum", role="delegate", order=0)
    assert send(admin_client, address(Event, "add"), new | rows).status_code == 302
    assert Event.objects.get().participations.get().organisation == Organisation.objects.get()


def test_many_rows_are_shown_and_saved_in_as_many_queries_as_one(admin_client):
    def asked(number):
        event = make_event()
        for _ in range(number):
            make_participation(event=event)
        with CaptureQueriesContext(connection) as shown:
            page = admin_client.get(change(event))
        with CaptureQueriesContext(connection) as saved:
            assert admin_client.post(change(event), as_posted(page) | {"venue": "Hall"}).status_code == 302
        return len(shown), len(saved)

    asked(1)  # the kinds of records are read once in the life of a process
    assert asked(2) == asked(12)


# Several at once


def publication_with(client, **typed):
    """Opens and sends the form of a publication that names one funder already."""
    publication = make_publication()
    publication.funders.add(make_organisation(name="Old Fund"))
    answer = send(client, change(publication), typed)
    return answer, sorted(funder.name for funder in publication.funders.all())


def test_names_on_lines_are_added_to_what_is_chosen(admin_client):
    for name, acronym in (("Migrant Forum", "MF"), ("Rockefeller", ""), ("Quỹ Bầu Cử", "")):
        make_organisation(name=name, acronym=acronym)
    answer, funders = publication_with(admin_client, funders__typed="mf\r\n\r\n  quy bau cu \r\nMigrant Forum\r\n")
    assert answer.status_code == 302
    assert funders == ["Migrant Forum", "Old Fund", "Quỹ Bầu Cử"]


def test_lines_that_are_not_clear_are_each_told_and_kept(admin_client):
    one, other = (make_organisation(name=f"Migrant {what}") for what in ("Forum", "Union"))
    typed = "Migrant\nOld Fund\nNobody <b>"
    asked, funders = publication_with(admin_client, funders__typed=typed)
    page = asked.content.decode()
    assert [text[:24] for text in refusals(asked)] == ["Several are called “Migr", "Nothing is called “Nobod"]
    assert funders == ["Old Fund"] and "selected>Old Fund" in page and "Old Fund\nNobody &lt;b&gt;</textarea>" in page
    assert all(f'<option value="{record.pk}">{record}</option>' in page for record in (one, other))


def test_choosing_among_those_of_one_name_settles_its_line(admin_client):
    wanted, _ = (make_organisation(name=f"Migrant {what}") for what in ("Forum", "Union"))
    answer, funders = publication_with(admin_client, funders__typed="Migrant", funders=[wanted.pk])
    assert answer.status_code == 302 and funders == ["Migrant Forum"]


@pytest.mark.parametrize("typed", ["\0", "9" * 400, "\u202e", "a\n" * 5000])
def test_names_of_any_letters_are_answered(admin_client, typed):
    answer, funders = publication_with(admin_client, funders__typed=typed)
    assert answer.status_code in (200, 400) and funders == ["Old Fund"]
