"""gunicorn's threads, with a deadline for whoever is slow to ask, and threads of their own for who waits.

gunicorn 27 waits without end for the rest of a request line, of headers or of a body, and each that it waits for holds
a thread. Here requests are received by many threads and worked on by few (each of which keeps a connection to the
database); what is not asked within ten seconds is cut off, and a short body is read before any work begins.
"""

import contextlib
import io
import socket
import time
from concurrent.futures import ThreadPoolExecutor

from gunicorn.workers.gthread import ThreadWorker

RECEIVING = 200  # clients at once in one process; a thread that waits costs little
SECONDS = 10  # for the head of a request, and for a body that is read at once
SHORT = 1024 * 1024  # bytes; what is longer is an upload of the secretariat, and read as it comes
STALLED_SECONDS = 30  # in the midst of an upload
HEALTH = "/healthz"  # for whoever watches the site: never waits for other work


class DeadlineWorker(ThreadWorker):
    def get_thread_pool(self):
        self.receiving = {}  # {connection: when it is cut off}
        self.at_work, self.on_health = ThreadPoolExecutor(self.cfg.threads), ThreadPoolExecutor(1)
        return ThreadPoolExecutor(RECEIVING)

    def handle(self, conn):
        self.receiving[conn] = time.monotonic() + SECONDS
        try:
            return super().handle(conn)
        finally:
            self.receiving.pop(conn, None)

    def handle_request(self, req, conn):
        headers = dict(req.headers)
        length = headers.get("CONTENT-LENGTH", "")
        if length.isdigit() and int(length) <= SHORT and "EXPECT" not in headers:  # who expects an answer waits for it
            body = req.body.read(int(length))
            if len(body) < int(length):
                return False  # cut off, or gone
            req.body = io.BytesIO(body)
        else:
            conn.sock.settimeout(STALLED_SECONDS)
        self.receiving.pop(conn, None)
        threads = self.on_health if req.path == HEALTH else self.at_work
        return threads.submit(super().handle_request, req, conn).result()

    def murder_pending(self):
        """Called by the worker’s loop, once a second at least."""
        super().murder_pending()
        now = time.monotonic()
        for conn, deadline in list(self.receiving.items()):
            if now > deadline:
                with contextlib.suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RDWR)  # its thread wakes up to the end of what was sent
