"""Answers go out compressed. Those to somebody signed in, where what was sent can stand beside what is private, are
padded at random, so that their length tells nothing (the attack is called BREACH)."""

import re
from collections.abc import Sequence

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_string

TEXT = re.compile(r"text/|application/(?:[\w.+-]*json|[\w.+-]*xml|javascript)|image/svg")
SHORTEST = 400  # bytes; below, the headers weigh more than what is saved
QUALITY = 5  # of brotli’s eleven: beyond it a page costs more time than it saves
PADDING = 100  # bytes at most
ACCEPTED = re.compile(r"\s*(br|gzip)\s*(?:;\s*q=\s*(0(?:\.0*)?\s*$)?.*)?", re.IGNORECASE)


def accepted(request: HttpRequest, codings: Sequence[str] = ("br", "gzip")) -> str:
    """The first of these that the client takes, or ""."""
    offered = (ACCEPTED.fullmatch(one) for one in request.META.get("HTTP_ACCEPT_ENCODING", "")[:500].split(","))
    names = {one[1].lower() for one in offered if one and one[2] is None}
    return next((name for name in codings if name in names), "")


class CompressionMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.streaming or response.has_header("Content-Encoding"):
            return response
        if not TEXT.match(response.get("Content-Type", "")) or len(response.content) < SHORTEST:
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        codings = ["gzip"] if is_private(request, response) else ["br", "gzip"]
        if coding := accepted(request, codings):
            self._compress(request, response, coding)
        return response

    @staticmethod
    def _compress(request, response, coding):
        if coding == "br":
            content = brotli.compress(response.content, quality=QUALITY)
        else:
            content = compress_string(response.content, max_random_bytes=PADDING * is_private(request, response))
        response.content = content
        response["Content-Encoding"], response["Content-Length"] = coding, str(len(content))
        if (etag := response.get("ETag", "")).startswith('"'):
            response["ETag"] = f"W/{etag}"


def is_private(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer is somebody's own, or holds a token."""
    return bool(response.cookies) or settings.SESSION_COOKIE_NAME in request.COOKIES
