"""The PDF worker: a process that has WeasyPrint's modules and fonts ready, and lays out each document in a child.

`core.pdf.client` starts it with `python -m core.pdf.worker SOCKET` and hands it, for each document, one end of a
connection and of a pipe. The child it forks has limits on memory and processor time, dies when the pipe is closed at
the other end (and so with whoever asked), and knows neither Django nor the database: it reads the files that the
order names and nothing else. Its answers are JSON, but for the PDF itself.
"""

import contextlib
import fcntl
import gc
import json
import os
import resource
import select
import shutil
import signal
import socket
import sys
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TextIO

STARTED, PROGRESS, FAILED, PRINTED = "started", "progress", "failed", "printed"
FOLDER = "mmn-pdf-worker-"


def main(orders: socket.socket) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends whoever asked, and the PDF worker follows
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    signal.signal(signal.SIGCHLD, reap)
    clean_temp(tempfile.gettempdir(), FOLDER)
    folder = tempfile.tempdir = tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-")
    try:
        warm_up()
        while handles := socket.recv_fds(orders, 1, 2)[1]:
            clean_temp(folder, "")
            with contextlib.suppress(EOFError, OSError):  # whoever asked has gone
                take(orders, *handles)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def warm_up() -> None:
    """Read what every layout needs; the children find it in their memory."""
    import pikepdf  # noqa: F401  opens the finished file again
    from PIL import Image

    from core.pdf import patches
    from core.pdf.layout import layout

    patches.apply()
    Image.preinit()
    layout("<!doctype html><html lang='en'><title>Warm</title><p>Warm</p></html>", "http://warm.invalid/", {}, [])
    gc.collect()
    gc.freeze()  # what is shared with the children stays shared


def reap(*_: object) -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def clean_temp(folder: str, prefix: str) -> None:
    """Remove what processes that were killed have left: folders named by the process that made them."""
    for left in Path(folder).glob(f"{prefix}*-*"):
        if not Path("/proc", left.name.removeprefix(prefix).split("-")[0]).exists():
            shutil.rmtree(left, ignore_errors=True)


def take(orders: socket.socket, answers: int, life: int) -> None:
    """One order: read here, laid out in a child."""
    with Connection(answers) as connection, os.fdopen(life) as lifeline:
        order = json.loads(connection.recv_bytes())
        if os.fork() == 0:
            try:
                orders.close()
                work(connection, lifeline, **order)
            finally:
                os._exit(1)


def work(
    connection: Connection,
    lifeline: TextIO,
    *,
    html: str,
    base_url: str,
    photos: dict[str, str],
    folders: list[str],
    megabytes: int,
    processor_seconds: int,
) -> None:
    from core.pdf.layout import LayoutError, print_document

    def send(kind, *facts):
        connection.send_bytes(json.dumps([kind, *facts]).encode())

    live_no_longer_than(lifeline)
    send(STARTED, os.getpid())
    exceeded: list[str] = []
    try:
        limit(megabytes, processor_seconds, exceeded)
        with tempfile.TemporaryDirectory(prefix=f"{os.getpid()}-") as tempfile.tempdir:
            pdf, beyond = print_document(html, base_url, photos, folders, lambda *step: send(PROGRESS, *step))
    except LayoutError as error:  # also of a file that was being read when the time was up
        send(FAILED, *(("processor", "", {}) if exceeded else ("layout", error.words, error.values)))
    except MemoryError:
        resource.setrlimit(resource.RLIMIT_DATA, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        send(FAILED, "memory", "", {})
    except TimeoutError:
        send(FAILED, "processor", "", {})
    except RecursionError:
        send(FAILED, "depth", "", {})
    else:
        send(PRINTED, beyond)
        connection.send_bytes(pdf)
        os._exit(0)


def live_no_longer_than(lifeline: TextIO) -> None:
    """Let the kernel end this process when the other end of the pipe is closed, whatever it is doing then."""
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    if select.select([lifeline], [], [], 0)[0]:
        os._exit(1)


def limit(megabytes: int, processor_seconds: int, exceeded: list[str]) -> None:
    """What the kernel sees to. Whoever asked watches the memory and is first to say that it is too much: at a limit
    of the kernel's, libraries in C end the process without a word. This one is for what grows at one leap.
    """

    def too_long(*_):
        exceeded.append("processor")
        raise TimeoutError

    signal.signal(signal.SIGXCPU, too_long)
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, ((megabytes + megabytes // 4 + 64) * 1024 * 1024, hard))
    resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
