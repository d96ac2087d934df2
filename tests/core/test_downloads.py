"""Parts of a file, as a download that broke off asks for them."""

import io

import pytest
from django.http import FileResponse
from django.test import RequestFactory

from core.http.downloads import with_ranges

CONTENT = bytes(range(256)) * 10
DATE = "Mon, 09 Nov 2015 10:00:00 GMT"


def answer(method="get", **headers):
    request = getattr(RequestFactory(), method)("/report.pdf", headers=headers)
    response = FileResponse(io.BytesIO(CONTENT), content_type="application/pdf")
    response["ETag"], response["Last-Modified"] = '"one"', DATE
    return with_ranges(request, response)


def body(response):
    return b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize(
    "asked, first, last",
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-9", 0, 9),
        ("bytes=2550-", 2550, 2559),
        ("bytes=2550-99999", 2550, 2559),
        ("bytes=-10", 2550, 2559),
        ("bytes=-99999", 0, 2559),
        ("bytes=0-", 0, 2559),
    ],
)
def test_with_ranges_gives_the_part(asked, first, last):
    response = answer(range=asked)
    assert (response.status_code, body(response)) == (206, CONTENT[first : last + 1])
    assert response["Content-Range"] == f"bytes {first}-{last}/2560"
    assert response["Content-Length"] == str(last - first + 1)
    assert (response["Content-Type"], response["ETag"]) == ("application/pdf", '"one"')
    assert response.file_to_stream is None  # a server would send the whole of it


@pytest.mark.parametrize("asked", ["bytes=2560-", "bytes=9999-99999", "bytes=-0"])
def test_with_ranges_refuses_a_part_that_is_not_there(asked):
    response = answer(range=asked)
    assert (response.status_code, response["Content-Range"], body(response)) == (416, "bytes */2560", b"")


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=9-2",
        "bytes=0-1,4-5",
        "lines=0-1",
        "bytes=a-b",
        "bytes=²-",
        "bytes=" + "9" * 400 + "-",
    ],
)
def test_with_ranges_gives_the_whole_for_what_is_no_range(asked):
    response = answer(range=asked)
    assert (response.status_code, body(response), response["Accept-Ranges"]) == (200, CONTENT, "bytes")


@pytest.mark.parametrize(
    "known, status", [('"one"', 206), ('"other"', 200), (DATE, 206), ("nonsense", 200), ('W/"one"', 200)]
)
def test_with_ranges_gives_a_part_only_of_the_same_file(known, status):
    assert answer(range="bytes=0-9", if_range=known).status_code == status


def test_with_ranges_head_says_the_whole_length():
    response = answer("head", range="bytes=0-9")
    assert (response.status_code, response["Content-Length"]) == (200, "2560")
