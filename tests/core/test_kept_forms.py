"""A form that came when it could not be saved comes again as it was typed, for its account alone."""

import os
import time
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client

from core.http import kept_forms
from members.models import Person
from projects.models import ActivityPhoto
from tests.factories import make_person, make_staff, picture
from tests.posting import address, as_posted, change

pytestmark = pytest.mark.django_db
ADD = address(Person, "add")
HERE = {"HTTP_ORIGIN": "http://testserver"}
TYPED = "<p>typed for an hour</p>"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.VAR_DIR = tmp_path
    return tmp_path / "kept"


@pytest.fixture
def typed(admin_client):
    """A form of a new person, opened by the administrator and filled in."""
    page = admin_client.get(ADD)
    signed = {"_signature": page.context["signature"]}
    return as_posted(page) | signed | {"name": "Somchai Dee", "biography": TYPED, "_continue": "Save"}


def kept(folder):
    return list(folder.glob("*/*.json"))


def test_a_form_of_an_ended_session_comes_again(admin_client, admin_user, typed, folder):
    answer = Client().post(ADD, typed, **HERE)
    page = answer.content.decode()
    assert answer.status_code == 403 and "typed for an hour" in page and "/admin/login/?next=" in page
    assert not Person.objects.exists()
    assert b"A form of yours that was not saved" in admin_client.get("/admin/").content
    again = admin_client.get(ADD)
    assert again.status_code == 200 and again.context["adminform"].form["biography"].value() == TYPED
    assert b"not saved yet" in again.content and not Person.objects.exists()
    signed = {"_signature": again.context["signature"], "_kept": again.context["returned"]["key"]}
    assert admin_client.post(ADD, as_posted(again) | signed, **HERE).status_code == 302
    assert Person.objects.get().biography == TYPED and kept(folder) == []
    assert b"not saved yet" not in admin_client.get(ADD).content


def test_a_form_with_another_tabs_token_comes_again(admin_user, folder):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    page = client.get(ADD)
    sent = as_posted(page) | {"_signature": page.context["signature"], "name": "Somchai Dee", "biography": TYPED}
    again = client.post(ADD, sent | {"csrfmiddlewaretoken": "x" * 64}, follow=True, **HERE)
    assert again.status_code == 200 and again.context["adminform"].form["biography"].value() == TYPED
    assert not Person.objects.exists()


def test_a_change_made_meanwhile_is_a_conflict(admin_client):
    person = make_person(name="Mali Dee")
    page = admin_client.get(change(person))
    sent = as_posted(page) | {"_signature": page.context["signature"], "position": "Coordinator"}
    Client().post(change(person), sent, **HERE)
    Person.objects.update(position="Treasurer")
    again = admin_client.get(change(person))
    assert again.context["conflict"] and again.context["adminform"].form["position"].value() == "Coordinator"
    assert Person.objects.get().position == "Treasurer"


def test_a_form_that_was_saved_before_says_so_when_it_comes_again(admin_client, typed):
    """The answer to the first press was lost, and the second came too late."""
    typed |= {"_token": admin_client.get(ADD).context["token"]}
    admin_client.post(ADD, typed)
    Client().post(ADD, typed, **HERE)
    again = admin_client.get(ADD)
    assert "This form was saved before" in again.content.decode() and again.context["returned"]
    assert Person.objects.count() == 1 and again.context["token"] != typed["_token"]


def test_throw_away_erases(admin_client, typed, folder):
    Client().post(ADD, typed, **HERE)
    key = admin_client.get(ADD).context["returned"]["key"]
    assert admin_client.post(ADD, {"_throw_away": "1", "_kept": key}).status_code == 302
    assert kept(folder) == [] and b"typed for an hour" not in admin_client.get(ADD).content


@pytest.mark.parametrize(
    "changes, headers",
    [
        ({"_signature": ""}, HERE),
        ({"_signature": "forged:1:x"}, HERE),
        ({}, {}),
        ({}, {"HTTP_ORIGIN": "https://evil.example"}),
        ({}, {"HTTP_ORIGIN": "null"}),
        ({}, HERE | {"HTTP_SEC_FETCH_SITE": "cross-site"}),
        ({}, {"HTTP_REFERER": "https://evil.example/admin/"}),
    ],
)
def test_another_post_is_answered_in_words_and_not_kept(typed, folder, changes, headers):
    answer = Client().post(ADD, typed | changes, **headers)
    assert answer.status_code == 403 and "Nothing was saved" in answer.content.decode()
    assert kept(folder) == [] and b"typed for an hour" not in answer.content


def test_a_mark_is_of_one_form(typed, folder):
    person = make_person(name="Mali Dee")
    assert Client().post(change(person), typed, **HERE).status_code == 403 and kept(folder) == []


