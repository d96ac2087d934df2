"""A form that adds, sent twice: by two clicks, after going back, from two processes; and forms of many fields."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from core.models import Submission
from events.models import Event
from members.models import Organisation, Person
from tests.factories import make_annual_report, make_event, make_organisation, make_staff
from tests.filling import again, posted
from tests.posting import address, as_posted, change, refusals, row
from tests.test_add_forms import ADDED

pytestmark = pytest.mark.django_db
ADD = address(Person, "add")


def form_of(client, url=ADD, **typed):
    sent = posted(client.get(url), rows=0) | typed
    assert len(sent["_token"]) >= 20
    return sent


def shown(answer):
    return [str(message) for message in answer.context["messages"]]


@pytest.mark.parametrize("model", ADDED, ids=lambda model: model.__name__)
def test_a_form_sent_twice_makes_one_record(admin_client, model):
    url = address(model, "add")
    sent, before = form_of(admin_client, url), model._base_manager.count()
    answers = [admin_client.post(url, {name: again(value) for name, value in sent.items()}) for _ in "12"]
    assert model._base_manager.count() == before + 1
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]


@pytest.mark.parametrize("button", ["_save", "_continue", "_addanother"])
def test_the_second_click_is_answered_as_the_first(admin_client, button):
    sent = form_of(admin_client, name="Somchai Dee") | {button: "1"}
    first, second = (admin_client.post(ADD, sent, follow=True) for _ in "12")
    assert first.redirect_chain == second.redirect_chain and shown(first) == shown(second) != []
    assert Person.objects.count() == 1


def test_the_second_click_in_a_popup_gives_the_same_record(admin_client):
    sent = form_of(admin_client, ADD + "?_popup=1") | {"_popup": "1"}
    first, second = (admin_client.post(ADD, sent) for _ in "12")
    assert first.status_code == second.status_code == 200 and first.content == second.content
    assert Person.objects.count() == 1


def test_going_back_and_typing_on_asks_before_it_makes_another(admin_client):
    sent = form_of(admin_client, name="Somchai Dee", name_in_script="")
    admin_client.post(ADD, sent)
    asked = admin_client.post(ADD, sent | {"name": "Mali Dee", "position": "Coordinator"})
    page = asked.content.decode()
    assert Person.objects.count() == 1 and "Save this as another" in page and change(Person.objects.get()) in page
    again = as_posted(asked) | {"_token": asked.context["token"]}
    assert again["name"] == "Mali Dee" and again["position"] == "Coordinator" and again["_token"] != sent["_token"]
    assert admin_client.post(ADD, again).status_code == 302
    assert set(Person.objects.values_list("name", flat=True)) == {"Somchai Dee", "Mali Dee"}


def test_a_refused_form_keeps_its_token_and_is_saved_once_corrected(admin_client):
    sent = form_of(admin_client, name="")
    refused = admin_client.post(ADD, sent)
    assert refusals(refused) and refused.context["token"] == sent["_token"] and not Submission.objects.exists()
    assert admin_client.post(ADD, sent | {"name": "Mali Dee"}).status_code == 302
    assert Person.objects.count() == 1


@pytest.mark.parametrize("token", ["", "short", "x" * 65, "<script>alert(1)</script>", "ไม่ใช่โทเค็นของใครทั้งนั้นเลย"])
def test_a_form_without_a_token_is_saved_as_it_comes(admin_client, token):
    sent = form_of(admin_client) | {"_token": token}
    for name in ("Somchai Dee", "Mali Dee"):  # of the same name, it would be asked whether it is the same person
        assert admin_client.post(ADD, sent | {"name": name, "name_in_script": ""}).status_code == 302
    assert Person.objects.count() == 2 and not Submission.objects.exists()


def test_a_token_is_its_users_own(admin_client):
    sent, other = form_of(admin_client), Client()
    other.force_login(make_staff())
    for client, name in ((admin_client, "Somchai Dee"), (other, "Mali Dee")):
        assert client.post(ADD, sent | {"name": name, "name_in_script": ""}).status_code == 302
    assert Person.objects.count() == 2


def test_a_record_deleted_meanwhile_is_made_again_once_somebody_says_so(admin_client):
    sent = form_of(admin_client)
    admin_client.post(ADD, sent, follow=True)
    Person.objects.all().delete()
    asked = admin_client.post(ADD, sent)
    page = asked.content.decode()
    assert asked.status_code == 200 and "was deleted since" in page and "Save this as another" in page
    assert shown(asked) == [] and not Person.objects.exists()
    again = as_posted(asked) | {"_token": asked.context["token"]}
    assert again["_token"] != sent["_token"] and again["name"] == sent["name"]
    assert admin_client.post(ADD, again).status_code == 302 and Person.objects.count() == 1


def test_the_same_form_opened_anew_is_answered_as_the_first(admin_client):
    """After *Back* the page is asked for again: with another mark, and the token of the form that was sent."""
    sent = form_of(admin_client, name="Somchai Dee")
    first, second = (admin_client.post(ADD, sent | {"_signature": mark}, follow=True) for mark in ("one", "two"))
    assert first.redirect_chain == second.redirect_chain != [] and Person.objects.count() == 1


def test_tokens_are_forgotten_after_some_days(admin_client):
    admin_client.post(ADD, form_of(admin_client))
    Submission.objects.update(sent_at=timezone.now() - timedelta(days=8))
    admin_client.post(ADD, form_of(admin_client))
    assert Submission.objects.count() == 1


def test_a_new_report_from_the_last_is_made_once(admin_client):
    report = make_annual_report(start="2014", end="2014", slug="2014")
    url = f"/admin/reports/annualreport/{report.pk}/copy/"
    page = admin_client.get(url)
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if name != "with_texts"}
    sent |= {"_token": page.context["token"]}
    first, second = (admin_client.post(url, sent, follow=True) for _ in "12")
    assert first.redirect_chain == second.redirect_chain != [] and shown(first) == shown(second) != []
    assert type(report).objects.count() == 2
    assert "_token" in page.content.decode()
    asked = admin_client.post(url, sent | {"title": "Another title"})
    assert "Save this as another" in asked.content.decode() and type(report).objects.count() == 2
    type(report).objects.exclude(pk=report.pk).delete()
    asked = admin_client.post(url, sent)
    assert "was deleted since" in asked.content.decode() and type(report).objects.count() == 1
    assert admin_client.post(url, sent | {"_token": asked.context["token"]}).status_code == 302
    assert type(report).objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="the tests’ SQLite is one connection; see the browser’s test")
def test_two_clicks_at_once_make_one_record():
    client = Client()
    client.force_login(make_staff())
    sent, start, answers = form_of(client, name="Somchai Dee"), Barrier(2), []

    def click():
        own = Client()
        own.cookies = client.cookies
        start.wait()
        answers.append(own.post(ADD, sent))
        connection.close()

    clicks = [Thread(target=click) for _ in "12"]
    [one.start() for one in clicks], [one.join() for one in clicks]
    assert [answer.status_code for answer in answers] == [302, 302] and Person.objects.count() == 1


# Many fields


def many_participants(client, number=150):
    event, ids = make_event(), [make_organisation().pk for _ in range(3)]
    sent = as_posted(client.get(change(event)))
    for position in range(number):
        sent |= row("participations", position, organisation=ids[position % 3], role="delegate", note="x", order=0)
    return event, sent


def test_an_event_of_150_participants_is_saved_and_saved_again(admin_client):
    event, sent = many_participants(admin_client)
    assert admin_client.post(change(event), sent).status_code == 302
    again = as_posted(admin_client.get(change(event))) | {"venue": "Hall A"}
    assert len(again) > 900
    assert admin_client.post(change(event), again).status_code == 302
    assert Event.objects.get().participations.count() == 150 and Event.objects.get().venue == "Hall A"


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=xYz"])
@pytest.mark.parametrize("url", ["/admin/login/", "/admin/events/event/add/", "/admin/../members/"])
def test_strangers_send_a_thousand_fields_at_most(kind, url):
    for number, refused in ((1000, False), (1001, True)):
        if "urlencoded" in kind:
            body = "&".join(f"f{n}=1" for n in range(number))
        else:
            body = "".join(f'--xYz\r\nContent-Disposition: form-data; name="f{n}"\r\n\r\n1\r\n' for n in range(number))
            body += "--xYz--\r\n"
        assert (stranger().generic("POST", url, body, content_type=kind).status_code == 400) is refused


def stranger(user=None):
    """With what a page of sign-in leaves with everybody: Django reads no form of who has not even that."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if user:
        client.force_login(user)
    client.get("/admin/login/")
    return client


def test_somebody_signed_in_who_is_not_staff_is_a_stranger():
    somebody = stranger(make_staff(is_staff=False, is_superuser=False))
    assert somebody.post(address(Organisation, "add"), {f"f{n}": 1 for n in range(1001)}).status_code == 400


def test_an_address_of_many_parameters_is_refused(client):
    assert client.get("/events/?" + "&".join(f"f{n}=1" for n in range(1001))).status_code == 400
