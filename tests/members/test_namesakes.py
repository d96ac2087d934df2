"""Two people of one name: asked before the second is added, and told apart where one is chosen."""

import re

import pytest
from django.urls import reverse

from members.addresses import protected_parts
from members.models import Person
from members.redaction.possible_names import possible_names
from members.redaction.redactor import name_redactor
from tests.factories import make_appointment, make_event, make_organisation, make_person
from tests.posting import address, as_posted, change, send
from tests.public import words

pytestmark = pytest.mark.django_db


def add(client, **typed):
    page = client.get(address(Person, "add"))
    return client.post(address(Person, "add"), {**as_posted(page), "naming": "full", **typed})


@pytest.mark.parametrize("name", ["Zarni Tester", "Dr. TESTER Zárni", "Zarni (Zar) Tester"])
def test_a_new_person_of_a_known_name_is_asked_about(admin_client, name):
    body = make_organisation(name="MAP Foundation")
    known = make_person(name="Zarni Tester", affiliation=body, naming="full")
    make_appointment(person=known, start="2008", end="2014")
    asked = add(admin_client, name=name, position="Cook")
    page = asked.content.decode()
    assert asked.status_code == 200 and Person.objects.count() == 1
    assert "Is it the same person?" in page and change(known) in page and 'value="Cook"' in page
    assert "Zarni Tester (MAP Foundation" in words(page) and "2008 to 2014" in words(page)
    [token] = re.findall(r'name="_another_person" value="([^"]+)"', page)
    saved = admin_client.post(address(Person, "add"), {**as_posted(asked), "_another_person": token})
    assert saved.status_code == 302 and Person.objects.count() == 2
    second = Person.objects.get(position="Cook")
    assert send(admin_client, change(second), {"position": "Chef"}).status_code == 302


def test_a_new_person_of_another_name_is_saved_at_once(admin_client):
    make_person(name="Zarni Tester")
    assert add(admin_client, name="Zarni Tester Win").status_code == 302


def test_saving_says_that_a_namesake_chose_otherwise(admin_client):
    protected = make_person(name="Zarni Tester")
    named = make_person(name="Tester, Zarni", naming="full")
    for person, other in ((protected, named), (named, protected)):
        page = send(admin_client, change(person), {"position": "Cook"}, follow=True).content.decode()
        assert f"has a name in common with {other.name} (" in words(page) or f"common with {other.name}:" in words(page)
    Person.objects.update(naming="full")
    page = send(admin_client, change(named), {"position": "Chef"}, follow=True).content.decode()
    assert "has a name in common" not in page


def test_saving_says_whether_a_record_names_who_is_protected(admin_client):
    protected = make_person(name="Zarni Tester")
    make_person(name="Tester, Zarni", naming="full")
    for uses, shown in ((False, "No record names who is protected"), (True, "the name is withheld in every text")):
        if uses:
            make_appointment(person=protected)
        page = send(admin_client, change(protected), {"position": f"Cook {uses}"}, follow=True).content.decode()
        assert shown in words(page)


def test_who_is_in_no_record_withholds_nobody_else():
    unused = make_person(name="Zarni Tester", name_in_script="สมชาย ดี")
    text = "By Zarni Tester and สมชาย ดี."
    withheld = "By Name withheld and Name withheld."
    assert name_redactor()(text) == withheld
    other = make_person(name="Dr. TESTER (Zar) Zárni", naming="full")
    assert name_redactor()(text) == "By Zarni Tester and Name withheld."
    other.name, other.name_in_script = "Else", "สมชาย ดี"
    other.save()
    assert name_redactor()(text) == "By Name withheld and สมชาย ดี."
    make_appointment(person=unused)
    assert name_redactor()(text) == withheld


def test_who_is_in_no_record_keeps_nobody_out_of_addresses_and_sentences():
    make_person(name="Zarni Tester", naming="full")
    event, text = make_event(slug="zarni-tester-speaks"), "Then Zarni spoke."
    unused = make_person(name="Tester Zarni")
    event.refresh_from_db()
    assert event.slug == "zarni-tester-speaks"
    assert not protected_parts(event.slug) and not possible_names()(text)
    make_appointment(person=unused)
    assert protected_parts(event.slug) and possible_names()(text)


def test_choosing_a_person_tells_namesakes_apart(admin_client, django_assert_max_num_queries):
    for number in range(3):
        body = make_organisation(name=f"Body {number}")
        make_appointment(person=make_person(name="Zarni Tester", affiliation=body), start=str(2008 + number))
    field = {"app_label": "members", "model_name": "appointment", "field_name": "person", "term": "zarni"}
    with django_assert_max_num_queries(8):
        found = admin_client.get(reverse("admin:autocomplete"), field).json()["results"]
    texts = [one["text"] for one in found]
    assert len(set(texts)) == 3 and all(f"Body {n}" in str(texts) and str(2008 + n) in str(texts) for n in range(3))
    page = admin_client.get(change(Person.objects.first().appointments.get())).content.decode()
    assert re.search(r"<option[^>]*selected[^>]*>Zarni Tester \(Body \d; in the secretariat", page)
