"""Documents that come in: PDF files that do nothing by themselves."""

import io
import resource
import struct
import warnings
import zlib

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from core.files import validate_pdf

pytestmark = pytest.mark.slow

SCRIPT = "<< /S /JavaScript /JS (app.alert(1)) >>"


def pdf(root="", page="", **saving):
    made = pikepdf.new()
    made.add_blank_page()
    for place, extra in ((made.Root, root), (made.pages[0].obj, page)):
        for name, value in pikepdf.Object.parse(f"<< {extra} >>".encode()).items():
            place[name] = value
    out = io.BytesIO()
    with warnings.catch_warnings(action="ignore"):  # that a form was put in by hand
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


LINK = "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI ({}) >> >>]"


@pytest.mark.parametrize(
    "page",
    [
        *map(LINK.format, ("https://example.org/a?b=c", "HTTP://example.org", "mailto:office@example.org")),
        "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /GoTo /D [null /Fit] >> /F 4 >>]",
        "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /Dest [null /Fit] /BS << /S /S /W 1 >> >>]",
        "/Trans << /S /Dissolve >> /Group << /S /Transparency /CS /DeviceRGB >>",
        "/Thread << /S /P /A << /O /Layout /Placement /Block >> >>",  # as an element of the structure is written
    ],
)
def test_validate_pdf_takes_links_and_looks(page):
    validate_pdf(pdf(page=page))


@pytest.mark.parametrize(
    "kind",
    [
        *("SubmitForm", "ImportData", "ResetForm", "GoToR", "GoToE", "Launch", "Named", "Hide", "Thread", "Sound"),
        *("Movie", "SetOCGState", "Rendition", "Trans", "GoTo3DView", "RichMediaExecute", "Unheard"),
    ],
)
@pytest.mark.parametrize(
    "place",
    [
        "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A {} >>]",
        "/Annots [<< /Subtype /Widget /Rect [0 0 9 9] /AA << /U {} >> >>]",
        "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /GoTo /D [null /Fit] /Next [{}] >> >>]",
        "/AA << /O {} >>",
        "/PieceInfo << /Any << /Type /Action /S {} >> >>",
    ],
)
def test_validate_pdf_refuses_all_other_actions(kind, place):
    action = f"/{kind}" if "/Type" in place else f"<< /S /{kind} >>"
    with pytest.raises(ValidationError, match="runs a program when it is read, or sends what is filled in"):
        validate_pdf(pdf(page=place.format(action)))


@pytest.mark.parametrize(
    "address",
    [
        "file:///C:/x.exe",
        "javascript:app.alert(1)",
        r"\\\\\\\\server\\\\share",
        "//server/share",
        "smb://server/a",
        "",
        "page.html",
        *("ftp://example.org/a", "https:", "data:text/html,a", r"https://example.org\\\\share"),
    ],
)
def test_validate_pdf_refuses_odd_links(address):
    with pytest.raises(ValidationError, match="a link that is no web or mail address"):
        validate_pdf(pdf(page=LINK.format(address)))


@pytest.mark.parametrize(
    "page",
    [
        r"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /PA << /Type /Filespec /F (\\\\server\\share\\a) >> >>]",
        "/Ref << /F << /Type /Filespec /UF (a.pdf) >> >>",
    ],
)
def test_validate_pdf_refuses_outside_files(page):
    with pytest.raises(ValidationError, match="points to a file outside"):
        validate_pdf(pdf(page=page))


def test_validate_pdf_refuses_xfa():
    with pytest.raises(ValidationError, match="runs a program"):
        validate_pdf(pdf("/AcroForm << /XFA (a) /Fields [] >>"))


def test_validate_pdf_takes_a_plain_form():
    validate_pdf(pdf("/AcroForm << /Fields [] /DA (/Helv 0 Tf) >>"))


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_validate_pdf_refuses_a_file_cut_off(share):
    whole = pdf().read()
    with pytest.raises(ValidationError, match="damaged or cut off"):
        validate_pdf(ContentFile(whole[: int(len(whole) * share)], name="report.pdf"))


def test_validate_pdf_refuses_references_that_lead_nowhere():
    whole = pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable).read()
    with pytest.raises(ValidationError, match="damaged"):
        validate_pdf(ContentFile(whole.replace(b"%PDF", b"%PDF-1.4 shifted\n%PDF", 1).replace(b"1 0 obj", b"9 9 obj")))


def grown(validate, file):
    """The error of a hostile file, and by how many MB this process grew while it was opened."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ValidationError) as error:
        validate(file)
    return " ".join(error.value.messages), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def bomb(megabytes):
    """A file whose only stream of objects unpacks to so much; every reader must unpack it to find the catalogue."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"1 0 2 32 " + b"<</Type/Catalog/Pages 2 0 R>>   <</Type/Pages/Count 0/Kids[]>>")
    packed += b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes)) + packer.flush()
    head = b"%PDF-1.5\n"
    stream = b"3 0 obj <</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    stream += packed + b"\nendstream\nendobj\n"
    at = len(head) + len(stream)
    rows = [(0, 0, 65535), (2, 3, 0), (2, 3, 1), (1, len(head), 0), (1, at, 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    references = b"4 0 obj <</Type/XRef/Size 5/W[1 4 2]/Root 1 0 R/Length %d>>\nstream\n%s\nendstream\nendobj\n"
    return head + stream + references % (len(table), table) + b"startxref\n%d\n%%%%EOF\n" % at


def test_validate_pdf_survives_objects_that_unpack_to_much():
    small, large = bomb(1), bomb(800)
    assert len(large) < 900_000
    validate_pdf(ContentFile(small, name="small.pdf"))
    words, megabytes = grown(validate_pdf, ContentFile(large, name="bomb.pdf"))
    assert megabytes < 50
    assert "too much memory or time" in words or "damaged" in words  # as qpdf takes it, out of memory


def test_validate_pdf_refuses_hundreds_of_thousands_of_objects():
    made = pikepdf.new()
    made.add_blank_page()
    made.Root.Many = pikepdf.Array([made.make_indirect(pikepdf.Dictionary()) for _ in range(400_000)])
    out = io.BytesIO()
    made.save(out)
    words, megabytes = grown(validate_pdf, ContentFile(out.getvalue(), name="many.pdf"))
    assert "too much memory or time" in words and megabytes < 50


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
