"""Pages for everybody are kept whole, compressed, in the memory of each process, for as long as nothing is written.

A page is given again while the database's change token is the one it was made under, and on the same day. What is
somebody's own is neither kept nor given: answers to who brings a cookie, that set one, or that hold a nonce.
"""

import hashlib
import threading
from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django_filters import FilterSet

from core import change_token
from core.http.compression import accepted

MEGABYTE = 1024 * 1024
LARGEST_SHARE = 8  # one page takes at most an eighth of the room
LONGEST_ADDRESS = 300
CONDITIONS = {f"HTTP_IF_{name}" for name in ("MATCH", "NONE_MATCH", "MODIFIED_SINCE", "UNMODIFIED_SINCE")}
WAIT_SECONDS = 10  # for a page that another reader has asked for just now


@dataclass(frozen=True)
class Kept:
    state: tuple  # change token and day
    content: bytes
    headers: dict

    @property
    def size(self) -> int:
        return len(self.content) + 1000  # its headers and keys


@dataclass
class PageCache:
    """At most `settings.PAGE_CACHE_MEGABYTES` of pages; those that were not asked for longest go first."""

    pages: OrderedDict = field(default_factory=OrderedDict)
    size: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: tuple, state: tuple) -> Kept | None:
        with self.lock:
            page = self.pages.get(key)
            if page is None or page.state != state:
                return None
            self.pages.move_to_end(key)
            return page

    def put(self, key: tuple, page: Kept) -> None:
        room = settings.PAGE_CACHE_MEGABYTES * MEGABYTE
        if page.size > room / LARGEST_SHARE:
            return
        with self.lock:
            if old := self.pages.pop(key, None):
                self.size -= old.size
            self.pages[key] = page
            self.size += page.size
            while self.size > room:
                _, gone = self.pages.popitem(last=False)
                self.size -= gone.size


class PageCacheMiddleware:
    """Outside of all that makes or compresses a page, inside of what every answer passes (SecurityMiddleware)."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.cache = PageCache()
        self.in_work = defaultdict(threading.Lock)  # by key; a page is made once, however many ask for it

    def __call__(self, request):
        if not settings.PAGE_CACHE_MEGABYTES or not may_be_given(request):
            return self.get_response(request)
        state = change_token.current_state()
        if state is None:
            return self.get_response(request)
        key = (request.scheme, request.get_host(), request.get_full_path(), accepted(request))
        if page := self.cache.get(key, state):
            return answer(request, page)
        one_at_a_time = self.in_work[key]
        mine = one_at_a_time.acquire(timeout=WAIT_SECONDS)
        try:
            if page := self.cache.get(key, state):
                return answer(request, page)
            return self._make(request, key, state)
        finally:
            self.in_work.pop(key, None)
            if mine:
                one_at_a_time.release()

    def _make(self, request, key, state):
        response = self.get_response(request)
        if not may_be_kept(response):
            return response
        response.headers.setdefault("ETag", etag(response.content))
        response.headers.setdefault("Cache-Control", "no-cache")  # asked again each time, and answered with 304
        if change_token.current_state() == state:  # nothing was written while it was made
            self.cache.put(key, Kept(state, response.content, dict(response.headers)))
        return conditional(request, response)


def may_be_given(request: HttpRequest) -> bool:
    """Whether the question is one that everybody gets the same answer to."""
    return (
        request.method in ("GET", "HEAD")
        and not request.COOKIES.keys() - {settings.CSRF_COOKIE_NAME}
        and not request.META.get("HTTP_AUTHORIZATION")
        and len(request.META.get("QUERY_STRING", "")) + len(request.path_info) <= LONGEST_ADDRESS
        and not request.path_info.startswith(never_kept())
        and request.GET.keys() <= known_parameters()
    )


@cache
def never_kept() -> tuple[str, ...]:
    return (reverse("admin:index"), "/healthz", "/readyz")


@cache
def known_parameters() -> set[str]:
    """Those of the filters of lists, and the page of a list. With any other, an address is kept by nobody."""
    waiting, names = FilterSet.__subclasses__(), {"page"}
    while waiting:
        one = waiting.pop()
        names |= one.base_filters.keys()
        waiting += one.__subclasses__()
    return names


def may_be_kept(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "nonce-" not in response.get("Content-Security-Policy", "")
        and not {"private", "no-store"} & set(response.get("Cache-Control", "").replace(" ", "").split(","))
    )


def etag(content: bytes) -> str:
    return f'W/"{hashlib.sha256(content).hexdigest()[:24]}"'


def answer(request: HttpRequest, page: Kept) -> HttpResponse:
    response = HttpResponse(page.content)
    for name, value in page.headers.items():
        response[name] = value
    return conditional(request, response)


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if CONDITIONS.isdisjoint(request.META):  # most readers have no earlier answer to compare with
        return response
    return get_conditional_response(request, response["ETag"], None, response)
