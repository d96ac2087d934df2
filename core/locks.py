"""Locks between processes, as files: the system frees one when its holder dies, however it dies."""

import contextlib
import fcntl
import time
from collections.abc import Iterator

from django.conf import settings


class Held(Exception):
    """Somebody else holds the lock."""


@contextlib.contextmanager
def lock(name: str, *, patience: float | None = None) -> Iterator[None]:
    """Hold the lock of this name. Raises Held after `patience` seconds; without it, waits for as long as it takes."""
    settings.REPORTS_ROOT.mkdir(parents=True, exist_ok=True)
    with open(settings.REPORTS_ROOT / f"{name}.lock", "a") as file:
        if patience is None:
            fcntl.flock(file, fcntl.LOCK_EX)
        else:
            _try(file, fcntl.LOCK_EX, patience)
        yield


def is_held(name: str) -> bool:
    path = settings.REPORTS_ROOT / f"{name}.lock"
    if not path.exists():
        return False
    with open(path) as file:
        try:
            _try(file, fcntl.LOCK_SH, 0)  # shared: who only looks keeps nobody else from looking
        except Held:
            return True
    return False


def _try(file, kind, patience):
    end = time.monotonic() + patience
    while True:
        try:
            return fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                raise Held(file.name) from None
            time.sleep(0.05)
