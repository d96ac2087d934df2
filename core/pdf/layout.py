"""WeasyPrint's part: one HTML document becomes the PDF's bytes, or a LayoutError in words. For `core.pdf.worker` alone.

What WeasyPrint merely logs (a missing picture, a missing glyph, a rule it does not know) fails the build
here, and the finished file is opened again and counted, because a report that lost a photo looks like one
that never had it.
"""

from __future__ import annotations

import contextlib
import gc
import io
import logging
import mimetypes
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from core.pdf import Progress
from core.pdf.families import is_chosen
from core.pdf.overflow import overflows

if TYPE_CHECKING:
    import weasyprint

VARIANT = "pdf/ua-1"  # tagged, for readers who listen


def _(words: str) -> str:
    """Marks what `core.pdf.client` says in the reader’s language: this process knows no Django."""
    return words


class LayoutError(Exception):
    """The PDF could not be made; says what is missing or wrong, in words for the secretariat."""

    def __init__(self, words: str, **values: object):
        super().__init__(words % values)
        self.words, self.values = words, {name: str(value) for name, value in values.items()}


def complaint(heard: Sequence[str]) -> LayoutError:
    if typed := [line for line in heard if line.startswith((".notdef glyph", "No anchor"))]:
        words = _("A text cannot be printed as it is typed: %(why)s. The check of the report says where it is.")
        return LayoutError(words, why="; ".join(typed[:5]))
    words = _("The layout could not do all it was told: %(why)s. Show this to whoever keeps the site.")
    return LayoutError(words, why="; ".join(heard[:5]))


def print_document(
    html: str, base_url: str, photos: dict[str, str], folders: Iterable[str], progress: Progress
) -> tuple[bytes, list[dict]]:
    """The finished PDF's bytes, and what lies outside its pages' type area (see `core.pdf.overflow`).

    `photos` {address: file} are the stored pictures the document may show; all of them must be shown.
    `folders` hold the static files. Nothing else is read.
    """
    document, fetcher, complaints = layout(html, base_url, photos, folders, progress)
    if complaints:
        raise complaint(complaints)
    if unseen := set(photos) - fetcher.seen:
        words = _("These photos were not printed: %(photos)s. Show this to whoever keeps the site.")
        raise LayoutError(words, photos=", ".join(sorted(unseen)))
    pages, beyond = len(document.pages), overflows(document)
    progress(f"drawing {pages} pages", pages, pages)
    with hearing_complaints() as complaints:
        pdf = document.write_pdf(pdf_variant=VARIANT, pdf_tags=True)
    if complaints:
        raise complaint(complaints)
    progress("checking the file", pages, pages)
    del document  # its memory serves the check
    check_pdf(pdf, pages=pages)
    return pdf, beyond


def layout(
    html: str,
    base_url: str,
    photos: dict[str, str],
    folders: Iterable[str],
    progress: Progress = lambda *step: None,
) -> tuple[weasyprint.Document, weasyprint.urls.URLFetcher, list[str]]:
    import weasyprint
    from PIL import ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint lets half a picture pass
    gc.disable()  # layout makes many objects and few cycles, and the process ends with it
    fetcher = site_fetcher(base_url, photos, [Path(folder) for folder in folders])
    with hearing_complaints() as complaints, hearing_pages(progress):
        progress("laying out", 0, 0)
        try:
            document = weasyprint.HTML(string=number_lists(html), base_url=base_url, url_fetcher=fetcher).render()
        except (MemoryError, RecursionError, TimeoutError):
            raise
        except (Exception, weasyprint.urls.FatalURLFetchingError) as error:
            reason = error.__cause__ or error.__context__
            words = _("The layout failed: %(why)s. Show this to whoever keeps the site.")
            raise LayoutError(words, why=f"{error}: {reason}" if reason else error) from error
    return document, fetcher, complaints


