"""How gunicorn serves the site; it reads this file by itself. Override with GUNICORN_CMD_ARGS."""

import gc
import os
from pathlib import Path

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"

# Two processes, because a report keeps one core busy; four requests at once in each. Slow clients hold none of them.
worker_class = "mmn.gunicorn_worker.DeadlineWorker"
workers = 2
threads = 4

timeout = 120  # a long report on a slow machine
graceful_timeout = 30  # a reload lets a running request finish
keepalive = 5
control_socket_disable = True
loglevel = "warning"
forwarder_headers = ""  # no client, and no proxy, says which part of an address is the site’s
# The heartbeat file on a busy disk can get a healthy worker killed; memory is never that slow.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  gunicorn picks the name


def when_ready(server):
    print(f"\nThe site is open at http://127.0.0.1:{server.address[0][1]}/ - Ctrl+C stops it.\n", flush=True)


def post_worker_init(worker):
    gc.collect()
    gc.freeze()  # what was read at the start stays: to look through it again and again costs a long page a twentieth
