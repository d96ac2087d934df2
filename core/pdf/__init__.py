"""HTML to PDF: the client, the PDF worker, the layout, the print's fonts, and the patches to WeasyPrint."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]  # of the stage in words, the page now and how many there are, if known


class PrintError(Exception):
    """The PDF could not be made; says what is missing or wrong, in words for the secretariat."""
