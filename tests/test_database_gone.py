"""The database goes away in the middle of a request: a page in words, nothing saved, and all is well afterwards."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import close_old_connections, connection
from django.test import Client

from members.models import Person
from tests.factories import make_staff
from tests.posting import address, as_posted

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server that could go away")
ADD, ADD_ACCOUNT = address(Person, "add"), address(get_user_model(), "add")
LOGIN = "/admin/login/?next=/admin/"
PASSWORD = "a long password"


class Browser(Client):
    """Each request begins and ends as a server's does: with a connection that broke put away."""

    def request(self, **environment):
        close_old_connections()
        try:
            return super().request(**environment)
        finally:
            close_old_connections()


@pytest.fixture
def browser(proxy):
    return Browser(raise_request_exception=False, HTTP_ORIGIN="http://testserver")


def text(answer):
    """The page in words, with the fields that it carries."""
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Nothing was saved." in page and "The database of this site does not answer." in page
    assert PASSWORD not in page
    fields = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return page, {name: unescape(value) for name, value in fields}


def test_signing_in_while_the_database_goes_away(browser, proxy):
    staff = make_staff()
    typed = {"username": staff.username, "password": PASSWORD}
    for word in (b'FROM "auth_user"', b'INTO "django_session"', b'UPDATE "auth_user"'):
        assert browser.get(LOGIN).status_code == 200
        proxy.cut_at(word)
        page, carried = text(browser.post(LOGIN, typed))
        assert "Try again" in page and carried == {} and not browser.cookies.get("session")
        assert browser.get(LOGIN).status_code == 503
        proxy.restore()
    staff.refresh_from_db()
    assert staff.last_login is None
    assert [one.get_decoded() for one in Session.objects.all() if "_auth_user_id" in one.get_decoded()] == []
    assert browser.post(LOGIN, typed)["Location"] == "/admin/" and browser.get("/admin/").status_code == 200


def test_a_form_that_is_saved_while_the_database_goes_away(browser, proxy):
    browser.force_login(make_staff())
    page = browser.get(ADD)
    sent = as_posted(page) | {
        "_signature": page.context["signature"],
        "name": "Somchai Dee",
        "biography": "<p>an hour</p>",
    }
    for word in (b"SELECT", b'INTO "members_person"', b"COMMIT"):
        proxy.cut_at(word)
        page, sent = text(browser.post(ADD, sent))
        assert "Try again" in page and sent["biography"] == "<p>an hour</p>"
        proxy.restore()
        close_old_connections()
        assert not Person.objects.exists()
    proxy.cut_at(b"COMMIT", answer_is_lost=True)  # it was saved, and nobody can know
    text(browser.post(ADD, sent))
    proxy.restore()
    answer = browser.post(ADD, sent, follow=True)
    assert answer.redirect_chain and "was added successfully" in answer.content.decode()
    assert Person.objects.get().name == "Somchai Dee"


def test_the_password_of_an_account_that_could_not_be_saved_is_not_carried(browser, proxy):
    browser.force_login(make_staff())
    page = browser.get(ADD_ACCOUNT)
    typed = {"_signature": page.context["signature"], "username": "mali", "password1": PASSWORD, "password2": PASSWORD}
    proxy.cut_at(b'INTO "auth_user"')
    page, carried = text(browser.post(ADD_ACCOUNT, as_posted(page) | typed))
    assert "Open the form again" in page and carried["username"] == "mali"
    proxy.restore()
    again = browser.post(ADD_ACCOUNT, carried)
    assert again.status_code == 200 and again.context["adminform"].form["username"].value() == "mali"
    assert not get_user_model().objects.filter(username="mali").exists()
