"""What follows a letter with a sign above or below is not drawn over it by PDFium, and so by Chrome.

Upstream: not reported yet, docs/upstream.md has the text. An empty string between the glyphs of a text says nothing;
PDFium then forgets the last move of the line. Remove when `tests/core/test_patches.py` finds none without it.
"""


def apply() -> None:
    from weasyprint.pdf.stream import Stream

    show_text = Stream.show_text

    def show_without_empty_strings(stream, text):
        show_text(stream, text.replace("<>", " "))

    Stream.show_text = show_without_empty_strings
