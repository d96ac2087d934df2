"""Nobody learns from an answer whether a name is protected: every route and parameter is asked with two names."""

import re
from time import perf_counter
from urllib.parse import quote, quote_plus

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from core.text.typed import BEGINS
from members.models import FormerAddress
from tests.factories import make_annual_report, make_event, make_organisation, make_person, make_project

pytestmark = pytest.mark.django_db
PROTECTED, UNKNOWN = "Zarni Protected", "Marni Tropected"  # as many letters, in another order
IN_SCRIPT, UNKNOWN_IN_SCRIPT = "สมชาย ดี", "สมชัย ดำ"
PAIRS = [(PROTECTED, UNKNOWN), (IN_SCRIPT, UNKNOWN_IN_SCRIPT)]
CONVERTERS = {"int": "2014", "slug": "{slug}", "str": "{name}"}
PARAMETERS = ["as_of", "country", "kind", "category", "year", "role", "project", "language", "area", "q", "page"]
PARAMETERS += ["next", "p", "page_id", "x"]


def routes(patterns, prefix=""):
    """Every public address, with the name where it takes letters."""
    for one in patterns:
        route = prefix + str(one.pattern).lstrip("^")
        if route.startswith("admin/"):
            continue
        if isinstance(one, URLPattern):
            if "(?" not in route:
                yield "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda part: CONVERTERS[part[1] or "str"], route)
        else:
            yield from routes(one.url_patterns, route)


def addresses():
    found = list(dict.fromkeys(routes(get_resolver().url_patterns)))
    found += ["/{name}", "/{name}.pdf", "/vocab/{name}", "/wp-content/uploads/{name}.pdf", "/admin/login/", "/admin/"]
    return [*found, "/admin/{name}/", "/Events/{name}/"]


def record():
    make_person(name=PROTECTED, name_in_script=IN_SCRIPT, naming="withheld")
    FormerAddress.objects.create(path="/events/2014/zarni-protected/", model="events.Event", record=1)
    make_annual_report(slug="2014", start="2014", end="2014", status="published")
    make_event(start="2014", title="Talk")
    make_project(title="Open")
    make_organisation(name="Friends", slug="friends")


def neutral(text, name):
    """An answer without what its reader sent, however it is spelt, and what is new in every answer."""
    text = re.sub(r'(csrfmiddlewaretoken" value=|nonce[-=])"?[\w+/=-]+', "", text)
    slug = name.lower().replace(" ", "-")
    spellings = {name, slug, quote(name), quote(quote(name)), quote_plus(name), quote(quote_plus(name))}
    for spelling in sorted(spellings, key=len, reverse=True):
        text = re.sub(re.escape(spelling), "(sent)", text, flags=re.IGNORECASE)
    return text


def answer(client, address, name, **sent):
    place = address.replace("{slug}", name.lower().replace(" ", "-")).replace("{name}", quote(name))
    return facts(client.get(place, sent) if sent else client.get(place), name)


def facts(response, name):
    """What of an answer could tell one name from the other."""
    headers = sorted(f"{header}: {neutral(value, name)}" for header, value in response.items())
    body = b"".join(response) if response.streaming else response.content
    text = body.decode("utf-8", "replace")
    assert BEGINS not in text
    lengths = [header for header in headers if not header.startswith(("Content-Length", "Expires"))]
    return response.status_code, lengths, neutral(text, name)


@pytest.mark.parametrize(("protected", "unknown"), PAIRS)
def test_no_address_tells_whether_a_name_is_protected(client, protected, unknown):
    record()
    assert len(addresses()) > 20
    for address in addresses():
        assert answer(client, address, protected) == answer(client, address, unknown), address


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_no_parameter_tells_whether_a_name_is_protected(client, parameter):
    record()
    pages = [address for address in addresses() if "{" not in address and "login" not in address]
    assert len(pages) > 8
    for address in [*pages, "/admin/login/"]:
        both = [answer(client, address, name, **{parameter: name}) for name in (PROTECTED, UNKNOWN)]
        assert both[0] == both[1], f"{address}?{parameter}="


@pytest.mark.parametrize("method", ["post", "head", "put", "delete", "options"])
@pytest.mark.parametrize("strict", [True, False])
def test_no_method_tells_either(method, strict):
    """What answers before the redaction (a missing token, 405, a form too late, an unreadable one) included."""
    record()
    client = Client(enforce_csrf_checks=strict, raise_request_exception=False)
    places = [
        "/members/",
        "/events/2014/",
        "/admin/members/organisation/add/",
        "/admin/login/",
        "/{name}/",
        "/Events/{name}",
    ]
    for place in [f"{place}{query}" for place in places for query in ("", "?year={name}", "?next=/{name}&x=\0")]:
        both = []
        for name in (PROTECTED, UNKNOWN):
            sent = {"data": {"name": name}} if method == "post" else {}
            both.append(facts(getattr(client, method)(place.replace("{name}", quote(name)), **sent), name))
        assert both[0] == both[1], place


def test_a_form_that_comes_too_late_tells_nothing(client, admin_client, admin_user):
    record()
    place = "/admin/members/organisation/add/"
    mark = re.search(r'name="_signature" value="([^"]+)"', admin_client.get(place).content.decode())[1]
    both = []
    for name in (PROTECTED, UNKNOWN):
        late = client.post(
            f"{place}?x={name}", {"_signature": mark, "name": name}, headers={"origin": "http://testserver"}
        )
        assert late.status_code == 403 and name in late.content.decode()
        both.append(facts(late, name))
    assert both[0] == both[1]


def test_signing_in_tells_nothing_either(client):
    record()
    both = []
    for name in (PROTECTED, UNKNOWN):
        page = client.post("/admin/login/?next=/" + quote(name), {"username": name, "password": name})
        both.append(facts(page, name))
    assert both[0] == both[1]


def test_a_header_tells_nothing(client):
    record()
    both = []
    for name in (PROTECTED, UNKNOWN):
        sent = ("accept-language", "referer", "user-agent", "range", "if-none-match", "x-forwarded-host", "cookie")
        page = client.get("/members/", headers=dict.fromkeys(sent, name))
        both.append(facts(page, name))
    assert both[0] == both[1]


def test_what_was_typed_stays_and_the_rest_of_the_page_is_redacted(client):
    record()
    make_organisation(name=f"Friends of {PROTECTED}", slug="others")
    page = client.get("/members/", {"as_of": PROTECTED}).content.decode()
    assert f'value="{PROTECTED}"' in page and BEGINS not in page
    assert "Friends of Name withheld" in client.get("/organisations/others/").content.decode()


@pytest.mark.parametrize("address", ["/members/?as_of={name}", "/{name}/", "/events/2014/{slug}/", "/admin/{name}/"])
def test_both_names_take_the_same_time(client, address):
    record()
    times = {PROTECTED: [], UNKNOWN: []}
    for _ in range(7):
        for name, taken in times.items():
            place = address.replace("{name}", quote(name)).replace("{slug}", name.lower().replace(" ", "-"))
            begins = perf_counter()
            client.get(place)
            taken.append(perf_counter() - begins)
    one, other = (min(taken) for taken in times.values())
    assert 1 / 3 < one / other < 3
