"""Every answer that is not known to be binary is redacted, whatever it calls itself and however it is sent."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from accounts.roles import grant_roles
from members.models import Person
from members.redaction.redactor import WithholdNamesMiddleware
from tests.factories import make_event, make_person, make_staff
from tests.public import queries

pytestmark = pytest.mark.django_db
WITHHELD = "Zarni Protected"
TEXTS = (
    """
text/html; charset=utf-8|text/plain|text/csv|text/calendar|text/x-bibtex|text/markdown|application/xhtml+xml|text/xml
application/atom+xml|application/rss+xml|application/xml|application/json|application/ld+json|application/problem+json
application/x-research-info-systems|application/x-bibtex|application/javascript|image/svg+xml|image/svg|text/vcard
application/octet-stream|application/unknown|x/y|nonsense|TEXT/HTML|multipart/mixed; boundary=x|application/x-ndjson
application/geo+json|text/event-stream|application/pdfx+xml|application/msgpack|text/turtle
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
BINARY = ["image/png", "application/pdf", "video/mp4", "audio/ogg", "font/woff2", "application/zip", "application/gzip"]


def passed(response, user=None, path="/x/"):
    request = RequestFactory().get(path)
    request.user, request.resolver_match = user or AnonymousUser(), None
    return WithholdNamesMiddleware(lambda request: response)(request)


def body(response):
    return (b"".join(response) if response.streaming else response.content).decode("utf-8", "replace")


@pytest.fixture
def protected():
    return make_person(name=WITHHELD, naming="withheld")


@pytest.mark.parametrize("kind", TEXTS)
def test_each_kind_of_text_is_redacted(protected, kind):
    for status in (200, 206, 400, 403, 404, 410, 500, 503):
        response = passed(HttpResponse(f"a {WITHHELD} b", content_type=kind, status=status))
        assert response.status_code == status and body(response) == "a Name withheld b"


def test_an_answer_without_a_type_is_redacted(protected):
    response = HttpResponse(f"a {WITHHELD} b")
    del response["Content-Type"]
    assert body(passed(response)) == "a Name withheld b"


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "latin-1", "us-ascii", "unknown-8", "tis-620"])
def test_each_charset_is_redacted(protected, charset):
    encoded = f"a {WITHHELD} b".encode("utf-8" if charset == "unknown-8" else charset)
    response = passed(HttpResponse(encoded, content_type=f"text/plain; charset={charset}"))
    assert b"Zarni" not in response.content.replace(b"\0", b"")


@pytest.mark.parametrize("kind", BINARY)
def test_what_holds_no_text_goes_out_byte_by_byte(protected, kind):
    """A release’s PDF stays what its checksum says: one that names somebody leaves public reach as a whole."""
    content = b"\x89\xff" + WITHHELD.encode()
    assert passed(HttpResponse(content, content_type=kind)).content == content


@pytest.mark.parametrize("size", [1, 2, 5, 7, 4096])
def test_a_name_across_parts_of_a_stream_is_found(protected, size):
    words = f"{'y' * 4090} {WITHHELD} {'z' * 9000}".encode()
    parts = (words[at : at + size] for at in range(0, len(words), size))
    shown = body(passed(StreamingHttpResponse(parts, content_type="text/csv")))
    assert "Name withheld" in shown and "Zarni" not in shown and len(shown) > 13_000


def test_a_file_and_a_large_answer_are_redacted_with_their_length(protected, tmp_path):
    (tmp_path / "x.txt").write_text("line\n" * 200_000 + WITHHELD + "\n")
    response = passed(FileResponse(open(tmp_path / "x.txt", "rb"), content_type="text/plain"))
    shown = body(response)
    assert shown.endswith("Name withheld\n") and int(response["Content-Length"]) == len(shown)


@pytest.mark.parametrize(
    "header", ["Content-Disposition", "Location", "Link", "Content-Location", "X-Title", "Refresh"]
)
@pytest.mark.parametrize("written", ["Zarni Protected", "zarni-protected", "Zarni%20Protected"])
def test_each_header_is_redacted(protected, header, written):
    value = f'attachment; filename="{written}.pdf"' if header == "Content-Disposition" else f"</events/{written}/>"
    for kind in ("text/html", "application/pdf"):
        response = passed(HttpResponse(b"x", content_type=kind, headers={header: value}))
        assert "rotected" not in response[header]


def test_being_staff_alone_opens_neither_drafts_nor_names(client, protected):
    grant_roles()
    event = make_event(title=f"Talk by {WITHHELD}", summary="Said.")
    draft = make_event(title="Unready", status="draft")
    staff = make_staff(is_superuser=False)
    client.force_login(staff)
    assert WITHHELD not in client.get(event.get_absolute_url()).content.decode()
    assert client.get(draft.get_absolute_url()).status_code == 404
    staff.groups.add(Group.objects.get(name="Secretariat"))
    answer = client.get(event.get_absolute_url())
    assert WITHHELD in answer.content.decode() and answer["Cache-Control"] == "private, no-store"
    assert client.get(draft.get_absolute_url()).status_code == 200
    assert WITHHELD in client.get("/events/").content.decode()


def test_a_thousand_names_cost_no_more_queries(client, protected):
    event = make_event(title="Talk", summary="Said.")
    before = queries(client, event.get_absolute_url())
    people = [Person(name=f"Somebody Number{number}x", naming="withheld") for number in range(1_000)]
    Person.objects.bulk_create(people)
    assert queries(client, event.get_absolute_url()) == before
