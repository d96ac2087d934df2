"""One seat, one person: what an empty end means is asked, and who was before gets an end."""

import pytest
from django.utils import timezone

from members.models import Chairing, Term
from tests import factories as f
from tests.posting import address, change, refusals, row, send

pytestmark = pytest.mark.django_db
ASKED = "Write the end, or choose “to date” (it goes on) or “not known”."


def new_term(client, seat, **fields):
    sent = {"seat": seat.pk, "person": f.make_person().pk, "start": "1 March 2015", "end": "", **fields}
    return send(client, address(Term, "add"), sent)


@pytest.mark.parametrize(("choice", "end"), [("to date", "to date"), ("unknown", None)])
def test_an_empty_end_asks_what_it_means(admin_client, choice, end):
    seat = f.make_seat()
    assert any(ASKED in text for text in refusals(new_term(admin_client, seat)))
    assert new_term(admin_client, seat, end_open=choice).status_code == 302
    term = Term.objects.get()
    assert (term.end and str(term.end)) == end
    assert (term.confirmed and term.confirmed.first) == (timezone.localdate() if end else None)


def test_rows_ask_too_and_stored_ones_only_when_changed(admin_client):
    one = f.make_organisation()
    f.make_membership(organisation=one, start=None, end=None)
    assert send(admin_client, change(one), {"city": "Mae Sot"}).status_code == 302
    refused = send(admin_client, change(one), {"memberships-0-note": "A note"})
    assert any(ASKED in text for text in refusals(refused))
    answered = {"memberships-0-note": "A note", "memberships-0-end_open": "unknown"}
    assert send(admin_client, change(one), answered).status_code == 302
    added = row("memberships", 1, category="associate", start="2003")
    assert any(ASKED in text for text in refusals(send(admin_client, change(one), added)))


def test_a_holder_to_date_is_named(admin_client):
    held = f.make_term(person=f.make_person(name="Reiko Harima"), start=None)
    for choice in ("to date", "unknown"):
        refused = new_term(admin_client, held.seat, end_open=choice)
        assert any("Reiko Harima" in text for text in refusals(refused))
    assert Term.objects.count() == 1


@pytest.mark.parametrize(
    ("start", "offer"), [("1 March 2015", "2015-02-28"), ("March 2015", "2015-02"), ("2015", "2014")]
)
def test_who_was_before_gets_the_end_that_is_offered(admin_client, start, offer):
    held = f.make_term(person=f.make_person(name="Reiko Harima"), start=None, end=None)
    refused = new_term(admin_client, held.seat, start=start, end_open="to date")
    assert any("Reiko Harima" in text for text in refusals(refused))
    (given,) = refused.context["adminform"].form.fields["end"].widget.offers
    assert f'name="{given["name"]}" value="{offer}"' in refused.content.decode()
    saved = new_term(admin_client, held.seat, start=start, end_open="to date", **{given["name"]: offer})
    assert saved.status_code == 302 and Term.objects.count() == 2
    held.refresh_from_db()
    assert held.end.iso == offer


def test_an_end_before_the_start_is_not_taken(admin_client):
    held = f.make_term(start="2014", end=None)
    refused = new_term(admin_client, held.seat, end_open="to date", **{f"earlier_{held.pk}": "2001"})
    assert any("before it starts" in text for text in refusals(refused))
    held.refresh_from_db()
    assert held.end is None and Term.objects.count() == 1


def test_two_rows_of_a_form_end_and_begin(admin_client):
    held = f.make_term(end="to date")
    rows = {"terms-0-end": "February 2015"} | row(
        "terms", 1, person=f.make_person().pk, start="March 2015", end="", end_open="to date"
    )
    assert send(admin_client, change(held.seat), rows).status_code == 302
    assert [str(term.end) for term in Term.objects.order_by("pk")] == ["February 2015", "to date"]


def test_two_rows_of_a_form_are_offered_the_day_before(admin_client):
    held = f.make_term(end=None)
    rows = row("terms", 1, person=f.make_person().pk, start="March 2015", end="", end_open="to date")
    refused = send(admin_client, change(held.seat), rows)
    (offer,) = refused.context["inline_admin_formsets"][0].formset.forms[1].fields["end"].widget.offers
    assert send(admin_client, change(held.seat), rows | {offer["name"]: "2015-02"}).status_code == 302
    held.refresh_from_db()
    assert str(held.end) == "February 2015"


def test_a_persons_own_form_and_chairpersons_ask(admin_client):
    held = f.make_term(end=None, person=f.make_person(name="Reiko Harima"))
    other = f.make_person()
    rows = row("terms", 0, seat=held.seat_id, start="2015", end="", end_open="to date")
    assert any("Reiko Harima" in text for text in refusals(send(admin_client, change(other), rows)))
    chairing = f.make_chairing(term=held, end=None)
    seat = f.make_seat(committee=held.seat.committee)
    term = f.make_term(seat=seat)
    sent = {"term": term.pk, "start": "2015", "end": "", "end_open": "to date"}
    assert any("Reiko Harima" in text for text in refusals(send(admin_client, address(Chairing, "add"), sent)))
    assert send(admin_client, address(Chairing, "add"), sent | {f"earlier_{chairing.pk}": "2014"}).status_code == 302