def test_another_account_sees_nothing(admin_client, typed, folder):
    other = Client()
    other.force_login(make_staff())
    answer = other.post(ADD, typed, **HERE)
    assert answer.status_code == 403 and b"typed for an hour" not in answer.content
    assert len(kept(folder)) == 1 and not Person.objects.exists()
    assert b"typed for an hour" not in other.get(ADD).content
    assert b"typed for an hour" in admin_client.get(ADD).content


def test_a_right_that_was_lost_is_said_and_nothing_shown(folder):
    staff = make_staff(is_superuser=False)
    staff.user_permissions.set(Permission.objects.filter(codename__in=["change_person", "view_person"]))
    person, client = make_person(name="Mali Dee"), Client()
    client.force_login(staff)
    page = client.get(change(person))
    Client().post(
        change(person), as_posted(page) | {"_signature": page.context["signature"], "biography": TYPED}, **HERE
    )
    staff.user_permissions.remove(Permission.objects.get(codename="change_person"))
    page = client.get(change(person)).content.decode()
    assert "may no longer save it" in page and "typed for an hour" not in page


def test_five_are_kept_and_the_sixth_is_not(admin_client, typed, folder):
    for _ in range(7):
        answer = Client().post(ADD, typed | {"_signature": admin_client.get(ADD).context["signature"]}, **HERE)
    assert len(kept(folder)) == 5 and "see to those first" in answer.content.decode()
    assert "typed for an hour" in answer.content.decode()


def test_a_form_sent_again_takes_its_own_place(typed, folder):
    for words in "one", "two":
        Client().post(ADD, typed | {"biography": words}, **HERE)
    (path,) = kept(folder)
    assert b"two" in path.read_bytes()


def test_more_than_two_megabytes_are_not_kept(typed, folder):
    answer = Client().post(ADD, typed | {"biography": "x" * 2_100_000}, **HERE)
    assert "larger than 2 MB" in answer.content.decode() and kept(folder) == []


def test_what_is_kept_lapses_after_a_day(admin_client, typed, folder):
    Client().post(ADD, typed, **HERE)
    (path,) = kept(folder)
    assert path.stat().st_mode & 0o077 == 0
    os.utime(path, (time.time() - 86_500,) * 2)
    assert b"typed for an hour" not in admin_client.get(ADD).content and kept(folder) == []


def test_passwords_are_never_kept(admin_client, folder):
    url = "/admin/auth/user/add/"
    page = admin_client.get(url)
    sent = as_posted(page) | {"_signature": page.context["signature"], "username": "mali"}
    answer = Client().post(url, sent | {"password1": "hunter2hunter2", "password2": "hunter2hunter2"}, **HERE)
    (path,) = kept(folder)
    assert b"hunter2" not in path.read_bytes() + answer.content and b"mali" in path.read_bytes()


def test_no_dump_holds_what_is_kept(typed, folder, capsys):
    Client().post(ADD, typed, **HERE)
    assert len(kept(folder)) == 1
    call_command("dumpdata")
    assert "typed for an hour" not in capsys.readouterr().out


@pytest.mark.parametrize("name", ["password1", "old_password", "otp", "code", "rows-0-secret", "passphrase"])
def test_secret_names_are_known(name):
    assert kept_forms.SECRET.search(name)


@pytest.mark.parametrize("name", ["secretariat", "footprint", "country", "consent", "postcode_note", "acronym"])
def test_other_names_are_not_secret(name):
    assert not kept_forms.SECRET.search(name)


@pytest.mark.parametrize("multipart", [True, False])
def test_a_long_form_of_an_ended_session_is_kept(typed, folder, multipart):
    sent = {"_signature": typed["_signature"], "biography": TYPED} | {
        f"row-{index}-note": "x" for index in range(1_500)
    }
    encoded = {} if multipart else {"content_type": "application/x-www-form-urlencoded"}
    answer = Client().post(ADD, sent if multipart else urlencode(sent), **encoded, **HERE)
    assert answer.status_code == 403 and len(kept(folder)) == 1
    forged = sent | {"_signature": typed["_signature"][:-1] + "!"}
    assert Client().post(ADD, forged if multipart else urlencode(forged), **encoded, **HERE).status_code == 400


def test_files_are_named_and_chosen_again(admin_client, folder):
    url = address(ActivityPhoto, "add")
    sent = {
        "_signature": admin_client.get(url).context["signature"],
        "caption": "At the river",
        "image": picture("river.jpg"),
    }
    Client().post(url, sent, **HERE)
    page = admin_client.get(url).content.decode()
    assert "river.jpg" in page and "At the river" in page
