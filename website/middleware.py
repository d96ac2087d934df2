"""What is the same for every public page, whatever it shows."""

from django.http import HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from core.apps import our_apps
from website.redirects import old_address

SAFE = ["GET", "HEAD", "OPTIONS"]


class PublicPagesMiddleware:
    """Public pages are read: anything else is 405. An address in capitals leads to the one in small letters."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 404 and request.method in SAFE and (place := in_small_letters(request.path)):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{place}?{query}" if query else place)
        return response

    def process_view(self, request, view, args, kwargs):
        """Before the token of forms is asked for, which no public page has."""
        if (
            request.method not in SAFE
            and request.resolver_match.app_name in {"", *our_apps()}
            and not takes_posts(view)
        ):
            return HttpResponseNotAllowed(SAFE)
        return None


def takes_posts(view):
    return hasattr(getattr(view, "view_class", None), "post")


def in_small_letters(path):
    """The address of a page that differs from `path` by capitals alone; None where there is none, or it is a file's."""
    small = path.lower()
    if small == path or not path.isascii() or "." in path.rpartition("/")[2]:
        return None
    return next((place for place in (small, f"{small}/") if is_page(place)), None)


def is_page(path):
    try:
        return resolve(path).func is not old_address
    except Resolver404:
        return False
