"""Text goes out compressed; where something private stands in it, padded at random."""

import gzip

import brotli
import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core.http.compression import CompressionMiddleware, accepted

PAGE = "<p>Migrants and their families</p>" * 100


def answer(response=None, cookies=(), **headers):
    request = RequestFactory().get("/", headers=headers)
    request.COOKIES.update(dict(cookies))
    return CompressionMiddleware(lambda request: response or HttpResponse(PAGE))(request)


@pytest.mark.parametrize(
    "header, coding",
    [
        ("br", "br"),
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br;q=0.000", ""),
        ("BR", "br"),
        ("identity", ""),
        ("", ""),
        ("brx, xgzip", ""),
        ("br;q=1.0", "br"),
    ],
)
def test_accepted_reads_what_the_client_takes(header, coding):
    assert accepted(RequestFactory().get("/", headers={"accept-encoding": header})) == coding


@pytest.mark.parametrize("coding, unpack", [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_compression_of_text(coding, unpack):
    response = answer(accept_encoding=coding)
    assert (response["Content-Encoding"], unpack(response.content).decode()) == (coding, PAGE)
    assert response["Content-Length"] == str(len(response.content)) and len(response.content) < 400
    assert response["Vary"] == "Accept-Encoding"


KINDS = ["text/html", "text/plain", "text/calendar", "application/json", "application/ld+json", "application/atom+xml"]


@pytest.mark.parametrize("kind", KINDS)
def test_compression_takes_every_text(kind):
    assert answer(HttpResponse(PAGE, content_type=kind), accept_encoding="br")["Content-Encoding"] == "br"


@pytest.mark.parametrize("kind", ["image/jpeg", "application/pdf", "application/octet-stream", "font/woff2"])
def test_compression_leaves_the_rest(kind):
    assert "Content-Encoding" not in answer(HttpResponse(PAGE, content_type=kind), accept_encoding="br")


def test_compression_leaves_what_is_short_or_not_wanted():
    assert "Content-Encoding" not in answer(HttpResponse("short"), accept_encoding="br")
    plain = answer()
    assert "Content-Encoding" not in plain and plain["Vary"] == "Accept-Encoding"


def test_compression_pads_private_answers_at_random():
    answers = [answer(cookies=[("session", "a")], accept_encoding="br, gzip") for _ in range(20)]
    assert {one["Content-Encoding"] for one in answers} == {"gzip"}
    assert len({len(one.content) for one in answers}) > 5
    assert {gzip.decompress(one.content).decode() for one in answers} == {PAGE}
    assert len({len(answer(accept_encoding="gzip").content) for _ in range(5)}) == 1


def test_compression_pads_an_answer_with_a_token():
    def with_token():
        response = HttpResponse(PAGE)
        response.set_cookie("csrftoken", "a")
        return response

    assert len({len(answer(with_token(), accept_encoding="br, gzip").content) for _ in range(20)}) > 5


def test_compression_makes_a_strong_etag_weak():
    response = answer(HttpResponse(PAGE, headers={"ETag": '"a"'}), accept_encoding="br")
    assert response["ETag"] == 'W/"a"'
