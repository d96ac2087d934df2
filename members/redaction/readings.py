"""A text as it is read, and where in its source each letter stands.

Whatever the source is (HTML, XML, JSON, iCalendar, BibTeX, an address), it is read as whoever looks at the result
reads it: escaped letters as the letters they stand for, marks of rich text as nothing, what ends a line, a paragraph
or a cell as a gap. Some things may part two words or stand within one (a tag, a space of no width, a capital after a
small letter): what holds such is read twice, once joined and once parted there.
"""

import html
import re
import sys
from bisect import bisect_right
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from core.l10n.folding import APOSTROPHES, BURMESE, CLUSTER, TABLE, converter, fold, fold_signs, is_zawgyi
from core.text.typed import TYPED
from members.honorifics import words

WALL, SOFT, HUMP, APOSTROPHE, LINE = "\x00", "\x1c", "\x1d", "\x1e", "\x1f"  # LINE: “\\n”, or a letter of a path
JOINED = {SOFT: "", HUMP: "", APOSTROPHE: "", LINE: "\\n"}
PARTED = {SOFT: " ", HUMP: HUMP, APOSTROPHE: "'", LINE: " "}

TAG = r"</?[A-Za-z][A-Za-z0-9:-]*+(?=[\s/>])(?:[^<>\"']++|\"[^\"<>]*+\"|'[^'<>]*+')*+>"
INLINE = words("a abbr b bdi bdo cite code em font i ins kbd mark q s small span strong sub sup u wbr")
PIECE = re.compile(
    r"(?=[<&\\%={~\-\r\u200b\xb2\xb3\xb9\u2070-\u2089])(?:"
    rf"(?P<tag>{TAG})|(?P<wall>{TYPED})|(?P<comment><!--(?P<inner>.*?)-->)"
    r"|(?P<mark>&lt;/?[A-Za-z][A-Za-z0-9]{0,9}\s?/?&gt;|\\u003[cC]/?[A-Za-z][A-Za-z0-9]{0,9}\s?/?\\u003[eE])"
    r"|(?P<entity>&(?:amp;)*(?:\#[xX]?[0-9A-Fa-f]{1,7};?|[A-Za-z][A-Za-z0-9]{1,30};"
    r"|(?:nbsp|shy|[A-Za-z]{1,2}(?:acute|grave|uml|circ|tilde|ring|cedil|slash|lig))))"
    r"|(?P<code>(?:\\+u\{[0-9A-Fa-f]{1,6}\}|\\+u[0-9A-Fa-f]{4}|\\+x[0-9A-Fa-f]{2})+)"
    r"|(?P<braced>(?<=[A-Za-z{])\{[A-Za-z]{1,3}\}(?=[A-Za-z]))"
    r"|(?P<accent>\{\\[ijlLoO]\}|\{?\\[`'^\"~=.uvHcdbrk](?:\{\\?[A-Za-z]\}|(?<=[`'^\"~=.])\\?[A-Za-z])\}?)"
    r"|(?P<percent>(?:%(?:25)*[0-9A-Fa-f]{2})+)|(?P<quoted>(?:=[0-9A-F]{2})+)"
    r"|(?P<soft>=\r?\n|(?<=[a-z])-\r?\n[ \t]*(?=\w)|\r\n[ \t]|\\\r?\n|\u200b+)"
    r"|(?P<gap>[\xb2\xb3\xb9\u2070-\u2079\u2080-\u2089]+)"
    r"|(?P<line>\\+[nNrtf]))",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"\s([^\s\"'<>/=]++)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
UNREAD = words(
    "class rel type lang hreflang charset media method sizes as crossorigin width height role tabindex "
    "style nonce integrity xmlns xml:lang d viewbox fill stroke points transform aria-hidden dir enctype "
    "autocomplete"
)
SPOKEN = words("alt title aria-label content value placeholder label summary aria-description abbr term")
WITHIN = re.compile(rf"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|(?<=\w)[{APOSTROPHES}](?=\w)")
CODE = r"\\+(?:u\{(.{1,6}?)\}|u(.{4})|x(.{2}))"
HAS_SIGNS = re.compile(r"[\u0e00-\u109f\u1780-\u17ff]")
ZAWGYI_SYLLABLE = re.compile(
    r"(?<![\u1031\u103b\u107e-\u1084])(?=[\u1031\u103b\u107e-\u1084]*[\u1000-\u102a\u103f\u104c-\u104f])"
)


class Reading:
    """`text`: the letters as they are compared; `source(first, last)`: where such a stretch stands in the source."""

    def __init__(self, pieces, read):
        self.pieces = pieces
        parts = [read.get(folded, folded) for folded, *_ in pieces]
        self.offsets, at = [], 0
        for part in parts:
            self.offsets.append(at)
            at += len(part)
        self.text = "".join(parts)
        if HAS_SIGNS.search(self.text):
            self.text = CLUSTER.sub(lambda signs: fold_signs(signs[0]), self.text)

    def source(self, first, last):
        return self._place(first)[0], self._place(last - 1)[1]

    def _place(self, at):
        number = bisect_right(self.offsets, at) - 1
        folded, first, last, plain = self.pieces[number]
        if plain is None:
            return first, last
        at -= self.offsets[number]
        if len(folded) == len(plain) and plain.isascii():  # letter for letter
            return first + at, first + at + 1
        begins, ends = letter_places(plain)[at]
        return first + begins, first + ends


@lru_cache(maxsize=64)
def letter_places(plain):
    """Where in plain text each letter of its folded form stands; what is not drawn belongs to the letter before."""
    places = []
    for at, letter in enumerate(plain):
        folded = letter.translate(TABLE)
        if not folded and places:
            places[-1] = (places[-1][0], at + 1)
        places += [(at, at + 1)] * len(folded)
    return places


def readings(pieces):
    """The ways in which pieces can be read: one, or two where something in them may part or join."""
    ambiguous = any(folded in PARTED for folded, *_ in pieces)
    return [Reading(pieces, read) for read in ([JOINED, PARTED] if ambiguous else [JOINED])]


def pieces_of(source, is_burmese=False):
    """What people read in a source (texts, and attributes that are spoken), and what only machines do (addresses)."""
    readable, unread = [], []
    spans, machine = _read(source, 0, len(source), is_burmese, readable)
    for first, last in spans:
        readable.append((WALL, first, first, None))
        _read(source, first, last, is_burmese, readable)
    for first, last in machine:
        unread.append((WALL, first, first, None))
        _read(source, first, last, is_burmese, unread)
    return readable, unread


def _read(source, first, last, is_burmese, pieces):
    """Append the pieces of a stretch; give the stretches of its attributes: those spoken, and those for machines."""
    spoken, machine, at = [], [], first
    for found in PIECE.finditer(source, first, last):
        begins, ends = found.span()
        if at < begins:
            _plain(source[at:begins], at, is_burmese, pieces)
        at, kind = ends, found.lastgroup
        if kind == "tag":
            folded, attributes = tag_parts(found[0])
            pieces.append((folded, begins, ends, None))
            for a, b, is_spoken in attributes:
                (spoken if is_spoken else machine).append((begins + a, begins + b))
        elif kind == "comment":
            pieces.append((SOFT, begins, ends, None))
            spoken.append(found.span("inner"))
        else:
            DECODE[kind](found[0], begins, pieces)
    if at < last:
        _plain(source[at:last], at, is_burmese, pieces)
    return spoken, machine


@lru_cache(maxsize=10_000)
def tag_parts(tag):
    """SOFT or a space, and where its attributes stand: (folded, ((first, last, whether it is spoken), ...))."""
    name = re.match(r"</?([A-Za-z0-9:-]+)", tag)[1].lower()
    folded = SOFT if name in INLINE else " "
    if "=" not in tag:
        return folded, ((1, len(tag) - 1, False),) if " " in tag or "/" in tag[2:-2] else ()
    found = []
    for one in ATTRIBUTE.finditer(tag):
        attribute, group = one[1].lower(), one.lastindex
        if attribute not in UNREAD and one[group]:
            found.append((*one.span(group), attribute in SPOKEN or attribute.startswith("data-")))
    return folded, tuple(found)


def _plain(text, first, is_burmese, pieces):
    if is_burmese and BURMESE.search(text):
        return _burmese(text, first, pieces)
    at = 0
    for found in WITHIN.finditer(text):
        before = text[at : found.start()]
        pieces.append((before.translate(TABLE), first + at, first + found.start(), before))
        pieces.append((APOSTROPHE if found[0] else HUMP, first + found.start(), first + found.end(), None))
        at = found.end()
    rest = text[at:]
    pieces.append((rest.translate(TABLE), first + at, first + len(text), rest))


def _burmese(text, first, pieces):
    at = 0
    for run in BURMESE.finditer(text):
        if is_zawgyi(run[0]):
            if at < run.start():
                _plain(text[at : run.start()], first + at, False, pieces)
            _zawgyi(run[0], first + run.start(), pieces)
            at = run.end()
    if at < len(text):
        _plain(text[at:], first + at, False, pieces)


def _zawgyi(run, first, pieces):
    """Syllable by syllable, so that a name can be told from what stands beside it."""
    ends = [*(one.start() for one in ZAWGYI_SYLLABLE.finditer(run, 1)), len(run)]
    begins, whole = 0, []
    for end in ends:
        whole.append((converter().transliterate(run[begins:end]), first + begins, first + end, None))
        begins = end
    converted = converter().transliterate(run)
    if "".join(part[0] for part in whole) != converted:  # a letter that goes by its neighbours
        whole = [(converted, first, first + len(run), None)]
    pieces.extend((fold(part), *rest) for part, *rest in whole)


def _whole(folded, source, first, pieces):
    pieces.append((folded, first, first + len(source), None))


def _entity(source, first, pieces):
    decoded = source
    for _ in range(3):
        decoded = html.unescape(decoded)
    _decoded(decoded, source, first, pieces)


def _decoded(decoded, source, first, pieces):
    if decoded == source:
        return _plain(source, first, False, pieces)
    folded = SOFT if decoded == "\u200b" else APOSTROPHE if decoded in APOSTROPHES else decoded.translate(TABLE)
    _whole(folded, source, first, pieces)


def _code(source, first, pieces):
    codes = (int(next(filter(None, one.groups())), 16) for one in re.finditer(CODE, source))
    decoded = "".join(map(chr, (code for code in codes if code <= sys.maxunicode)))
    decoded = decoded.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")
    _decoded(decoded, source, first, pieces)


def _bytes(source, first, pieces):
    decoded = unquote_to_bytes(re.sub("%(?:25)+", "%", source.replace("=", "%")))
    try:
        decoded = decoded.decode()
    except UnicodeDecodeError:
        decoded = source if "=" in source else decoded.decode("latin-1")
    _decoded(decoded, source, first, pieces)


def _braced(source, first, pieces):
    """Of TeX: “Z{a}rni”."""
    _whole(source[1:-1].lower(), source, first, pieces)


def _accent(source, first, pieces):
    """Of TeX: its letter. In JSON the same signs end a string: so it may begin a word too."""
    pieces.append((SOFT, first, first, None))
    _whole(re.findall("[A-Za-z]", source)[-1].lower(), source, first, pieces)


DECODE = {
    "wall": lambda *found: _whole(WALL, *found),
    "mark": lambda *found: _whole(SOFT, *found),
    "soft": lambda *found: _whole(SOFT, *found),
    "gap": lambda *found: _whole(" ", *found),
    "line": lambda *found: _whole(LINE, *found),
    "entity": _entity,
    "code": _code,
    "percent": _bytes,
    "quoted": _bytes,
    "accent": _accent,
    "braced": _braced,
}
