"""What is drawn can be searched, copied and read aloud in the letters that it was written with.

Upstream: Kozea/WeasyPrint #2841 (a glyph says the letters of the place where it was first drawn, which are wrong ones
elsewhere in Khmer, Burmese, Vietnamese or Bengali) and #2249 (the text of a drawing is drawn letter by letter, which
takes such words apart). Remove each part when `tests/core/test_patches.py` finds no difference.
"""

import contextlib
import io
import re

from core.l10n.linebreaks import RUNS, SPACE

VIETNAMESE = "[\u1ea0-\u1ef9]"  # a letter with two marks, which some fonts put together
NAMES = "[\u0900-\u0dff]"  # Devanagari, Bengali, Tamil, Sinhala and those between
RESHAPED = re.compile(f"{RUNS.pattern}|{VIETNAMESE}|{NAMES}")


class GlyphTexts(dict):
    """{glyph: text} of one font: a glyph that was first drawn as a part of several says its own letter."""

    def __init__(self, font):
        super().__init__()
        self.font = font
        self.letters = None

    def __setitem__(self, glyph, text):
        if len(text) != 1:
            letter = self.letter(glyph)
            text = letter if letter and (not text or letter in text) else text or SPACE
        super().__setitem__(glyph, text)

    def letter(self, glyph: int) -> str | None:
        """The letter that the font draws with this glyph alone, if there is one."""
        if self.letters is None:
            from fontTools.ttLib import TTFont

            file = TTFont(io.BytesIO(self.font.file_content), fontNumber=self.font.index, lazy=True)
            self.letters = {file.getGlyphID(name): chr(code) for code, name in file.getBestCmap().items()}
        return self.letters.get(glyph)


class UndividedText(str):
    """A text whose only item is the whole: WeasyPrint draws a text of a drawing item by item."""

    def __iter__(self):
        return iter([str(self)])


def apply() -> None:
    from weasyprint import svg
    from weasyprint.pdf import fonts, stream

    make_font, marked = fonts.Font.__init__, stream.Stream.marked

    def make_font_with_texts(font, *args):
        make_font(font, *args)
        font.to_unicode = GlyphTexts(font)

    @contextlib.contextmanager
    def marked_with_text(stream, box, tag):
        with marked(stream, box, tag):
            _add_actual_text(stream, box)
            yield

    fonts.Font.__init__ = make_font_with_texts
    stream.Stream.marked = marked_with_text
    svg.Node.text = property(lambda node: UndividedText(node._etree_node.text or ""))


def _add_actual_text(stream, box):
    """Write what a text box says into the marked content that was just begun, where its glyphs alone do not."""
    import pydyf

    text = getattr(box, "text", "")
    if stream._tags is not None and RESHAPED.search(text):
        properties = stream.stream[-2]
        properties["ActualText"] = pydyf.String(text.replace(SPACE, ""))
