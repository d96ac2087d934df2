import pytest

from core.l10n.countries import country_names
from members.models import Appointment, Membership, Organisation, Person, Term
from tests.factories import (
    make_appointment,
    make_branding,
    make_chairing,
    make_committee,
    make_membership,
    make_organisation,
    make_organisation_name,
    make_person,
    make_seat,
    make_term,
)
from tests.posting import address, as_posted, change, refusals, row, send

pytestmark = pytest.mark.django_db


def listed(response):
    return [str(record) for record in response.context["cl"].result_list]


# Periods


@pytest.fixture
def three_times():
    make_appointment(person=make_person(name="Before"), start="2010", end="2012")
    make_appointment(person=make_person(name="Now"), start="2012", end="to date")
    make_appointment(person=make_person(name="Later"), start="2190", end="to date")


@pytest.mark.parametrize(
    "query, names",
    [
        ("", ["Now"]),
        ("?when=past", ["Before"]),
        ("?when=future", ["Later"]),
        ("?when=all", ["Before", "Now", "Later"]),
        ("?when=delete", ["Before", "Now", "Later"]),  # no verb but these is called
        ("?q=Before", ["Before"]),  # a search looks at all times
        ("?q=Before&when=current", []),
    ],
)
def test_a_list_of_periods_starts_on_what_is_current(admin_client, three_times, query, names):
    page = admin_client.get(address(Appointment) + query)
    assert [name.split(",")[0] for name in listed(page)] == names
    assert Appointment.objects.count() == 3


def test_a_list_with_nothing_current_leads_to_the_whole(admin_client):
    make_appointment(start="2010", end="2012")
    page = admin_client.get(address(Appointment))
    assert "Nothing here matches." in page.content.decode()
    assert '<a href="?when=all&amp;">Show all 1 appointments</a>' in page.content.decode()


@pytest.mark.parametrize("typed", ["31 February 2014", "next spring", "2014-13"])
def test_a_wrong_date_is_explained_and_stays_as_typed(admin_client, typed):
    appointment = make_appointment(start="2012")
    answer = send(admin_client, change(appointment), {"start": typed, "title": "A new title"})
    [refusal] = refusals(answer)
    assert refusal.startswith(f"“{typed}” is not a date.")
    assert refusal.endswith("Write a year (2003), a month (August 2011) or a day (21 July 2014).")
    assert f'value="{typed}"' in answer.content.decode() and 'value="A new title"' in answer.content.decode()
    assert str(Appointment.objects.get().start) == "2012"


def test_february_is_counted(admin_client):
    answer = send(admin_client, change(make_appointment()), {"start": "31 February 2014"})
    assert "February 2014 has 28 days." in refusals(answer)[0]


@pytest.mark.parametrize("start, end", [("2014", "2013"), ("May 2014", "April 2014"), ("2 May 2014", "1 May 2014")])
def test_an_end_before_its_start_is_refused(admin_client, start, end):
    answer = send(admin_client, change(make_appointment()), {"start": start, "end": end})
    assert refusals(answer) == ["It ends before it starts. Change the start or the end."]


@pytest.mark.parametrize("typed", ["2003", "August 2011", "21 July 2014", "to date", ""])
def test_an_end_is_kept_as_it_was_written(admin_client, typed):
    appointment = make_appointment(start="2001")
    assert send(admin_client, change(appointment), {"end": typed}).status_code == 302
    assert as_posted(admin_client.get(change(appointment)))["end"] == typed


# One at a time


def test_a_seat_held_by_someone_else_is_refused_in_words(admin_client):
    holder = make_term(person=make_person(name="Sokchar Mom"), start="2012", end="October 2014")
    new = {"seat": holder.seat.pk, "person": make_person().pk, "start": "2 October 2013", "end": "2015"}
    answer = send(admin_client, address(Term, "add"), new)
    assert refusals(answer) == [Term.overlap_message % {"overlap": holder}]
    assert str(holder) in answer.content.decode()
    assert send(admin_client, address(Term, "add"), {**new, "start": "November 2014"}).status_code == 302


def test_a_second_chairperson_of_a_committee_is_refused_in_words(admin_client):
    committee = make_committee()
    chair = make_chairing(term=make_term(seat=make_seat(committee=committee)), start="2013", end="December 2014")
    other = make_term(seat=make_seat(committee=committee))
    new = row("chairings", 0, start="March 2014", end="2015", term=other.pk)
    answer = send(admin_client, change(other), new)
    assert refusals(answer) == [
        f"Someone else is chairperson on a day of this period ({chair}). End that period first."
    ]


