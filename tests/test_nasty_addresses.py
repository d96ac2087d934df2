"""No address, parameter or header makes a server error, for strangers or staff; what is refused is said in words.

Made from the routes and the admin's registry, so that a new page cannot escape.
"""

import re
from functools import cache

import pytest
from django.contrib import admin
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver

from tests.factories import make_event, make_organisation, make_person, make_staff
from tests.posting import address
from tests.test_nasty_input import HUGE, seen

pytestmark = pytest.mark.django_db

PARTS = ["%00", "%ED%A0%80", HUGE, "²", "9223372036854775808", "99999"]
VALUES = [*PARTS, "-1", "0000", "99999-01-01", "[]", "%", "NaN"]
NAMES = ["q", "page", "country", "year", "as_of", "when", "kind", "project", "language", "gap", "rows", "p", "v", "m"]


def patterns(resolver=None, before=""):
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route, one
        else:
            yield from patterns(one, route)


@cache
def public_routes():
    return sorted({route for route, _ in patterns() if not route.startswith("admin/") and "^" not in route})


@pytest.fixture
def staff():
    client = Client()
    client.force_login(make_staff())
    return client


@pytest.fixture
def records():
    return make_organisation(), make_person(), make_event()


def test_there_are_routes():
    assert len(public_routes()) > 30


@pytest.mark.parametrize("route", public_routes())
def test_public_address_takes_anything(client, staff, records, route):
    if "<" not in route:
        for value in VALUES:
            seen(client, path="/" + route, QUERY_STRING="&".join(f"{name}={value}" for name in NAMES))
        seen(staff, path="/" + route, QUERY_STRING=f"{PARTS[0]}={HUGE}&{HUGE}")
    for part in PARTS if "<" in route else ():
        path = "/" + re.sub("<[^>]*>", part, route)
        seen(client, path=path)
        seen(staff, path=path, method="HEAD" if part == HUGE else "GET")


MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_admin_object_takes_any_key(staff, model):
    for key in ("%00", "_00", HUGE, "²", "_ED_A0_80", "9223372036854775808"):
        for page in ("change", "delete", "history"):
            seen(staff, path=f"{address(model)}{key}/{page}/")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_admin_list_takes_any_parameter(staff, model):
    filters = [one if isinstance(one, str) else getattr(one, "parameter_name", "") for one in listed(model)]
    own = [(name, value) for name in filter(None, filters) for value in ("²", HUGE)]
    exact = [(f"{name}__exact", "9223372036854775808") for name in filter(None, filters)]
    alone = [(name, value) for name in ("p", "_to_field", "id__in") for value in PARTS[2:]]
    assert alone
    for name, value in (*own, *exact, *alone):
        seen(staff, path=address(model), QUERY_STRING=f"{name}={value}")
    for value in PARTS[2:]:  # none of these hides another
        seen(staff, path=address(model), QUERY_STRING=f"q={value}&o={value}&all={value}&_facets={value}")


def listed(model):
    return [one[0] if isinstance(one, tuple) else one for one in admin.site._registry[model].list_filter]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_admin_add_form_takes_any_initial_value(staff, model):
    names = [field.name for field in model._meta.get_fields() if field.concrete]
    for value in (HUGE, "2014-99-99", "1,2," + HUGE, "99999-01-01"):
        query = "&".join(f"{name}={value}" for name in names)
        seen(staff, path=address(model, "add"), QUERY_STRING=f"{query}&_changelist_filters={HUGE}")


HEADERS = {
    "CONTENT_TYPE": ["text/html; charset=utf-7", "text/plain; charset=hex", ";;;"],
    "HTTP_ACCEPT_LANGUAGE": ["en," * 4000, "\0", "²"],
    "HTTP_COOKIE": ["session=" + "x" * 8000, 'session="a\\000b"', "session=\xed\xa0\x80", "known=x:y:z", ";;=;"],
    "HTTP_IF_MODIFIED_SINCE": ["nonsense", "Mon, 99 Foo 99999 99:99:99 GMT", "Thu, 01 Jan 0000 00:00:00 GMT"],
    "HTTP_IF_NONE_MATCH": ["nonsense", '"', "\0"],
    "HTTP_RANGE": ["bytes=9-1", "bytes=-", f"bytes={HUGE}-"],
    "HTTP_HOST": ["evil.example", "\0", "[::1", "testserver:99999999", "a" * 5000],
    "HTTP_REFERER": ["http://[", "\0"],
    "HTTP_ORIGIN": ["http://[", "\0", "null"],
    "HTTP_X_FORWARDED_FOR": ["\0", "x" * 9000],
    "CONTENT_LENGTH": ["-1", "abc", HUGE],
}


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_headers_take_anything(client, staff, name, method):
    for value in HEADERS[name]:
        for path in ("/", "/admin/login/", "/events/"):
            seen(client, path=path, method=method, **{name: value})
        seen(staff, path="/admin/members/person/add/", method=method, **{name: value})


@pytest.fixture
def kept_connection():
    """A server closes old connections at each request; the test's own holds its transaction."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


@pytest.mark.usefixtures("kept_connection")
@pytest.mark.parametrize("kind", ["x; y*=bogus''z", "text/plain; charset*=utf-8''%00", "x; charset=\0", "x; y*=a'b"])
@pytest.mark.parametrize("path", ["/", "/admin/login/"])
def test_unreadable_content_type_is_refused_in_words(kind, path):
    from mmn.wsgi import application  # the test client has a handler of its own

    text = {}
    environ = RequestFactory()._base_environ(PATH_INFO=path, CONTENT_TYPE=kind)
    body = b"".join(application(environ, lambda status, headers: text.update(status=status)))
    assert text["status"] in ("400 Bad Request", "200 OK") and b"<h1" in body
