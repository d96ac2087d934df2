"""A cache in a folder, for all processes of one machine: what they count together needs no server of its own."""

from pathlib import Path

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks


class SharedFileCache(FileBasedCache):
    """Django’s, but of two processes that add one key at once, one alone succeeds: it can serve as a lock."""

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        self._createdir()
        with open(Path(self._dir) / "lock", "ab") as lock:
            locks.lock(lock, locks.LOCK_EX)
            return super().add(key, value, timeout, version)
