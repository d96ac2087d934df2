"""What a browser never sends is refused before anything reads it; and a form that comes without its session is kept."""

import codecs
import re
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from core.http import failures, kept_forms


class InputMiddleware:
    """First of all. Text of an address is UTF-8 without NUL, and so is a form."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        self.refuse(request)
        return self.get_response(request)

    @staticmethod
    def refuse(request: HttpRequest) -> None:
        charset = request.content_params.get("charset", "utf-8")
        try:
            is_utf8 = codecs.lookup(charset).name in ("utf-8", "ascii")
        except (LookupError, ValueError):
            is_utf8 = False
        if not is_utf8:
            request.encoding = "utf-8"
            raise BadRequest("Text is sent in UTF-8.")
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if is_text(name + value)}
        asked = [request.path, *(text for name, values in request.GET.lists() for text in (name, *values))]
        if not all(map(is_text, asked)) and request.path.startswith(reverse("admin:index")):
            raise BadRequest("NUL is no text.")


def is_text(value: str) -> bool:
    return "\0" not in value and not re.search("[\ud800-\udfff]", value)


class KeptFormsMiddleware:
    """After sign-in and CSRF. A form whose session ended, or which another account opened, is not saved but kept, and
    its page shows it again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: list, kwargs: dict) -> HttpResponse | None:
        if not request.path.startswith(reverse("admin:index")):
            return None
        if request.user.is_authenticated and kept_forms.THROW_AWAY in request.POST:
            return kept_forms.throw_away(request)
        if (account := kept_forms.owner(request)) and account != request.user.pk:
            return failures.signed_out(request, account)
        if request.user.is_authenticated:
            kept_forms.bring_back(request)
            return None
        is_open = request.method != "POST" or request.resolver_match.url_name in ("login", "logout")
        return None if is_open else failures.must_sign_in(request)
