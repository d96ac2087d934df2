"""Parts of a file (RFC 9110, section 14): a download that broke off goes on where it stopped."""

import re
from typing import Any
from wsgiref.util import FileWrapper

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.http import parse_http_date_safe

RANGE = re.compile(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", re.ASCII)


class SnapshotFile(FileResponse):
    """A file whose hash is published: it is given byte for byte or not at all, and nothing on its way out alters it."""


class FilePart:
    """Some bytes of an open file, for a streaming answer."""

    def __init__(self, file, first, length):
        file.seek(first)
        self.file, self.left, self.close = file, length, file.close

    def read(self, size: int) -> bytes:
        data = self.file.read(min(size, self.left))
        self.left -= len(data)
        return data


def with_ranges(request: HttpRequest, response: FileResponse) -> HttpResponse:
    """The answer (a FileResponse of a file that can be sought), or the one part of it that the request asks for.

    206 with the part, 416 where the file has no such part; several parts at once, or what cannot be read, is the whole.
    """
    if response.status_code != 200:
        return response
    response["Accept-Ranges"] = "bytes"
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or not asked or not any(asked.groups()) or not _is_same(request, response):
        return response
    size = int(response["Content-Length"])
    first, last = _bounds(asked[1], asked[2], size)
    if first is None:
        return response
    if first > last:
        response.file_to_stream.close()
        headers = {**dict(response.items()), "Content-Range": f"bytes */{size}", "Content-Length": "0"}
        return HttpResponse(status=416, headers=headers)
    part: Any = FilePart(response.file_to_stream, first, last - first + 1)
    response.streaming_content = FileWrapper(part, 65536)
    response.status_code = 206
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = last - first + 1
    return response


def _bounds(first, last, size):
    """The first and the last byte, (None, None) for what is no range, and first > last where the file has no such."""
    if not first:
        return max(size - int(last), 0), size - 1 if int(last) else -1
    if last and int(last) < int(first):
        return None, None
    return int(first), min(int(last) if last else size, size - 1)


def _is_same(request, response):
    """If-Range: whether what was loaded before is a part of what is there now."""
    known = request.headers.get("If-Range")
    if not known:
        return True
    if known.startswith('"'):
        return known == response.get("ETag")
    date = parse_http_date_safe(known)
    return date is not None and date == parse_http_date_safe(response.get("Last-Modified", ""))
