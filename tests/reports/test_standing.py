"""Before a consent is withdrawn: whoever saves sees where it stands, and nothing is saved before that is confirmed."""

import re

import pytest
from django.contrib import admin

from core.photos import Photo
from members.models import Person
from projects.models import ActivityPhoto
from reports.admin.preview import preview
from reports.models import NamedPerson, Release, Withdrawal
from tests.factories import make_event, make_message, make_participation, make_publication
from tests.posting import address, as_posted, change, send
from tests.public import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary_client(client, secretary):
    client.force_login(secretary)
    return client


def tokens(response):
    return re.findall(r'name="_withdraw" value="([^"]+)"', response.content.decode())


def test_a_person_is_withheld_after_it_is_shown_where_the_name_stands(secretary_client, report, release):
    person = Person.objects.get()
    make_message(report=report, person=person, signed_as="Chairperson")
    event = make_event(title="A talk by Boonlert, Omsin", slug="omsin-boonlert-talks")
    summit = make_participation(event=make_event(title="Summit"), person=person).event
    work = make_publication(title="A handbook", abstract="<p>By Omsin <em>Boonlert</em>.</p>")
    first = release()
    asked = send(secretary_client, change(person), {"naming": "withheld"})
    text = words(asked.content.decode())
    assert asked.status_code == 200 and Person.objects.get().naming == "full" and not Withdrawal.objects.exists()
    assert "Omsin Boonlert: name withheld" in text and "Nothing is saved yet." in text
    for place in (f"{first} (pdf, ", "About, introduction", f"{work}, abstract", f"{event}, ", str(summit)):
        assert place in text, place
    for place in (first.get_absolute_url(), change(work), f"{change(event)}#id_slug"):
        assert f'href="{place}' in asked.content.decode(), place
    [token] = tokens(asked)
    answer = secretary_client.post(change(person), {**as_posted(asked), "_withdraw": token})
    assert answer.status_code == 302 and Person.objects.get().naming == "withheld"
    assert Withdrawal.objects.get().release == first and Release.objects.count() == 2


def test_a_new_person_is_asked_about_where_a_release_tells_the_name(secretary_client, release):
    first, add = release(), address(Person, "add")
    NamedPerson.objects.all().delete()
    Person.objects.all().delete()
    asked = send(secretary_client, add, {"name": "Omsin Boonlert", "naming": "withheld"})
    assert str(first) in words(asked.content.decode()) and not Person.objects.exists()
    [token] = tokens(asked)
    assert secretary_client.post(add, {**as_posted(asked), "_withdraw": token}).status_code == 302
    assert Withdrawal.objects.get().release == first and Person.objects.get().naming == "withheld"
    assert send(secretary_client, add, {"name": "Mali Dee", "naming": "withheld"}).status_code == 302


def test_what_was_confirmed_is_what_was_shown(secretary_client, report, release):
    release()
    asked = send(secretary_client, change(Person.objects.get()), {"naming": "withheld"})
    make_publication(title="A handbook by Omsin Boonlert")
    again = secretary_client.post(change(Person.objects.get()), {**as_posted(asked), "_withdraw": tokens(asked)})
    assert again.status_code == 200 and "A handbook by" in again.content.decode() and tokens(again) != tokens(asked)
    assert Person.objects.get().naming == "full"


def test_a_photo_in_a_list_is_asked_about_too(secretary_client, release):
    first, photo = release(), ActivityPhoto.objects.get()
    answer = send(secretary_client, change(photo.activity), {"photos-0-consent": "refused", "photos-0-status": "draft"})
    assert answer.status_code == 200 and str(first) in words(answer.content.decode())
    secretary_client.post(change(photo.activity), {**as_posted(answer), "_withdraw": tokens(answer)})
    assert ActivityPhoto.objects.get().consent == "refused" and Withdrawal.objects.get().release == first


def test_what_withdraws_nothing_is_saved_at_once(secretary_client, release):
    release()
    assert send(secretary_client, change(Person.objects.get()), {"position": "Chair"}).status_code == 302


def test_a_preview_withdraws_nothing(secretary_client, release, monkeypatch):
    first, photo = release(), ActivityPhoto.objects.get()

    class Form:
        def save(self):
            photo.consent = "refused"
            photo.save()

    preview(photo, lambda record: first.report, [Form()])
    assert first.path("pdf").exists() and not Withdrawal.objects.exists()


def test_no_list_of_the_admin_changes_a_consent():
    consents = {Person: "naming", **dict.fromkeys(Photo.__subclasses__(), "consent")}
    listed = [(model, model_admin) for model, model_admin in admin.site._registry.items() if model in consents]
    assert listed
    assert [model for model, model_admin in listed if consents[model] in model_admin.list_editable] == []
