"""Three things that WeasyPrint does for nothing, or again and again. The PDF stays as it was, byte for byte.

Upstream: Kozea/WeasyPrint #578 (long documents are slow). Remove each when `make bench` keeps its goals without it.
"""

SPECIFIED = {"display", "float", "position"}  # kept besides as they were specified


def apply() -> None:
    compute_cascaded_only()
    list_pages_once()
    read_fonts_in_place()


def compute_cascaded_only() -> None:
    """A property that no rule sets is computed as for an anonymous box: it is the parent's, or the initial one."""
    from weasyprint.css import PHYSICAL_FUNCTIONS, AnonymousStyle, ComputedStyle

    compute = ComputedStyle.__missing__
    logical = {name(block="ttb", inline=way) for name in PHYSICAL_FUNCTIONS.values() for way in ("ltr", "rtl")}

    def compute_cascaded(style, name):
        inherits = style.parent_style is not None and name not in SPECIFIED
        if inherits and name not in style.cascaded and logical.isdisjoint(style.cascaded):
            return AnonymousStyle.__missing__(style, name)
        return compute(style, name)

    ComputedStyle.__missing__ = compute_cascaded


def list_pages_once() -> None:
    """Each tag asks for the references of all pages: the longer the report, the dearer each of its pages."""
    from pydyf import PDF

    references = PDF.page_references.fget

    def references_once(pdf):
        if len(pdf.known_references) != pdf.pages["Count"]:
            pdf.known_references = references(pdf)
        return pdf.known_references

    PDF.known_references, PDF.page_references = (), property(references_once)


def read_fonts_in_place() -> None:
    """The file of each font is copied when its first letter is drawn, and it is mapped already: 90 MB for Chinese."""
    from weasyprint.pdf import fonts

    ffi, harfbuzz, subset = fonts.ffi, fonts.harfbuzz, fonts.Font.subset

    def file_of(face):
        blob = ffi.gc(harfbuzz.hb_face_reference_blob(face), harfbuzz.hb_blob_destroy)
        data = ffi.gc(harfbuzz.hb_blob_get_data(blob, length := ffi.new("unsigned int *")), lambda _: blob)
        return ffi.buffer(data, length[0])  # and with it `data`, with it the blob

    def subset_to_bytes(font, *args):
        subset(font, *args)
        font.file_content = bytes(font.file_content)

    fonts.get_hb_object_data, fonts.Font.subset = file_of, subset_to_bytes
