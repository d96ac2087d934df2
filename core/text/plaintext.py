"""Plain text from our own HTML: for e-mail, for slow lines, for those who listen. Headings underlined, 72 columns."""

import re
import unicodedata
from collections.abc import Sequence
from html.parser import HTMLParser
from itertools import chain

WIDTH = 72
UNDERLINES = {"h1": "=", "h2": "=", "h3": "-", "h4": "~", "h5": ".", "h6": "."}
BLOCKS = {*UNDERLINES, "p", "div", "section", "article", "aside", "header", "footer", "nav", "figure", "figcaption"}
BLOCKS |= {"ul", "ol", "li", "table", "caption", "blockquote", "main", "body"}
SILENT = {"svg", "script", "style", "head"}
VOID = {"br", "img", "meta", "link", "hr", "input"}
# What parts a word from the words beside it on the page, where type and place do it.
IN_BRACKETS = {"note", "tag"}
BEFORE = {"source": " — ", **dict.fromkeys(IN_BRACKETS, " (")}
ROMAN = [
    *[(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")],
    *[(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")],
]
GAP = "  "  # between the columns of a table
LAST = 16  # what the last column has at least, before it runs on
NUMBER = re.compile(r"[+−-]?[\d,.]+%?|\D*")


def plain_text(html: str, width: int = WIDTH) -> str:
    writer = Writer(width)
    writer.feed(html)
    writer.close()
    writer.flush()
    return "\n".join(writer.lines).strip() + "\n"


def columns(text: str) -> int:
    """How wide a text stands: Chinese and Japanese letters take two columns, marks above and below none."""
    return sum(
        0
        if unicodedata.category(letter) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )


def wrap(text: str, width: int = WIDTH, first: str = "", rest: str = "") -> list[str]:
    """Lines of at most `width` columns; a word of one script without spaces is parted between its letters."""
    lines: list[str] = []
    line, empty = first, True
    for word in text.split():
        for piece in [word] if word.isascii() else pieces(word, width - columns(rest)):
            if not empty and columns(line) + columns(piece) + (piece is word or not lines) > width:
                lines.append(line)
                line, empty = rest, True
            line += ("" if empty else " ") + piece
            empty = False
    return [*lines, line.rstrip()] if line.strip() else lines


def pieces(word: str, width: int) -> list[str]:
    """A word that is wider than a line, in parts that are not; a mark stays with its letter."""
    parts = [""]
    for letter in word:
        if columns(parts[-1] + letter) > width and columns(letter):
            parts.append("")
        parts[-1] += letter
    return parts


class Writer(HTMLParser):
    """Writes block by block. `lists` holds the number of the next item of each open list, 0 for bullets."""

    def __init__(self, width):
        super().__init__()
        self.width = width
        self.lines = []
        self.text = ""
        self.open = []  # (tag, classes)
        self.lists = []
        self.marker = ""
        self.rows = None
        self.apart = True  # whether an empty line stands before the next block of a list or an entry
        self.link = None  # its address, and where its words begin

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.text += "\n" if tag == "br" and not self.is_silent() else ""
            return
        given = dict(attributes)
        classes = set((given.get("class") or "").split())
        if tag in BLOCKS:
            self.flush()
        self.open.append((tag, classes))
        if self.is_silent():
            return
        self.apart = self.apart or "entry" in classes
        getattr(self, f"start_{tag}", lambda given: None)(given)
        self.text += BEFORE.get(next(iter(classes & BEFORE.keys()), ""), "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in {name for name, _classes in self.open}:
            return
        if not self.is_silent():
            self.text = self.text.rstrip() + ")" if self.open[-1][1] & IN_BRACKETS else self.text
            getattr(self, f"end_{tag}", lambda: None)()
            if tag in BLOCKS:
                self.flush(tag)
        while self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.is_silent():
            self.text += re.sub(r"\s+", " ", data)

    def is_silent(self) -> bool:
        return any(tag in SILENT or "visually-hidden" in classes for tag, classes in self.open)

    def within(self, name: str) -> bool:
        return any(name in classes for _tag, classes in self.open)

    def flush(self, tag: str = "p") -> None:
        """What was gathered becomes lines; a heading is underlined, an item hangs on its marker."""
        words = tidy(self.text)
        if self.rows is not None or not words:
            return
        in_entry = self.within("entry")
        indent = "  " * max(0, len(self.lists) - 1) + ("    " if in_entry and not self.within("lead") else "")
        if self.lines and (self.apart or not (self.lists or in_entry)):
            self.lines += ["", ""] if tag == "h2" else [""]
        for part in words.split("\n"):
            self.lines += wrap(part, self.width, indent + self.marker, indent + " " * len(self.marker))
            self.marker = " " * len(self.marker)
        if (underline := UNDERLINES.get(tag)) and not in_entry:
            self.lines.append(underline * min(self.width, columns(words)))
        self.text, self.apart = "", False

    def start_ul(self, given: dict[str, str | None], first: int = 0, kind: str = "1") -> None:
        self.apart = self.apart or not self.lists
        self.lists.append((first, kind))

    def start_ol(self, given: dict[str, str | None]) -> None:
        self.start_ul(given, first=max(1, int(given.get("start") or 1)), kind=given.get("type") or "1")

    def end_ul(self) -> None:
        self.flush()
        self.lists.pop()
        self.marker = ""

    end_ol = end_ul

    def start_li(self, given: dict[str, str | None]) -> None:
        number, kind = self.lists[-1] if self.lists else (0, "1")
        self.marker = f"{numeral(number, kind)}. " if number else "- "
        if number:
            self.lists[-1] = number + 1, kind

    def start_bdi(self, given: dict[str, str | None]) -> None:
        self.text += "\u2068"  # what follows is set apart, in its own direction …

    def end_bdi(self) -> None:
        self.text += "\u2069"  # … up to here

    def start_a(self, given: dict[str, str | None]) -> None:
        self.link = given.get("href", ""), len(self.text)

    def end_a(self) -> None:
        """An address elsewhere on the web is written out where the words do not say it."""
        href, start = self.link or ("", 0)
        words = self.text[start:]
        if href.startswith("http") and words.strip() and href.rstrip("/") not in words:
            self.text += f" <{href}>"

    # tables

    def start_table(self, given: dict[str, str | None]) -> None:
        self.rows = []

    def start_tr(self, given: dict[str, str | None]) -> None:
        self.rows.append([])

    def start_td(self, given: dict[str, str | None]) -> None:
        self.text = ""

    start_th = start_td

    def end_td(self) -> None:
        self.rows[-1].append(tidy(self.text).replace("\n", " "))
        self.text = ""

    end_th = end_td

    def end_table(self) -> None:
        rows, self.rows, self.text = [row for row in self.rows if any(row)], None, ""
        self.lines += ["", *aligned(rows, self.width)]


def numeral(number: int, kind: str) -> str:
    """A number as a list of a kind writes it: 1, a, A, i or I."""
    if kind in "aA":
        written = ""
        while number:
            number, letter = divmod(number - 1, 26)
            written = chr(ord(kind) + letter) + written
        return written
    if kind in "iI":
        written = ""
        for value, letters in ROMAN:
            count, number = divmod(number, value)
            written += letters * count
        return written if kind == "i" else written.upper()
    return str(number)


def tidy(text: str) -> str:
    return re.sub(r" *\n *", "\n", re.sub(r" +", " ", text)).strip()


def aligned(rows: list[list[str]], width: int) -> list[str]:
    """A table as lines: in columns that stand under each other or, where these are too wide, row by row."""
    if not rows:
        return []
    count = max(map(len, rows))
    head, *body = ([*row, *[""] * (count - len(row))] for row in rows)
    by_column = list(zip(head, *body, strict=True))
    sizes = [max(map(columns, cells)) for cells in by_column]
    gaps = len(GAP) * (count - 1)
    if sum(sizes[:-1]) + min(sizes[-1], LAST) + gaps > width:
        return [line for row in body for line in stacked(head, row, width)]
    numeric = [False, *(is_numeric(cells[1:]) for cells in by_column[1:])]
    first, *rest = (in_columns(row, sizes, numeric, width) for row in (head, *body))
    return [*first, "-" * min(width, sum(sizes) + gaps), *chain.from_iterable(rest)]


def in_columns(row: Sequence[str], sizes: list[int], numeric: list[bool], width: int) -> list[str]:
    """A row as a line; the words of its last cell run on under their beginning."""
    *cells, last = (padded(*cell) for cell in zip(row, sizes, numeric, strict=True))
    start = "".join(cell + GAP for cell in cells)
    if numeric[-1]:
        return [start + last]
    return wrap(row[-1], width, start, " " * columns(start)) or [start.rstrip()]


def padded(cell: str, size: int, is_number: bool) -> str:
    blank = " " * (size - columns(cell))
    return blank + cell if is_number else cell + blank


def is_numeric(cells: Sequence[str]) -> bool:
    """Whether a column holds numbers; between them there may be a word or nothing."""
    return any(map(str.isdigit, "".join(cells))) and all(NUMBER.fullmatch(cell) for cell in cells)


def stacked(heads: Sequence[str], row: Sequence[str], width: int) -> list[str]:
    """A row that is too wide for columns: its first cell, and under it the others, each with its column’s name."""
    rest = [f"{head}: {cell}" for head, cell in zip(heads[1:], row[1:], strict=True) if cell]
    return [*wrap(row[0], width), *(line for cell in rest for line in wrap(cell, width, "    ", "    "))]
