import re
import shutil
import time
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from core.admin.saving import Guarded
from core.http.shared_cache import SharedFileCache
from core.storage import RecordStorage, undone_with_record
from members.models import Person
from tests.factories import picture
from tests.posting import address, as_posted
from website import readiness

pytestmark = pytest.mark.django_db
ADD = address(Person, "add")


def test_healthz_asks_the_database(client, monkeypatch, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get("/healthz").content == b"ok"

    def fail():
        raise DatabaseError("gone, password=hunter2")

    monkeypatch.setattr(connection, "cursor", fail)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert b"hunter2" not in response.content


@pytest.mark.parametrize(
    "address", ["/", "/healthz", "/members/", "/events/", "/steering-committee/", "/photos/members/x/480.jpg"]
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "FOO"])
def test_pages_are_for_reading(client, address, method):
    assert client.generic(method, address).status_code in {403, 405}


@pytest.fixture
def processes(monkeypatch, tmp_path):
    """Goes on in another process: its cache lies in the same folder, and it remembers nothing."""

    def go_on():
        monkeypatch.setattr(readiness, "cache", SharedFileCache(str(tmp_path / "cache"), {}))

    go_on()
    return go_on


def fails(error):
    def fail(*args, **kwargs):
        raise error

    return fail


def test_readyz_writes_once_in_five_seconds_for_all_processes(client, processes, monkeypatch):
    assert client.get("/readyz").content == b"ok" and not Session.objects.filter(pk="readyz").exists()
    later = time.time() + readiness.SECONDS
    monkeypatch.setattr(readiness.tempfile, "TemporaryFile", fails(OSError(28, "full")))
    for now, status in ((later - 2, 200), (later, 503)):
        processes()
        monkeypatch.setattr(time, "time", lambda now=now: now)
        assert client.get("/readyz").status_code == status


def test_readyz_says_that_the_shared_cache_cannot_be_written(client, processes, tmp_path):
    shutil.rmtree(tmp_path / "cache", ignore_errors=True)
    (tmp_path / "cache").write_text("a file stands where the folder should")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"the folder cannot be written to")


@pytest.mark.parametrize(
    "error", [OSError(28, "No space"), OSError(30, "Read-only"), OperationalError("disk I/O error"), InterfaceError()]
)
def test_a_form_that_cannot_be_saved_is_in_the_page(admin_client, monkeypatch, error):
    page = admin_client.get(ADD)
    sent = as_posted(page) | {
        "_signature": page.context["signature"],
        "name": "Somchai Dee",
        "biography": "<p>an hour</p>",
    }
    with monkeypatch.context() as patch:
        patch.setattr(Person, "save", fails(error))
        admin_client.raise_request_exception = False
        answer = admin_client.post(ADD, sent, HTTP_ORIGIN="http://testserver")
    page = answer.content.decode()
    assert answer.status_code == 503 and "Nothing was saved" in page and "Try again" in page
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    again = {name: unescape(value) for name, value in again.items()}
    assert again["biography"] == "<p>an hour</p>"
    assert admin_client.post(ADD, again).status_code == 302 and Person.objects.get().name == "Somchai Dee"


def test_a_password_is_not_carried(admin_client, monkeypatch):
    url = "/admin/auth/user/add/"
    page = admin_client.get(url)
    typed = {"_signature": page.context["signature"], "username": "mali", "password1": "hunter2hunter2"}
    monkeypatch.setattr(Guarded, "_save", fails(OperationalError("gone")))
    admin_client.raise_request_exception = False
    answer = admin_client.post(url, as_posted(page) | typed, HTTP_ORIGIN="http://testserver")
    assert answer.status_code == 503 and b"hunter2" not in answer.content and b"mali" in answer.content
    assert b"Open the form again" in answer.content


def test_an_upload_whose_record_failed_leaves_no_file(tmp_path):
    storage = RecordStorage(location=tmp_path)
    with pytest.raises(OperationalError), undone_with_record():
        assert storage.save("a.jpg", picture()) == "a.jpg" and list(tmp_path.iterdir())
        raise OperationalError
    assert list(tmp_path.iterdir()) == []
