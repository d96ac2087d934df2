"""Unchanged: whether anything at all was written to the database since a moment, without reading one record."""

import os
import time

from django.db import connection

SETTLED_SECONDS = 0.1  # two writes nearer than this can bear the same time


def stamp():
    """What becomes another with every commit of anybody; None where that cannot be told."""
    if connection.vendor == "sqlite":
        return _of_files(str(connection.settings_dict["NAME"]))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_insert_lsn()::text")
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
