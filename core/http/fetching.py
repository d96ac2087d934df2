"""Files fetched from the web: from public addresses only, whole, within limits of size and time.

A name is resolved once, and the connection goes to the very address that was checked; each redirect is checked anew.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from typing import BinaryIO
from urllib.parse import quote, urljoin, urlsplit

REDIRECTS = 5
SECONDS = 300  # for the whole of one file, redirects included
CONNECT_SECONDS = 20
PORTS = {"http": 80, "https": 443}
NAT64 = ipaddress.ip_network("64:ff9b::/96")
MEGABYTE = 1024 * 1024


class FetchError(Exception):
    """Says in words why nothing was fetched."""


def is_allowed(ip: str, port: int) -> bool:
    """Whether to connect there: the public network only, at the ports of the web. `ip` is as the resolver gave it."""
    found = ipaddress.ip_address(ip.partition("%")[0])
    if found.version == 6 and (found.ipv4_mapped or found.sixtofour or found.teredo or found in NAT64):
        return False
    return (
        found.is_global
        and not getattr(found, "is_site_local", False)
        and not found.is_multicast
        and port in PORTS.values()
    )


def fetch(address: str, into: BinaryIO, *, megabytes: float, seconds: float = SECONDS) -> None:
    """Write what is at an address, whole, into the file `into`. Raises FetchError."""
    end = time.monotonic() + seconds
    try:
        for _ in range(REDIRECTS + 1):
            onward = _fetch(address, into, megabytes * MEGABYTE, end)
            if onward is None:
                return
            address = urljoin(address, onward)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= end:
            raise FetchError("It took too long.") from error
        raise FetchError(f"It cannot be reached, or was cut off: {error or type(error).__name__}.") from error
    raise FetchError(f"It redirects more than {REDIRECTS} times.")


def _fetch(address, into, limit, end):
    """Where a redirect leads; None when the whole file is written."""
    parts = urlsplit(address)
    with _connection(parts, end) as connection, _closed_at(end, connection.sock):
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{_query(parts)}" if parts.query else "")
        connection.request("GET", path, headers={"Accept-Encoding": "identity", "User-Agent": "mmn hold_files"})
        response = connection.getresponse()
        if response.status in (301, 302, 303, 307, 308) and response.headers.get("Location"):
            return response.headers["Location"]
        if response.status != http.HTTPStatus.OK:
            raise FetchError(f"It answers {response.status} {response.reason}.")
        _write(response, into, limit, end)
    return None


def _query(parts):
    return quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")


def _write(response, into, limit, end):
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise FetchError("It is sent compressed, though asked for as it is.")
    announced = None if response.chunked else response.length  # http.client counts it down
    too_large = FetchError(f"It is larger than {limit // MEGABYTE} MB.")
    if announced is not None and announced > limit:
        raise too_large
    into.seek(0)
    into.truncate()
    written = 0
    while part := response.read(1 << 16):
        written += len(part)
        if written > limit:
            raise too_large
        into.write(part)
    if time.monotonic() >= end:
        raise FetchError("It took too long.")
    if announced is not None and written != announced:
        raise FetchError(f"It was cut off: {written:,} of {announced:,} bytes came.")


@contextlib.contextmanager
def _connection(parts, end):
    """An HTTP connection to an address that was checked, at a socket of our own."""
    if parts.scheme not in PORTS or not parts.hostname:
        raise FetchError("It is no http:// or https:// address.")
    if parts.username is not None or parts.password is not None:
        raise FetchError("Its address holds a name or password.")
    host, port = parts.hostname.encode("idna").decode(), parts.port or PORTS[parts.scheme]
    sock = _socket(host, port, min(CONNECT_SECONDS, max(0.1, end - time.monotonic())))
    try:
        kind = http.client.HTTPConnection
        if parts.scheme == "https":
            context = ssl.create_default_context()
            sock = context.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
            with _closed_at(end, sock):
                sock.do_handshake()
            kind = http.client.HTTPSConnection
        connection = kind(host, port)
        connection.auto_open = False
        connection.sock = sock
        with contextlib.closing(connection):
            yield connection
    finally:
        sock.close()


def _socket(host, port, seconds):
    """Connected to what a name resolves to: asked once, and refused if any of it is not allowed."""
    found = [(family, place) for family, *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(is_allowed(*place[:2]) for _, place in found):
        raise FetchError("Its address is not on the public network.")
    failure = None
    for family, place in found:
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.settimeout(seconds)
        try:
            sock.connect(place)
        except OSError as error:
            sock.close()
            failure = error
        else:
            return sock
    raise failure


@contextlib.contextmanager
def _closed_at(end, sock):
    """Whatever trickles in: at that moment the connection is shut down."""

    def shut():
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(0, end - time.monotonic()), shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