def test_two_rows_of_one_form_are_compared_with_each_other(admin_client):
    seat = make_seat()
    term = {"person": make_person().pk, "seat": seat.pk}
    rows = {**row("terms", 0, **term, start="2012", end="to date"), **row("terms", 1, **term, start="", end="to date")}
    [refusal] = refusals(send(admin_client, change(seat), rows))
    assert refusal.startswith("This seat is held by someone else on a day of this term")
    assert send(admin_client, change(seat), {**rows, "terms-0-end": "2013", "terms-1-start": "2014"}).status_code == 302
    assert seat.terms.count() == 2


def test_two_memberships_at_once_are_refused_in_the_form_of_the_organisation(admin_client):
    held = make_membership(start="2003", end="to date")
    new = row("memberships", 1, category="full", start="2010", end="2012", organisation=held.organisation.pk)
    [refusal] = refusals(send(admin_client, change(held.organisation), new))
    assert refusal.startswith("This organisation is already a member of this category then")


# Finding


@pytest.mark.parametrize("words", ["Grassroots", "GHRE", "Human Rights", "FED"])
def test_an_organisation_is_found_by_any_name_it_has_or_had(admin_client, words):
    make_organisation(name="Somebody else")
    fed = make_organisation(name="Foundation for Education and Development", acronym="FED")
    make_organisation_name(organisation=fed, name="Grassroots Human Rights Education", acronym="GHRE")
    make_membership(organisation=fed)
    assert listed(admin_client.get(address(Organisation), {"q": words})) == [str(fed)]
    assert len(listed(admin_client.get(address(Membership), {"q": words}))) == 1
    query = {"app_label": "members", "model_name": "membership", "field_name": "organisation", "term": words}
    assert [found["text"] for found in admin_client.get("/admin/autocomplete/", query).json()["results"]] == [str(fed)]


def test_countries_stand_in_the_network_s_order_under_its_names(admin_client):
    make_branding(organisation=make_organisation(country="VN"))
    for country in ("FR", "MM", "regional", ""):
        make_organisation(country=country)
    page = admin_client.get(address(Organisation))
    [countries] = [spec for spec in page.context["cl"].filter_specs if spec.title == "country"]
    with country_names(lambda: {("en", "MM"): "Burma/Myanmar"}, lambda: ["MM", "VN"]):
        names = [choice["display"] for choice in countries.choices(page.context["cl"])]
    assert names == ["All", "Regional", "Burma/Myanmar", "Vietnam", "France"]
    assert "Burma/Myanmar" in page.content.decode()
    assert len(listed(admin_client.get(address(Organisation), {"country": "MM"}))) == 1


def test_members_of_today_are_told_apart(admin_client):
    member = make_membership(start="2003", end="to date").organisation
    former = make_membership(start="2003", end="2005").organisation
    assert listed(admin_client.get(address(Organisation), {"member": "now"})) == [str(member)]
    assert listed(admin_client.get(address(Organisation), {"member": "not"})) == [str(former)]


# People


def test_a_new_person_is_not_named_until_asked(admin_client):
    form = admin_client.get(address(Person, "add"))
    first, *_, last = form.context["adminform"]
    assert first.name == "How this person may be named" and as_posted(form)["naming"] == "withheld"
    assert last.name == "Never shown to the public"
    assert [field for line in last for field in line.fields] == ["private_email", "private_notes"]


# Deleting


def test_what_was_published_is_never_deleted(admin_client):
    organisation = make_organisation()
    page = admin_client.get(change(organisation)).content.decode()
    assert "It was public, so it stays in the record: end it, or say below why it was entered in error." in page
    for _ in range(2):  # withdrawing does not open the way
        assert admin_client.post(address(Organisation, "delete", organisation.pk), {"post": "yes"}).status_code == 403
        answer = act(admin_client, "delete_selected", organisation, post="yes")
        assert "1 of these were public and stay in the record." in answer.content.decode()
        act(admin_client, "withdraw", organisation)
    assert Organisation.objects.count() == 1


def test_who_stands_in_a_public_record_is_protected(admin_client):
    person = make_term().person
    assert "It was public, so it stays in the record." in admin_client.get(change(person)).content.decode()
    assert admin_client.post(address(Person, "delete", person.pk), {"post": "yes"}).status_code == 403
    assert Person.objects.filter(pk=person.pk).exists()


def act(client, action, *records, **more):
    chosen = {"action": action, "_selected_action": [record.pk for record in records], **more}
    return client.post(address(type(records[0])), chosen, follow=True)
