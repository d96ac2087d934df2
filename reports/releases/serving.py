"""Serving: the latest release at its public address, at the cost of a static file.

Stands right behind WhiteNoise, which answers for files: no session, no template, no query. What it may give
is a link in a folder (`reports.releases.latest`), set when a release is published and removed when a report is
withdrawn. Now and then the link is held against the records, so that a report withdrawn by other ways than
the admin (a shell, a restored database) is not served for longer than that; while the database does not
answer, the last release still is.

Where there is no release, the draft that the view has just given is given again as long as nothing at all was
written to the database (`core.change_token`), and no longer than until the links are looked at again.
"""

import contextlib
import hashlib
import re
import time

from django.db import DatabaseError
from django.http import FileResponse
from django.http.response import ResponseHeaders
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from whitenoise.middleware import WhiteNoiseFileResponse
from whitenoise.responders import MissingFileError, StaticFile

from core import change_token
from core.http.downloads import with_ranges
from reports.models.report import ADDRESS
from reports.releases import latest as current

CHECKED_SECONDS = 10
HEADERS = {
    "Cache-Control": "no-cache",  # asked again each time, and answered with 304
    "X-Content-Type-Options": "nosniff",
    # No sandbox: browsers refuse to show a sandboxed PDF. It is a PDF by its type and by nothing else.
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}


class DraftFile(FileResponse):
    """A draft as the records stand: it may be given again for as long as nothing is written."""

    def __init__(self, path, **given):
        super().__init__(open(path, "rb"), **given)
        self.path = path


class CurrentReleaseMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.files = {}  # {slug: (target of the link, StaticFile)}
        self.drafts = {}  # {slug: (stamp of the database, when, StaticFile)}
        self.checked = -CHECKED_SECONDS

    def __call__(self, request):
        found = self.address.fullmatch(request.path_info)
        if not found:
            return self.get_response(request)
        token = None
        if not (file := self.find(found[1])):
            with contextlib.suppress(DatabaseError):
                token = change_token.current()
            file = self.draft(found[1], token)
        if file:
            with contextlib.suppress(FileNotFoundError):  # lost from the disk: the view says so in words
                return serve(file, request)
        response = self.get_response(request)
        self.remember(found[1], token, response)
        return response

    def draft(self, slug, token):
        then, when, file = self.drafts.get(slug, (None, 0, None))
        is_fresh = token is not None and token == then and time.monotonic() - when < CHECKED_SECONDS
        return file if is_fresh else None

    def remember(self, slug, token, response):
        """`stamp` was read before the view read the records: what was written since makes it another one."""
        self.drafts.pop(slug, None)
        if token is not None and isinstance(response, DraftFile):
            about = {**HEADERS, "Accept-Ranges": "bytes"}
            about |= {
                name: response[name] for name in ("Content-Type", "Content-Disposition", "ETag") if name in response
            }
            with contextlib.suppress(MissingFileError, OSError):
                self.drafts[slug] = token, time.monotonic(), StaticFile(str(response.path), list(about.items()))

    @cached_property
    def address(self):
        return re.compile(rf"{re.escape(reverse('reports:list'))}({ADDRESS.pattern})\.pdf")

    def find(self, slug):
        if time.monotonic() - self.checked >= CHECKED_SECONDS:
            self.checked = time.monotonic()  # before the question: while one asks, the others go on
            with contextlib.suppress(DatabaseError, OSError):
                current.point()
        where = current.target(slug)
        if where is None or not (current.folder() / where).exists():  # withdrawn, though the link still stands
            return None
        known, file = self.files.get(slug, (None, None))
        if known != where:
            with contextlib.suppress(MissingFileError, OSError):
                file = static_file(current.folder() / where)
                self.files[slug] = where, file
        return file


def serve(file, request):
    """WhiteNoise's answer, but for ranges: it refuses one of a single byte, and knows no If-Range."""
    whole = {name: value for name, value in request.META.items() if name != "HTTP_RANGE"}
    answer = file.get_response(request.method, whole)
    response = WhiteNoiseFileResponse(answer.file or (), status=int(answer.status))
    response.headers = ResponseHeaders(answer.headers)
    return with_ranges(request, response)


def static_file(path):
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    about = {
        **HEADERS,
        "Content-Type": "application/pdf",
        "Content-Disposition": content_disposition_header(False, path.name),
        "ETag": f'"{digest}"',
        "Accept-Ranges": "bytes",
    }
    return StaticFile(str(path), list(about.items()))