def number_lists(html: str) -> str:
    """Lists that begin with another number than 1 say it in CSS, which is what WeasyPrint reads."""
    return re.sub(
        r'<ol\b[^>]*\bstart="(\d+)"', lambda ol: f'{ol[0]} style="counter-reset: list-item {int(ol[1]) - 1}"', html
    )


def site_fetcher(base_url: str, photos: dict[str, str], folders: Sequence[Path]) -> weasyprint.urls.URLFetcher:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class SiteFetcher(URLFetcher):
        """Reads this site's static files and the photos it was given from disk; refuses everything else."""

        def __init__(self):
            super().__init__(allowed_protocols=[], fail_on_errors=True)
            self.seen = set()

        def fetch(self, url, headers=None):
            if not url.startswith(base_url):
                raise ValueError("print may use this site’s own files only")
            path = unquote(urlsplit(url).path).lstrip("/")
            try:
                content = self._find(path).read_bytes()
            except OSError as error:
                raise ValueError(f"the file {path} cannot be read: {error.strerror}") from error
            return URLFetcherResponse(url, content, {"Content-Type": mimetypes.guess_type(path)[0] or "text/plain"})

        def _find(self, path):
            if path in photos:
                self.seen.add(path)
                return Path(photos[path])
            if path.startswith("static/"):
                for folder in folders:
                    found = (folder / path.removeprefix("static/")).resolve()
                    if found.is_relative_to(folder.resolve()) and found.is_file():
                        return found
            raise ValueError("there is no such static file, nor was this photo given to print")

    return SiteFetcher()


@contextlib.contextmanager
def handling(name: str, level: int, handle: Callable[[logging.LogRecord], None]) -> Iterator[None]:
    logger, handler = logging.getLogger(name), logging.Handler(level)
    handler.emit = handle  # type: ignore[assignment, method-assign]
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(level)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)


@contextlib.contextmanager
def hearing_complaints() -> Iterator[list[str]]:
    """Collect what WeasyPrint and its font tools log as warnings or worse."""
    heard = []
    with handling("weasyprint", logging.WARNING, lambda record: heard.append(record.getMessage())):
        yield heard


def hearing_pages(progress: Progress) -> contextlib.AbstractContextManager[None]:
    """Tell each page as it is laid out; how many there will be is not known yet."""

    def forward(record):
        if record.msg.startswith("Step 5 - Creating layout - Page"):
            progress("laying out", record.args[0], 0)

    return handling("weasyprint.progress", logging.INFO, forward)


def check_pdf(pdf: bytes, *, pages: int) -> None:
    """Open the finished file again: pages, language, title, tags and fonts. Raises LayoutError."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root, fonts = opened.Root, list(_fonts(opened))
        found = {
            f"{pages} pages": len(opened.pages) == pages,
            "a language": "/Lang" in root,
            "a title": bool(str(opened.docinfo.get("/Title", ""))),
            "tags": "/StructTreeRoot" in root
            and bool(root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False)),
            "embedded fonts": all(map(_is_embedded, fonts)),
        }
        substitutes = sorted({name for font in fonts if not is_chosen(name := _family(font))})
    if substitutes:
        words = _(
            "The file is set in fonts that nobody chose: %(fonts)s. Show this to whoever keeps the site. "
            "manage.py check names the fonts that are missing."
        )
        raise LayoutError(words, fonts=", ".join(substitutes))
    if missing := [what for what, present in found.items() if not present]:
        words = _("The finished file lacks %(parts)s. Show this to whoever keeps the site.")
        raise LayoutError(words, parts=", ".join(missing))


def _fonts(opened):
    for thing in opened.objects:
        if isinstance(thing, type(opened.Root)) and thing.get("/Type") == "/Font" and "/DescendantFonts" in thing:
            yield from thing.DescendantFonts


def _family(font):
    """A font’s name without the six letters that mark it as cut down to what is used."""
    return str(font.BaseFont).removeprefix("/").rpartition("+")[2]


def _is_embedded(font):
    descriptor = font.get("/FontDescriptor", {})
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
