"""Documents that come in: PDF files that do nothing by themselves."""

import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from core.files import validate_pdf

SCRIPT = "<< /S /JavaScript /JS (app.alert(1)) >>"


def pdf(root="", page="", **saving):
    made = pikepdf.new()
    made.add_blank_page()
    for place, extra in ((made.Root, root), (made.pages[0].obj, page)):
        for name, value in pikepdf.Object.parse(f"<< {extra} >>".encode()).items():
            place[name] = value
    out = io.BytesIO()
    made.save(out, **saving)
    return ContentFile(out.getvalue(), name="report.pdf")


@pytest.mark.parametrize(
    "root",
    [
        "",
        "/OpenAction [null /Fit]",  # where to open it, as LaTeX and layout programs say
        "/OpenAction << /S /GoTo /D [null /Fit] >>",
        "/OpenAction (chapter)",
        "/OpenAction /Chapter",
        "/OpenAction 7 /Names 7 /AA 7",
        "/Names [1 2]",
        "/S [1] /EF2 << /S << /S 1 >> >> /Subtype 7",
    ],
)
def test_a_plain_file_is_taken(root):
    validate_pdf(pdf(root))


@pytest.mark.parametrize(
    "places",
    [
        {"root": f"/OpenAction {SCRIPT}"},
        {"root": "/OpenAction << /S /Launch /F (calc.exe) >>"},
        {"root": f"/OpenAction << /S /GoTo /D [null /Fit] /Next {SCRIPT} >>"},
        {"root": f"/AA << /WC {SCRIPT} >>"},
        {"root": f"/Names << /JavaScript << /Names [(a) {SCRIPT}] >> >>"},
        {"page": f"/AA << /O {SCRIPT} >>"},
        {"page": f"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A {SCRIPT} >>]"},
    ],
)
def test_a_program_is_refused_wherever_it_hides(places):
    with pytest.raises(ValidationError, match="runs a program"):
        validate_pdf(pdf(**places))


@pytest.mark.parametrize(
    "places",
    [
        {"root": "/Names << /EmbeddedFiles << /Names [(a) << /F (a.exe) /EF << /F 7 >> >>] >> >>"},
        {"page": "/Annots [<< /Subtype /FileAttachment /Rect [0 0 9 9] >>]"},
    ],
)
def test_a_file_within_the_file_is_refused(places):
    with pytest.raises(ValidationError, match="carries other files"):
        validate_pdf(pdf(**places))


def test_a_locked_file_is_refused():
    with pytest.raises(ValidationError, match="locked"):
        validate_pdf(pdf(encryption=pikepdf.Encryption(owner="a", user="b")))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"<html></html>", b"\0" * 1000])
def test_what_is_no_pdf_is_refused(content):
    with pytest.raises(ValidationError, match="not a PDF"):
        validate_pdf(ContentFile(content, name="report.pdf"))
