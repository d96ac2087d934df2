"""What a download of the latest release costs, against a static file of the same size through the same server.

.venv/bin/python -m tests.bench_serving
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUESTS = 200  # in a round; rounds alternate, and each is compared with its neighbour
ROUNDS = 11
RELEASE, STATIC = "/annual-reports/2014.pdf", "/static/same-size.pdf"
MAKE_READY = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from reports import current
from reports.models.release import ReleaseStorage
from tests.factories import make_annual_report, make_release
path = ReleaseStorage().base_location / make_release(report=make_annual_report(slug="2014")).file.name
path.parent.mkdir(parents=True)
path.write_bytes(open(sys.argv[1], "rb").read())
current.point()
"""


def download_ratios(size=450_000):
    """CPU of the server's processes for a release, as a ratio to a static file: {"whole": …, "unchanged": …}."""
    with tempfile.TemporaryDirectory() as folder:
        static = Path(folder) / "static" / "same-size.pdf"
        static.parent.mkdir()
        static.write_bytes(b"%PDF" + os.urandom(size - 4))
        port = free_port()
        where = {"VAR_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "PORT": str(port)}
        environment = {**os.environ, **where, "SECRET_KEY": "bench", "ALLOWED_HOSTS": "127.0.0.1", "SECURE": "off"}
        environment |= {"DJANGO_SETTINGS_MODULE": "mmn.settings", "SITE_URL": f"http://127.0.0.1:{port}"}
        make_ready = [sys.executable, "-c", "import sys" + MAKE_READY, str(static)]
        subprocess.run(make_ready, cwd=ROOT, env=environment, check=True)
        command = [sys.executable, "-m", "gunicorn", "mmn.wsgi"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        try:
            return measure(server.pid, port)
        finally:
            server.terminate()
            server.wait()


def measure(pid, port):
    connection = connect(port)
    answer = ask(connection, RELEASE), ask(connection, STATIC)
    assert [status for status, _, _ in answer] == [200, 200] and answer[0][1] == answer[1][1]
    found = {}
    for name, headers in {"whole": lambda etag: {}, "unchanged": lambda etag: {"If-None-Match": etag}}.items():
        costs = {address: [] for address in (RELEASE, STATIC)}
        for _ in range(ROUNDS):
            for address, (_, _, etag) in zip((RELEASE, STATIC), answer, strict=True):
                costs[address].append(cost(pid, connection, address, headers(etag)))
        found[name] = statistics.median(one / other for one, other in zip(*costs.values(), strict=True))
    return found


def cost(pid, connection, address, headers):
    before = processor_seconds(pid)
    for _ in range(REQUESTS):
        ask(connection, address, headers)
    return processor_seconds(pid) - before


def ask(connection, address, headers=()):
    connection.request("GET", address, headers=dict(headers))
    answer = connection.getresponse()
    return answer.status, len(answer.read()), answer.headers["ETag"]


def processor_seconds(pid):
    """Of a process and its children, every thread, to the nanosecond."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9 + sum(map(processor_seconds, children))


def connect(port):
    for _ in range(150):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


if __name__ == "__main__":
    for name, ratio in download_ratios().items():
        print(f"a download of the latest release, {name}: {ratio:.2f} × a static file of the same size")
