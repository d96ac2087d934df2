"""Documents: PDF files that open, do nothing by themselves, are known by their checksum, and are written whole."""

import errno
import hashlib
import os
import tempfile

from django.core.exceptions import ValidationError

MEGABYTES = 60
PROGRAMS = ("/JavaScript", "/Launch")
FULL = [errno.ENOSPC, errno.EDQUOT]
CARRIERS = ("/FileAttachment", "/RichMedia")


def validate_pdf(file):
    """Raises ValidationError, in words, for what is not a plain, readable PDF."""
    if getattr(file, "_committed", False):
        return
    if file.size > MEGABYTES * 1024 * 1024:
        raise ValidationError(f"This file is larger than {MEGABYTES} MB. Save it smaller and choose it again.")
    import pikepdf  # slow to import, and only needed when a file comes in

    try:
        file.seek(0)
        with pikepdf.open(file) as pdf:
            refuse_active_content(pdf)
    except pikepdf.PasswordError:
        raise ValidationError("This PDF is locked with a password. Save it without one and choose it again.") from None
    except pikepdf.PdfError:
        raise ValidationError("This file is not a PDF that can be opened. Choose another one.") from None
    finally:
        file.seek(0)


def refuse_active_content(pdf):
    """Wherever it hides: in the document, a page, a link or a form."""
    for found in dictionaries(pdf):
        if "/JS" in found or found.get("/S") in PROGRAMS:
            raise ValidationError("This PDF runs a program when it is read. Print it to a new PDF and choose that one.")
        if "/EF" in found or found.get("/Subtype") in CARRIERS:
            raise ValidationError("This PDF carries other files inside. Print it to a new PDF and choose that one.")


def dictionaries(pdf):
    """Every dictionary of the file. Those that others refer to stand in its list of objects; the rest lie in them."""
    import pikepdf

    waiting = list(pdf.objects)
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            yield found
            inside = dict(
                found.items() if isinstance(found, pikepdf.Dictionary) else found.stream_dict.items()
            ).values()
        elif isinstance(found, pikepdf.Array):
            inside = found
        else:
            continue
        waiting += [one for one in inside if isinstance(one, pikepdf.Object) and not one.is_indirect]


def sha256(file):
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def unwritten(error):
    """What an OSError that kept a file from being written says, in words for the secretariat."""
    why = "The disk is full" if error.errno in FULL else error.strerror or error
    return f"The files could not be written: {why}."


def write_whole(path, content, *, mode=0o640):
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
