"""HTML to PDF: the client, the PDF worker, the layout, the print's fonts, and the patches to WeasyPrint."""


class PrintError(Exception):
    """The PDF could not be made; says what is missing or wrong, in words for the secretariat."""
