"""Clients that ask slowly, or only half, and stay: the site goes on, and cuts them off."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
HALF = {
    "nothing": b"",
    "request line": b"GET /hea",
    "headers": b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    "body": b"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500\r\n\r\nuser",
    "upload": b"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900000\r\n\r\nuser",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """A site of its own, as `make start` serves it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("slow")
    environment = {**os.environ, "PORT": str(port), "VAR_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/db"}
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", "mmn.wsgi"], cwd=ROOT, env=environment)
    for _ in range(150):
        try:
            healthy(port)
            break
        except OSError:
            time.sleep(0.2)
    yield port
    server.terminate()
    server.wait(timeout=40)


def healthy(port):
    """Seconds that the health address takes, for a client of its own."""
    began = time.monotonic()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20) as answer:
        assert answer.read() == b"ok"
    return time.monotonic() - began


def half_open(port, sent):
    client = socket.create_connection(("127.0.0.1", port))
    client.sendall(sent)
    return client


def closed_after(client, began):
    """Seconds until the server ends the connection; whatever it says before is read."""
    client.settimeout(25)
    try:
        while client.recv(4096):
            pass
    except ConnectionResetError:
        pass
    return time.monotonic() - began


def test_worker_goes_on_beside_64_half_open_clients(port):
    began = time.monotonic()
    clients = [half_open(port, sent) for sent in list(HALF.values()) * 13][:64]
    time.sleep(1)
    assert max(healthy(port) for _ in range(10)) < 3
    drop = [client for client, sent in zip(clients, list(HALF.values()) * 13, strict=False) if sent.endswith(b"user")]
    for _ in range(5):  # a letter now and then does not keep it open
        time.sleep(1)
        for client in drop:
            client.sendall(b"x")
    seconds = [closed_after(client, began) for client in clients]
    assert len(seconds) == 64 and max(seconds) < 14
    assert healthy(port) < 3


def test_worker_takes_a_request_that_comes_in_parts(port):
    client = half_open(port, b"GET /healthz HTTP/1.1\r\nHo")
    time.sleep(1)
    client.sendall(b"st: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert client.makefile("rb").read().endswith(b"ok")
