"""Pages in CPU per request of the whole process tree, kept and made anew, beside a minimal project, interleaved;
kept on PostgreSQL too, where there is one; and anew of a hundred times the record, beside the record as it is."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager

from django.conf import settings

from tests.bench.processes import processor_seconds, tree

ROUNDS = 3
LARGE = "large.sqlite3"  # in VAR_DIR
PAGES = ["/", "/members/", "/members/map-foundation/", "/events/2014/", "/events/", "/publications/"]
REPORT_PAGE = "/annual-reports/2014/"
PAGES += ["/organisations/", "/events/calendar.ics", REPORT_PAGE]


def pages():
    """{page: {"kept": × the bare view, "anew": × the minimal list, "growth": × itself, of the record as it is,
    "postgresql": kept there × the bare view}}, the last two where they were measured"""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        minimal = {"BENCH_DATABASE": f"{folder}/minimal.sqlite3"}
        yardstick = servers.enter_context(serving("tests.bench.minimal:application", minimal))
        kept = servers.enter_context(serving("mmn.wsgi", {"PAGE_CACHE_MEGABYTES": "32"}))
        anew = servers.enter_context(serving("mmn.wsgi", {"PAGE_CACHE_MEGABYTES": "0"}))
        large = {"PAGE_CACHE_MEGABYTES": "0", "DATABASE_URL": f"sqlite:///{settings.VAR_DIR / LARGE}"}
        large = servers.enter_context(serving("mmn.wsgi", large))
        cases = {("bare",): (yardstick, "/bare/", 2000), ("list",): (yardstick, "/list/", 150)}
        for page in PAGES:
            cases |= {(page, "kept"): (kept, page, 1000), (page, "anew"): (anew, page, 30)}
            if page != REPORT_PAGE:
                cases[page, "large"] = (large, page, 30)
        if url := os.environ.get("BENCH_POSTGRESQL"):
            there = servers.enter_context(serving("mmn.wsgi", {"PAGE_CACHE_MEGABYTES": "32", "DATABASE_URL": url}))
            cases |= {(page, "postgresql"): (there, page, 1000) for page in PAGES}
        for server, path, _ in cases.values():
            ask(server, path, 10)
        spent = {name: [] for name in cases}
        for _ in range(ROUNDS):
            for name, case in cases.items():
                spent[name].append(cost(*case))
    middle = {name: statistics.median(times) for name, times in spent.items()}
    compared_with = {
        "kept": lambda page: ("bare",),
        "postgresql": lambda page: ("bare",),
        "anew": lambda page: ("list",),
    }
    compared_with["large"] = lambda page: (page, "anew")
    return {
        page: {
            kind: middle[page, kind] / middle[of(page)] for kind, of in compared_with.items() if (page, kind) in middle
        }
        for page in PAGES
    }


@contextmanager
def serving(application, more):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application]
    server = subprocess.Popen(command, env=os.environ | more | {"PORT": str(port)}, stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield server, port
    finally:
        server.terminate()
        server.wait()


def ask(server, path, times):
    connection = http.client.HTTPConnection("127.0.0.1", server[1], timeout=60)
    for _ in range(times):
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, f"{path} answers {answer.status}"
    connection.close()


def cost(server, path, times):
    workers = tree(server[0].pid)
    before = sum(map(processor_seconds, workers))
    ask(server, path, times)
    return (sum(map(processor_seconds, workers)) - before) / times
