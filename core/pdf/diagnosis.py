"""Which part of a document is the longest and which the deepest: what an error names when a layout grows too large."""

from collections import Counter
from html.parser import HTMLParser

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
EMPTY = {"br", "hr", "img", "link", "meta", "wbr", "col", "input", "source", "area", "base", "embed", "param", "track"}


class SizeDiagnosis(HTMLParser):
    """Letters by the heading under which they stand, and the heading under which elements are nested deepest."""

    def __init__(self, html):
        super().__init__()
        self.letters, self.deepest, self.depth, self.most = Counter(), "", 0, 0
        self._heading, self._inside = "", False
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in HEADINGS:
            self._heading, self._inside = "", True
        if tag not in EMPTY:
            self.depth += 1
        if self.depth > self.most:
            self.most, self.deepest = self.depth, self._heading

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1
        self._inside = self._inside and tag not in HEADINGS

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._heading = " ".join(f"{self._heading} {data}".split())
        else:
            self.letters[self._heading] += len(data)

    @property
    def longest(self) -> tuple[str, int]:
        """(heading, letters) of the longest text."""
        return self.letters.most_common(1)[0] if self.letters else ("", 0)
