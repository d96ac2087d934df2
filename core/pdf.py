"""HTML to PDF bytes, by WeasyPrint: the only lines that import it, and only when something is printed.

What WeasyPrint merely logs (a missing picture, a missing glyph, a rule it does not know) fails the build
here, and the finished file is opened again and counted, because a report that lost a photo looks like one
that never had it.
"""

import contextlib
import gc
import io
import logging
import mimetypes
import threading
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage

VARIANT = "pdf/ua-1"  # tagged, for readers who listen


class PrintError(Exception):
    """The PDF could not be made; says what is missing or wrong, in words for the secretariat."""


def render_pdf(html, *, base_url, photos=(), progress=lambda stage: None):
    """Lay out one HTML document and return the PDF's bytes.

    `photos` names the stored pictures the document may show; all of them must be shown. Nothing is read but
    these and this project's static files: no network, no other file. Raises PrintError.
    """
    progress("loading the printer")
    import weasyprint
    from PIL import ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint lets half a picture pass, and then uploads would too
    photos = set(photos)
    fetcher = _house_fetcher(base_url, photos)
    with _complaints() as complaints, _without_gc():
        try:
            progress("laying out")
            document = weasyprint.HTML(string=html, base_url=base_url, url_fetcher=fetcher).render(
                optimize_images=False
            )
            progress(f"drawing {len(document.pages)} pages")
            pdf = document.write_pdf(pdf_variant=VARIANT, pdf_tags=True)
        except (Exception, weasyprint.urls.FatalURLFetchingError) as error:
            raise PrintError(f"The layout failed: {error}") from error
    if complaints:
        raise PrintError("; ".join(complaints[:5]))
    if unseen := photos - fetcher.seen:
        raise PrintError(f"These photos were not printed: {', '.join(sorted(unseen))}")
    progress("checking the file")
    check_pdf(pdf, pages=len(document.pages))
    return pdf


def check_pdf(pdf, *, pages):
    """Open the finished file again: pages, language, title, tags and fonts. Raises PrintError."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root = opened.Root
        found = {
            f"{pages} pages": len(opened.pages) == pages,
            "a language": "/Lang" in root,
            "a title": bool(str(opened.docinfo.get("/Title", ""))),
            "tags": "/StructTreeRoot" in root and bool(root.get("/MarkInfo", {}).get("/Marked", False)),
            "embedded fonts": all(_is_embedded(font) for font in _fonts(opened)),
        }
    if missing := [what for what, present in found.items() if not present]:
        raise PrintError(f"The finished file lacks {', '.join(missing)}.")


def _fonts(opened):
    for thing in opened.objects:
        if isinstance(thing, type(opened.Root)) and thing.get("/Type") == "/Font" and "/DescendantFonts" in thing:
            yield from thing.DescendantFonts


def _is_embedded(font):
    descriptor = font.get("/FontDescriptor", {})
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _house_fetcher(base_url, photos):
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class HouseFetcher(URLFetcher):
        """Reads this site's static files and the photos it was given from disk; refuses everything else."""

        def __init__(self):
            super().__init__(allowed_protocols=[], fail_on_errors=True)
            self.seen = set()

        def fetch(self, url, headers=None):
            if not url.startswith(base_url):
                raise ValueError("print may use this site’s own files only")
            path = unquote(urlsplit(url).path).lstrip("/")
            return URLFetcherResponse(
                url, self._read(path), {"Content-Type": mimetypes.guess_type(path)[0] or "text/plain"}
            )

        def _read(self, path):
            if path in photos:
                self.seen.add(path)
                with default_storage.open(path) as file:
                    return file.read()
            if path.startswith("static/") and (found := finders.find(path.removeprefix("static/"))):
                with open(found, "rb") as file:
                    return file.read()
            raise ValueError("there is no such static file, nor was this photo given to print")

    return HouseFetcher()


@contextlib.contextmanager
def _complaints():
    """Collect what WeasyPrint and its font tools log as warnings or worse."""
    heard, here = [], threading.get_ident()
    handler = logging.Handler(logging.WARNING)
    handler.addFilter(lambda record: record.thread == here)  # another thread may be printing too
    handler.emit = lambda record: heard.append(record.getMessage())
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield heard
    finally:
        logger.removeHandler(handler)


@contextlib.contextmanager
def _without_gc():
    """Layout makes many objects and few cycles: leaving the collector off during it saves a tenth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
