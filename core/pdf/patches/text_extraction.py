"""What is drawn can be read again: searched, copied and read aloud with the letters that it was written with.

WeasyPrint 70 says for each glyph the letters of the place where it was first drawn. Where letters are drawn around
each other, as in Khmer, or one is put together of two, as in Vietnamese, these are the wrong letters elsewhere.
And it draws the words of a drawing letter by letter, which takes Burmese or Khmer words apart.
"""

import contextlib
import io
import re

from core.l10n.linebreaks import RUNS, SPACE

VIETNAMESE = "[\u1ea0-\u1ef9]"  # a letter with two marks, which some fonts put together
JOINED = re.compile(f"{RUNS.pattern}|{VIETNAMESE}")


def spell():
    """Have WeasyPrint write beside each text of such letters what it says, and for each glyph its own letter;
    and draw the words of drawings whole."""
    import pydyf
    from weasyprint import svg
    from weasyprint.pdf import fonts, stream

    mark, make = stream.Stream.marked, fonts.Font.__init__

    @contextlib.contextmanager
    def marked(self, box, tag):
        with mark(self, box, tag):
            if self._tags is not None and JOINED.search(text := getattr(box, "text", "")):
                self.stream[-2]["ActualText"] = pydyf.String(text.replace(SPACE, ""))
            yield

    def with_letters(self, *given):
        make(self, *given)
        self.to_unicode = Letters(self)

    stream.Stream.marked, fonts.Font.__init__ = marked, with_letters
    svg.Node.text = property(lambda node: Words(node._etree_node.text or ""))


class Words(str):
    """A text in a drawing, which WeasyPrint takes for a single letter, and so draws at once."""

    def __iter__(self):
        yield str(self)


class Letters(dict):
    """What each glyph of a font says: its own letter, where it was first drawn as a part of several."""

    def __init__(self, font):
        super().__init__()
        self.file, self.index, self.own = font.file_content, font.index, None

    def __setitem__(self, glyph, text):
        if len(text) != 1:
            own = self._own().get(glyph)
            text = own if own and (not text or own in text) else text or SPACE
        super().__setitem__(glyph, text)

    def _own(self):
        if self.own is None:
            from fontTools.ttLib import TTFont

            font = TTFont(io.BytesIO(self.file), fontNumber=self.index, lazy=True)
            self.own = {font.getGlyphID(name): chr(letter) for letter, name in font.getBestCmap().items()}
        return self.own
