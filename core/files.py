"""Documents: PDF files that open, do nothing by themselves, are known by their checksum, and are written whole."""

import errno
import hashlib
import os
import tempfile
from io import BufferedReader
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.inspection.client import TOO_COSTLY, InspectionError, inspect

MEGABYTES = 60
WORDS = {
    "not_pdf": _("This file is not a PDF that can be opened. Choose another one."),
    "damaged": _("This PDF is damaged or cut off. Save it again where it was made, and choose that one."),
    "locked": _("This PDF is locked with a password. Save it without one and choose it again."),
    "active": _(
        "This PDF runs a program when it is read, or sends what is filled in. Print it to a new PDF and choose that "
        "one."
    ),
    "carries_files": _("This PDF carries other files inside. Print it to a new PDF and choose that one."),
    "outside_file": _("This PDF points to a file outside of itself. Print it to a new PDF and choose that one."),
    "odd_link": _(
        "This PDF has a link that is no web or mail address: “%(address)s”. Print it to a new PDF and choose that one."
    ),
    TOO_COSTLY: _("This PDF takes too much memory or time to open. Print it to a new PDF and choose that one."),
}
FULL = [errno.ENOSPC, errno.EDQUOT]


def validate_pdf(file: File) -> None:
    """Raises ValidationError, in words, for what is not a whole, readable PDF that does nothing by itself."""
    if getattr(file, "_committed", False):
        return
    if file.size > MEGABYTES * 1024 * 1024:
        words = _("This file is larger than %(number)s MB. Save it smaller and choose it again.")
        raise ValidationError(words % {"number": MEGABYTES})
    try:
        inspect("document", file)
    except InspectionError as error:
        raise ValidationError(WORDS[error.code] % error.facts) from None


class DocumentField(models.FileField):
    """A PDF, known by its content whatever its file is called: the model's `upload_to` names it anew."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 400, **kwargs, "validators": [validate_pdf]})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {key: value for key, value in kwargs.items() if key not in ("upload_to", "validators")}

    def formfield(self, **kwargs):
        return super().formfield(**{"max_length": None, **kwargs})


def sha256(file: BufferedReader | File) -> str:
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def unwritten(error: OSError) -> str:
    """What an OSError that kept a file from being written says, in words for the secretariat."""
    why = _("The disk is full") if error.errno in FULL else error.strerror or error
    return _("The files could not be written: %(why)s.") % {"why": why}


def write_whole(path: Path, content: bytes, *, mode: int = 0o640) -> None:
    """All or nothing: the name appears only when the whole content is on disk."""
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name itself, too
    finally:
        os.close(folder)
