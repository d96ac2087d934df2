"""Files that belong to records: one whose record was not saved leaves nothing behind."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from django.core.files.storage import FileSystemStorage

written: ContextVar[list[tuple[FileSystemStorage, str]] | None] = ContextVar("written", default=None)


class RecordStorage(FileSystemStorage):
    """A file is there whole or not at all, and goes again if what it was written for fails."""

    def _save(self, name, content):
        existed = self.exists(name)
        try:
            saved = super()._save(name, content)
        except OSError:
            if not existed:
                with suppress(OSError):
                    self.delete(name)
            raise
        if (names := written.get()) is not None:
            names.append((self, saved))
        return saved


@contextmanager
def undone_with_record() -> Iterator[None]:
    """Around a transaction: when it fails, the files that it wrote are removed."""
    names: list[tuple[FileSystemStorage, str]] = []
    token = written.set(names)
    try:
        yield
    except BaseException:
        for storage, name in names:
            with suppress(OSError):
                storage.delete(name)
        raise
    finally:
        written.reset(token)
