"""How much a request may bring: a form with many rows and files from the secretariat, and little from strangers.

Fields are counted while the body comes, before anything reads it as a form; who sends it is asked only when it is long.
"""

from collections.abc import Callable

from django.core.exceptions import TooManyFieldsSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse

from core.http.kept_forms import is_signed
from core.http.uploads import refuse_unwritten

FOR_STRANGERS = 1_000  # for the secretariat, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
MEGABYTES = 1024 * 1024
LARGEST_FORM = 300 * MEGABYTES  # of the secretariat’s, files included
LARGEST_OF_STRANGERS = 1 * MEGABYTES


class BodyLimitMiddleware:
    """After the middleware of sessions and sign-in. Refuses a body that is too large before any of it is read.

    A form of the admin may come from someone whose session has just ended: it is read, but its files are only named.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = request.META.get("CONTENT_LENGTH") or ""
        size = int(length) if length.isascii() and length.isdigit() and len(length) < 19 else 0
        if size > LARGEST_OF_STRANGERS and size > self._largest(request):
            return render(request, "413.html", status=413)
        if request.method == "POST" and request.content_type == "multipart/form-data" and not is_at_work(request):
            request.upload_handlers = [NamesOnlyUploadHandler(request)]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: list, kwargs: dict) -> None:
        if request.method == "POST" and request.content_type == "multipart/form-data":
            refuse_unwritten(request)

    @staticmethod
    def _largest(request):
        is_form = request.path_info.startswith(reverse("admin:index")) and request.path_info != reverse("admin:login")
        return LARGEST_FORM if is_form else LARGEST_OF_STRANGERS


class NamesOnlyUploadHandler(FileUploadHandler):
    """Keeps of a file its name, and writes nothing."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        return SimpleUploadedFile(self.file_name, b"", self.content_type)


class FieldLimitMiddleware:
    """After the middleware of sessions and sign-in; whether a form’s token is right is asked later, by reading it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.META.get("QUERY_STRING", "").count("&") >= FOR_STRANGERS:
            raise TooManyFieldsSent
        if request.content_type == "application/x-www-form-urlencoded":
            request.read = counted(request.read, b"&", 1, lambda head: refuse(request, head))
        elif request.content_type == "multipart/form-data":
            boundary = request.content_params.get("boundary", "").encode("latin-1", "replace")
            request.read = counted(request.read, b"--" + boundary, -1, lambda head: refuse(request, head))
        return self.get_response(request)


def counted(
    read: Callable[..., bytes], separator: bytes, seen: int, refuse: Callable[[bytes], None]
) -> Callable[..., bytes]:
    """`mark` stands between fields; `seen` is how many more fields there are than marks."""
    head, tail, asked = b"", b"", False

    def read_and_count(*args, **kwargs):
        nonlocal seen, head, tail, asked
        data = read(*args, **kwargs)
        head = head or data
        there = tail + data
        seen += there.count(separator)
        tail = there[-(len(separator) - 1) :] if len(separator) > 1 else b""
        if seen > FOR_STRANGERS and not asked:
            asked = True
            refuse(head)
        return data

    return read_and_count


def is_at_work(request: HttpRequest) -> bool:
    """Whether someone of the secretariat sends a form of the admin."""
    in_admin = request.path_info.startswith(reverse("admin:index"))
    return in_admin and request.user.is_active and request.user.is_staff


def refuse(request: HttpRequest, head: bytes) -> None:
    """A form of the secretariat’s whose session has ended is read too: its mark is among its first fields."""
    if not is_at_work(request) and not is_signed(head, request.path):
        raise TooManyFieldsSent(f"More than {FOR_STRANGERS} fields were sent.")
