"""No field, body or key makes a server error, for strangers or staff; what is refused is said in words."""

from itertools import product
from urllib.parse import urlencode

import pytest
from django.contrib.admin import helpers
from django.db.models import ForeignKey, ManyToManyField
from django.test import Client

from events.models import EventPhoto
from members.models import Membership
from tests.factories import make_event, make_organisation, make_person, make_staff
from tests.posting import address, as_posted

pytestmark = pytest.mark.django_db

HUGE = "4" * 400
VALUES = [
    "\0",
    "a\0b",
    HUGE,
    "4" * 5000,
    "-" + HUGE,
    "9223372036854775808",
    "²",
    "NaN",
    "1e400",
    "%s",
    "'\"<>",
    "\ufffd",
    "😀",
]


def seen(client, **kwargs):
    """Fails for a server error, which the client raises."""
    answer = client.generic(kwargs.pop("method", "GET"), **kwargs)
    assert answer.status_code < 500, kwargs
    if answer.status_code in (400, 403):
        assert b"<h1" in answer.content, kwargs
    return answer


@pytest.fixture(params=["stranger", "staff"])
def reader(request):
    client = Client()
    if request.param == "staff":
        client.force_login(make_staff())
    return client


@pytest.fixture
def records():
    return make_organisation(), make_person(), make_event()


MODELS = [Membership, EventPhoto]


@pytest.fixture
def secretary_client():
    client = Client()
    client.force_login(make_staff())
    return client


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_admin_forms_with_nasty_fields(secretary_client, model):
    page = secretary_client.get(address(model, "add"))
    if page.status_code == 403:
        return
    sent = as_posted(page)
    for value in ("\0", HUGE, "abc", "²", "99999-01-01"):
        typed = {name: value for name in sent if not name.endswith("_FORMS")}
        choices = {f.name: value for f in model._meta.get_fields() if isinstance(f, ForeignKey | ManyToManyField)}
        seen(secretary_client, method="POST", path=address(model, "add"), **form(sent | typed | choices))
        for total in (HUGE, "-1", "\0", "abc"):
            counts = {name: total for name in sent if name.endswith("_FORMS")}
            seen(secretary_client, method="POST", path=address(model, "add"), **form(sent | counts))
        for action in ("delete_selected", "publish", "withdraw", value):
            chosen = {"action": action, helpers.ACTION_CHECKBOX_NAME: value, "index": value, "select_across": value}
            seen(secretary_client, method="POST", path=address(model), **form(chosen))


def form(fields):
    encoded = urlencode({name: "" if value is None else value for name, value in fields.items()}, doseq=True)
    return {"data": encoded, "content_type": "application/x-www-form-urlencoded"}


def test_autocomplete(secretary_client, records):
    good = {"app_label": "members", "model_name": "membership", "field_name": "organisation", "term": "a"}
    for name, value in product(good, [*VALUES, "__class__", "organisation__name", "id", "user_ptr"]):
        seen(secretary_client, path="/admin/autocomplete/", QUERY_STRING=urlencode(good | {name: value}))
    for value in VALUES:
        seen(secretary_client, path="/admin/autocomplete/", QUERY_STRING=urlencode(good | {"page": value}))


BODIES = [
    ("multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'),
    ("multipart/form-data; boundary=\xed", "--x"),
    (
        "multipart/form-data; boundary=x",
        '--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--',
    ),
    (
        "multipart/form-data; boundary=x; charset=utf-7",
        '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n+2AA-\r\n--x--',
    ),
    (
        "multipart/form-data; boundary=x",
        '--x\r\nContent-Disposition: form-data; name="a"; filename="\0"\r\n\r\nx\r\n--x--',
    ),
    ("application/x-www-form-urlencoded; charset=utf-16", "a=b"),
    ("application/x-www-form-urlencoded", "username=%ED%A0%80&password=%ED%A0%80%00&next=%00"),
    ("application/json", "[" * 100_000),
    ("application/json", '{"a": "\\ud800"}'),
]


@pytest.mark.parametrize("kind, body", BODIES)
def test_bodies(reader, records, kind, body):
    for path in ("/", "/admin/login/", "/admin/members/person/add/", "/admin/members/person/", "/admin/logout/"):
        seen(reader, method="POST", path=path, data=body, content_type=kind)


def test_a_long_user_name_is_not_echoed(client):
    answer = client.post("/admin/login/", {"username": "x" * 1_000_000, "password": "y"})
    assert answer.status_code == 200 and b"x" * 1_000 not in answer.content and b"errornote" in answer.content
