"""Files as they come in. Where the disk takes no more, the form is read all the same: nothing typed is lost."""

import errno
from contextlib import suppress

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest


class UnwrittenFile(SimpleUploadedFile):
    """The name of a file whose content could not be written, and why."""

    def __init__(self, name, error):
        super().__init__(name, b"")
        self.error = error


class DiskUploadHandler(TemporaryFileUploadHandler):
    """Django’s, for files too large to be held in memory; `refuse_unwritten` says later what went wrong here."""

    def new_file(self, *args, **kwargs):
        self.error = None
        self._write(super().new_file, *args, **kwargs)

    def receive_data_chunk(self, raw_data, start):
        if not self.error:
            self._write(super().receive_data_chunk, raw_data, start)

    def file_complete(self, file_size):
        file = None if self.error else self._write(super().file_complete, file_size)
        return file or UnwrittenFile(self.file_name, self.error)

    def _write(self, write, *args, **kwargs):
        try:
            return write(*args, **kwargs)
        except OSError as error:
            self.error = error
            with suppress(OSError, AttributeError):  # the folder took no file at all
                self.file.close()


def refuse_unwritten(request: HttpRequest) -> None:
    """Raises OSError where a file of the form could not be written."""
    for file in (one for _, several in request.FILES.lists() for one in several):
        if isinstance(file, UnwrittenFile):
            raise OSError(errno.EIO, "An upload could not be written") from file.error
