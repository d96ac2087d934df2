"""The change token of the database: whether anything at all was written since a moment, without reading one record."""

import contextlib
import os
import time
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.db import DatabaseError, connection
from django.utils import timezone

from core.l10n import time_zones

Value = TypeVar("Value")
SETTLED_SECONDS = 1  # two writes at once can bear the same time, and a commit is read only once it is on the disk


def current() -> str | tuple | None:
    """What becomes another with every commit of anybody; None where that cannot be told.

    Of PostgreSQL both what is written, which one's own writes move before they are committed, and whose commits are
    seen: between the two a commit is in the log, and nobody reads it yet.
    """
    if connection.vendor == "sqlite":
        return _of_files(str(connection.settings_dict["NAME"]))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_insert_lsn()::text || ' ' || pg_current_snapshot()::text")
            return cursor.fetchone()[0]
    return None


def _of_files(name):
    """Of the database and its journal; a database in memory has none. Reading alone leaves an empty journal."""
    try:
        found = [os.stat(path) for path in (name, f"{name}-wal") if os.path.exists(path)]
    except OSError:  # the journal went away between the two questions
        return None
    found = [file for file in found if file.st_size]
    if not found or max(file.st_mtime for file in found) > time.time() - SETTLED_SECONDS:
        return None
    return tuple((file.st_mtime_ns, file.st_size) for file in found)


def current_state() -> tuple | None:
    """What something that was read stays true under; None where it cannot be told, or the database does not answer."""
    with contextlib.suppress(DatabaseError):
        token = current()
        return None if token is None else (token, timezone.localdate(timezone=time_zones.used()))
    return None


def read_once(read: Callable[[], Value]) -> Callable[[], Value]:
    """Read what every page needs once for as long as nothing is written; within a transaction, anew each time."""
    kept = None

    @wraps(read)
    def known():
        nonlocal kept
        state = None if connection.in_atomic_block else current_state()
        if state is None:
            return read()
        if kept is None or kept[0] != state:
            value = read()
            if current_state() != state:  # something was written meanwhile
                return value
            kept = state, value
        return kept[1]

    return known
