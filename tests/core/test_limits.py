"""How much a request may bring, and that nothing of the rest is written."""

import tempfile

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from core.http import limits
from core.http.limits import BodyLimitMiddleware

pytestmark = pytest.mark.django_db


class Unreadable:
    def read(self, *args):
        pytest.fail("the body was read")

    readline = read


def sent(client, path, size):
    """The answer to a form of so many bytes, none of which may be read."""
    return client.generic(
        "POST", path, b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(size), **{"wsgi.input": Unreadable()}
    )


@pytest.mark.parametrize("path", ["/admin/login/", "/", "/members/", "/nowhere/"])
def test_body_limit_refuses_strangers_before_reading(client, path):
    answer = sent(client, path, limits.LARGEST_OF_STRANGERS + 1)
    assert answer.status_code == 413 and "Nothing was saved" in answer.content.decode()


def test_body_limit_refuses_staff_beyond_the_largest_form(admin_client):
    answer = sent(admin_client, "/admin/members/person/add/", limits.LARGEST_FORM + 1)
    assert answer.status_code == 413 and "what you typed still stands in it" in answer.content.decode()
    assert sent(admin_client, "/admin/login/", limits.LARGEST_OF_STRANGERS + 1).status_code == 413


def test_body_limit_passes_a_form_within_it(admin_client):
    form = {"name": "a" * 2_000_000, "photo": SimpleUploadedFile("a.jpg", b"x" * 4_000_000)}
    answer = admin_client.post("/admin/members/person/add/", form)
    assert answer.status_code == 200 and "300 MB" not in answer.content.decode()


@pytest.mark.parametrize("length", ["", "-1", "a", "9" * 400, "²"])
def test_body_limit_survives_odd_lengths(length):
    request = RequestFactory().post("/", CONTENT_LENGTH=length)
    request.user = None
    assert BodyLimitMiddleware(lambda request: "passed")(request) == "passed"


def test_files_of_strangers_are_named_and_never_written(monkeypatch):
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda *args, **kwargs: pytest.fail("a file was written"))
    form = {"name": "Somebody", "photo": SimpleUploadedFile("a.jpg", b"x" * 9_000_000)}
    request = RequestFactory().post("/admin/members/person/add/", form)
    request.user = AnonymousUser()
    assert BodyLimitMiddleware(lambda request: request.POST["name"])(request) == "Somebody"
    assert (request.FILES["photo"].name, request.FILES["photo"].size) == ("a.jpg", 0)
