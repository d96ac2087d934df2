"""Files are fetched from a server that only these tests allow."""

import contextlib
import io
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import CommandError, call_command

from core.http import fetching
from core.http.fetching import FetchError, fetch, is_allowed
from publications.models import Edition
from tests import factories as f
from tests.core.test_files import pdf

pytestmark = pytest.mark.django_db


class Server(BaseHTTPRequestHandler):
    """`/whole`, `/cut` …: what a server may do."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["Host"]))
        with contextlib.suppress(OSError):
            getattr(self, self.path.strip("/").split("?")[0].partition("/")[0].replace(".pdf", ""))()

    def answer(self, body, length=None, status=200, **headers):
        self.send_response(status)
        for name, value in {"Content-Length": len(body) if length is None else length, **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def whole(self):
        self.answer(self.server.pdf)

    def cut(self):
        self.answer(self.server.pdf[:-40], len(self.server.pdf))

    def chunked_cut(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"400\r\n" + self.server.pdf[:100])

    def page(self):
        self.answer(b"<!doctype html><title>No file</title>")

    def told_too_large(self):
        self.answer(b"", 61 * 1024 * 1024)

    def endless(self):
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"x" * (1 << 20))

    def slow(self):
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"%")
            time.sleep(0.1)

    def gone(self):
        self.answer(b"", status=410)

    def again(self):
        self.answer(b"", status=302, Location="/whole")

    def round(self):
        self.answer(b"", status=302, Location="/round")

    def inwards(self):
        self.answer(b"", status=302, Location="http://10.0.0.1/whole.pdf")

    def to_file(self):
        self.answer(b"", status=302, Location="file:///etc/passwd")

    def log_message(self, *args):
        pass


@pytest.fixture
def server(monkeypatch):
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        server.daemon_threads, server.asked, server.pdf = True, [], pdf().read()
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        here = server.server_address
        monkeypatch.setattr(fetching, "is_allowed", lambda ip, port: (ip, port) == here or is_allowed(ip, port))
        server.url = f"http://127.0.0.1:{here[1]}"
        yield server
        server.shutdown()


def test_a_file_is_held_and_its_old_address_leads_to_it(server, settings, client):
    settings.FORMER_SITES = ["old.example.org"]
    edition = f.make_edition(address=f"{server.url}/whole.pdf")
    out = io.StringIO()
    call_command("hold_files", stdout=out)
    edition.refresh_from_db()
    assert edition.file.read() == server.pdf and edition.checksum
    assert "1/1" in out.getvalue() and "held, " in out.getvalue()
    Edition.objects.update(address="http://old.example.org/whole.pdf")
    assert client.get("/whole.pdf").headers["Location"] == edition.document_url
    call_command("hold_files")
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("cut", "cut off"),
        ("chunked_cut", "cut off"),
        ("page", "not a PDF"),
        ("told_too_large", "larger than 60 MB"),
        ("endless", "larger than 60 MB"),
        ("slow", "too long"),
        ("gone", "410"),
        ("round", "redirects more than 5 times"),
        ("inwards", "not on the public network"),
        ("to_file", "no http"),
    ],
)
def test_what_is_not_a_whole_pdf_is_not_held(server, path, words):
    edition = f.make_edition(address=f"{server.url}/{path}")
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 of 1 files could not be held"):
        call_command("hold_files", "--seconds=2" if path == "slow" else "--seconds=60", stdout=out)
    assert words in out.getvalue()
    edition.refresh_from_db()
    assert not edition.file and not edition.checksum


def test_a_dry_run_asks_nobody(server):
    f.make_edition(address=f"{server.url}/whole")
    out = io.StringIO()
    call_command("hold_files", "--dry-run", stdout=out)
    assert "would be fetched" in out.getvalue() and not server.asked


def test_a_redirect_is_followed_and_a_name_is_resolved_once(server, monkeypatch):
    resolved = []

    def resolver(host, port, **kwargs):
        resolved.append(host)
        ip = server.server_address[0] if len(resolved) <= 2 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, server.server_address[1]))]

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    into = io.BytesIO()
    fetch("http://files.example.org/again", into, megabytes=1)
    assert into.getvalue() == server.pdf and resolved == ["files.example.org"] * 2
    assert server.asked[0] == ("/again", "files.example.org")
    with pytest.raises(FetchError, match="public network"):
        fetch("http://files.example.org/whole", into, megabytes=1)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/a.pdf",
        "http://[::1]/a.pdf",
        "http://[::ffff:10.0.0.1]/a.pdf",
        "http://169.254.169.254/latest",
        "http://100.64.0.1/a.pdf",
        "http://0.0.0.0/a.pdf",
        "http://2130706433/a.pdf",
        "http://224.0.0.1/a.pdf",
        "http://[64:ff9b::a00:1]/a.pdf",
        "http://[fec0::1]/a.pdf",
        "http://198.51.100.7:8080/a.pdf",
        "http://name:secret@example.org/a.pdf",
        "ftp://example.org/a.pdf",
    ],
)
def test_addresses_of_the_machine_and_its_networks_are_refused(address, monkeypatch):
    monkeypatch.setattr(socket, "socket", None)
    with pytest.raises(FetchError):
        fetch(address, io.BytesIO(), megabytes=1)
