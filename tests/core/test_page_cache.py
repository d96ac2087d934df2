"""Pages for everybody are kept while nothing is written; what is somebody's own never is."""

import datetime
import threading
import time

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from core import change_token
from core.http.page_cache import PageCacheMiddleware
from tests import factories as f


class Site:
    """A middleware over a view that counts its pages; `state` is the database's."""

    def __init__(self, monkeypatch):
        self.made, self.state, self.wait = 0, "one", 0
        self.response = lambda: HttpResponse(f"page {self.made}", headers={"Vary": "Accept-Encoding"})
        monkeypatch.setattr(change_token, "current", lambda: self.state)
        self.middleware = PageCacheMiddleware(self.view)

    def view(self, request):
        self.made += 1
        time.sleep(self.wait)
        return self.response()

    def get(self, path="/members/", cookies=(), method="get", **headers):
        request = getattr(RequestFactory(), method)(path, headers=headers)
        request.COOKIES.update(dict(cookies))
        return self.middleware(request)


@pytest.fixture
def site(monkeypatch, settings):
    settings.PAGE_CACHE_MEGABYTES = 1
    return Site(monkeypatch)


def test_page_cache_gives_a_page_again(site):
    first, second = site.get(), site.get()
    assert (first.content, second.content, site.made) == (b"page 1", b"page 1", 1)
    assert (second["ETag"], second["Vary"], second["Cache-Control"]) == (first["ETag"], "Accept-Encoding", "no-cache")
    assert site.get(if_none_match=first["ETag"]).status_code == 304 and site.made == 1


def test_page_cache_forgets_with_every_commit_and_day(site, monkeypatch):
    site.get()
    site.state = "two"
    assert site.get().content == b"page 2"
    monkeypatch.setattr(change_token.timezone, "localdate", lambda **_zone: datetime.date(2030, 1, 1))
    assert site.get().content == b"page 3"


def test_page_cache_keeps_nothing_made_while_something_was_written(site):
    site.response = lambda: setattr(site, "state", f"after {site.made}") or HttpResponse("page")
    site.get(), site.get()
    assert site.made == 2


def test_page_cache_keeps_nothing_where_the_state_is_unknown(site):
    site.state = None
    site.get(), site.get()
    assert site.made == 2


ASKED = {
    "signed in": {"cookies": [("session", "a")]},
    "messages": {"cookies": [("messages", "a")]},
    "admin": {"path": "/admin/login/"},
    "health": {"path": "/healthz"},
    "an unknown parameter": {"path": "/members/?key=a"},
    "an unknown one beside a known": {"path": "/members/?country=TH&utm_source=a"},
    "a long address": {"path": f"/members/?country={'a' * 300}"},
    "a post": {"method": "post"},
    "authorization": {"authorization": "Basic a"},
}


@pytest.mark.parametrize("how", ASKED)
def test_page_cache_neither_gives_nor_keeps_what_is_asked_for(site, how):
    site.get(**ASKED[how]), site.get(**ASKED[how])
    assert site.made == 2


def cookie():
    response = HttpResponse("page")
    response.set_cookie("csrftoken", "a")
    return response


ANSWERED = {
    "a cookie": cookie,
    "a nonce": lambda: HttpResponse("page", headers={"Content-Security-Policy": "script-src 'nonce-a'"}),
    "private": lambda: HttpResponse("page", headers={"Cache-Control": "private, no-store"}),
    "not found": lambda: HttpResponse("page", status=404),
    "a redirect": lambda: HttpResponse(status=301, headers={"Location": "/"}),
    "streamed": lambda: StreamingHttpResponse([b"page"]),
}


@pytest.mark.parametrize("what", ANSWERED)
def test_page_cache_does_not_keep_the_answer(site, what):
    site.response = ANSWERED[what]
    site.get(), site.get()
    assert site.made == 2


def test_page_cache_tells_apart_what_differs(site):
    paths = ["/members/", "/members/?page=2", "/members/?country=TH"]
    asked = [(path, coding) for path in paths for coding in ("", "br", "gzip")]
    for _ in range(2):
        answers = [site.get(path, accept_encoding=coding).content for path, coding in asked]
    assert site.made == len(set(answers)) == 9


def test_page_cache_makes_a_page_once_for_many(site):
    site.wait, answers = 0.2, []
    threads = [threading.Thread(target=lambda: answers.append(site.get().content)) for _ in range(8)]
    [thread.start() for thread in threads], [thread.join() for thread in threads]
    assert answers == [b"page 1"] * 8 and site.middleware.in_work == {}


def test_page_cache_is_bounded(site):
    site.response = lambda: HttpResponse("x" * 100_000)
    for number in range(30):
        site.get(f"/members/?page={number}")
    cache = site.middleware.cache
    assert cache.size == sum(page.size for page in cache.pages.values()) <= 1024 * 1024
    assert len(cache.pages) == 10
    site.response = lambda: HttpResponse("x" * 200_000)
    site.get("/events/")
    assert len(cache.pages) == 10


def test_page_cache_can_be_off(site, settings):
    settings.PAGE_CACHE_MEGABYTES = 0
    site.get(), site.get()
    assert site.made == 2


@pytest.fixture
def kept(settings, monkeypatch):
    settings.PAGE_CACHE_MEGABYTES = 8
    monkeypatch.setattr(change_token, "current", lambda: "one")


@pytest.mark.django_db
def test_public_page_is_kept_without_a_query(kept, client, django_assert_num_queries):
    f.make_membership()
    first = client.get("/members/", headers={"accept-encoding": "br"})
    assert first["Content-Encoding"] == "br" and "session" not in client.cookies
    with django_assert_num_queries(0):
        again = client.get("/members/", headers={"accept-encoding": "br"})
    assert again.content == first.content and again.headers == first.headers
    assert again["Content-Security-Policy"] and again["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_staff_never_get_or_leave_a_kept_page(kept, client, admin_client):
    f.make_organisation(name="Secret draft", status="draft")
    assert b"Secret draft" in admin_client.get("/organisations/").content
    assert b"Secret draft" not in client.get("/organisations/").content
    assert b"Secret draft" in admin_client.get("/organisations/").content
