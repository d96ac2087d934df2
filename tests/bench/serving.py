"""A download that finds nothing changed, beside a static file of the same size, from the same gunicorn."""

import http.client
import os
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

from django.conf import settings

from tests.bench.processes import processor_seconds, tree

REQUESTS = 150


def served():
    size = release()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"PORT": str(port), "SITE_URL": settings.SITE_URL}
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    (settings.STATIC_ROOT / "like.pdf").write_bytes(os.urandom(size))
    return _compare(environment, port, size)


def release():
    """Release the record of 2014 as the worker does, but for the check. Returns the size of its PDF."""
    from django.contrib.auth import get_user_model

    from reports.models import AnnualReport, Publishing
    from reports.releases import publishing

    AnnualReport.objects.update(status="published")
    report = AnnualReport.objects.get(slug="2014")
    attempt = Publishing.objects.create(report=report, asked_by=get_user_model().objects.create_superuser("bench"))
    publishing.run(attempt, token="")
    return report.releases.get().path("pdf").stat().st_size


def _start(environment, port):
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "mmn.wsgi"], env=environment, stdout=subprocess.DEVNULL
    )
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return server
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("gunicorn does not answer")


def _stop(server):
    server.terminate()
    server.wait()


def _get(connection, path):
    for _ in range(5):
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read()
        if response.status not in (301, 302):
            assert response.status == 200, f"{path} answers {response.status}"
            return body
        path = urlsplit(response.headers["Location"]).path
    raise RuntimeError(f"{path} redirects for ever")


def _compare(environment, port, size):
    server = _start(environment, port)
    spent = {"report": [0, 0], "static": [0, 0]}
    paths = {"report": "/annual-reports/2014.pdf", "static": "/static/like.pdf"}
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for turn in range(2 + 5):
            for kind, path in paths.items():
                cpu, wall = _cost(server, connection, path)
                if turn > 1:  # until then processes, threads and caches come to life
                    spent[kind][0] += cpu
                    spent[kind][1] += wall
    finally:
        _stop(server)
    figures = {f"{kind}_{name}": spent[kind][at] for kind in spent for at, name in enumerate(("cpu", "wall"))}
    return figures | {"bytes": size}


def _cost(server, connection, path):
    workers = tree(server.pid)
    cpu, wall = sum(map(processor_seconds, workers)), time.perf_counter()
    for _ in range(REQUESTS):
        _get(connection, path)
    return sum(map(processor_seconds, workers)) - cpu, time.perf_counter() - wall
