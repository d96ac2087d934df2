"""Straight quotes become the typographic ones that were meant, where a page is shown or printed; never in the data.

Only words between tags change, and only quotes in them: no attribute, no field, no code, no address. What may be a
measure (5'10", 12" wide, 13°45'N) stays as it was written, and so does a language with other quotes than English.
"""

import re
from itertools import pairwise

from core.l10n.scripts import LANG, VOID
from core.text.typed import TYPED

LANGUAGES = {"en", "th", "lo", "km", "my", "vi", "zh", "ko", "id", "ms"}  # which quote “so” and ‘so’, as CLDR has it
INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "br",
    "cite",
    "em",
    "i",
    "mark",
    "q",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
}
SKIPPED = "style|script|svg|pre|code|kbd|samp|textarea"
ATTRIBUTES = r"(?:[^<>\"]++|\"[^\"]*\")*+"
PIECE = re.compile(
    rf"<(?P<skipped>{SKIPPED})\b.*?</(?P=skipped)>"
    rf"|<(?P<closing>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attributes>{ATTRIBUTES})>|<[^>]*>|[^<]+|<",
    re.S,
)
ENTITY = r"&(?:quot|apos|#0*3[49]|#[xX]0*2[27]);"
QUOTE = re.compile(rf"[\"']|{ENTITY}")
UNQUOTED = rf"(?:[^<\"'&]++|(?!{ENTITY})&)*+"
IN_TEXT = re.compile(rf">{UNQUOTED}[\"'&]")
OF_ENGLISH = r"(?:[^<>\"\s]++|\s(?!lang=)|\"[^\"]*\")*+>"
TAG = rf"</?(?!(?:{SKIPPED})\b)[a-z]{OF_ENGLISH}"
BLOCK_TAG = rf"(?!</?(?:{'|'.join(sorted(INLINE))})\b){TAG}"
PLAIN = re.compile(rf"(?:{UNQUOTED}{TAG})*{UNQUOTED}{BLOCK_TAG}")  # blocks without a quote: most of a page
CHARACTERS = {**dict.fromkeys(["&quot;", "&#34;", "&#x22;"], '"'), **dict.fromkeys(["&apos;", "&#39;", "&#x27;"], "'")}
INCHES = r"\d+(?:[.,]\d+)?(?:\"|'')"
KEPT = re.compile(
    rf"{TYPED}|(?:https?://|www\.)[^\s\"]*[^\s\"'.,;:!?)]|(?<![\w.+-])[\w.+-]{{1,64}}'[\w.+'-]{{1,64}}@[\w.-]+"
    rf"|\d'(?:\s?{INCHES}|\d+|(?=\s?[NSEW]\b))"
)
ELIDED = re.compile(r"'(?:\d\ds?\b|(?:tis|twas|em|til|cause|n)\b)", re.I)  # ’90s, ’tis, rock ’n’ roll
CLOSES = re.compile(r"(?<=\S)'(?![^\W_])")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def typographic(html: str) -> str:
    """HTML with the quotes of its texts as its languages print them; anything else is the same to the byte."""
    if not IN_TEXT.search(f">{html}"):  # a thirtieth of the time
        return html
    run: list[tuple[int | None, str]] = []
    written, open_tags, at = [], [("", "en")], 0  # of the tags, those within another language
    while piece := (None if run or len(open_tags) > 1 else PLAIN.match(html, at)) or PIECE.match(html, at):
        at = piece.end()
        written.append(piece[0])
        if piece.re is PLAIN:
            continue
        if piece["tag"]:
            if run and piece["tag"] not in INLINE:
                _insert(run, written)
            elif piece["tag"] == "br":
                run.append((None, "\n"))
            _follow(open_tags, piece)
        elif piece[0][0] != "<" and open_tags[-1][1] in LANGUAGES:
            run.append((len(written) - 1, piece[0]))
    _insert(run, written)
    return "".join(written)


def _follow(open_tags, piece):
    tag = piece["tag"]
    if piece["closing"]:
        if tag == open_tags[-1][0]:
            open_tags.pop()
        elif any(tag == name for name, _language in open_tags):
            while open_tags.pop()[0] != tag:
                pass
    elif tag not in VOID and not piece["attributes"].endswith("/"):
        language = LANG.search(piece["attributes"])
        inner = language[1].lower() if language else open_tags[-1][1]
        if len(open_tags) > 1 or inner != open_tags[0][1]:
            open_tags.append((tag, inner))


def _insert(run, written):
    """The texts of a run, a paragraph or a heading, are read as one: a quote may open in one and close in another."""
    if QUOTE.search("".join([text for _place, text in run])):  # most runs have none
        _insert_quotes(run, written)
    run.clear()


def _insert_quotes(run, written):
    texts = [QUOTE.sub(lambda quote: CHARACTERS.get(quote[0].lower(), quote[0]), text) for _place, text in run]
    joined = "".join(texts)
    if re.search(r"\w", joined):
        quoted, at = curled(joined), 0
        for (place, _text), text in zip(run, texts, strict=True):
            new, at = quoted[at : at + len(text)], at + len(text)
            if place is not None and new != text:
                written[place] = new


def curled(text: str) -> str:
    """The text with its quotes put; as long as before."""
    kept = {at for span in KEPT.finditer(text) for at in range(*span.span())}
    signs = list(text)
    for at, sign in {**_doubles(text, kept), **_singles(text, kept)}.items():
        signs[at] = sign
    return "".join(signs)


def _doubles(text, kept):
    found, is_open = {}, False
    places = [at for at in _places('"', text) if at not in kept]
    for at, following in pairwise([*places, None]):
        starts, ends = _opens_and_closes(text, at)
        if text[at - 1 : at].isdigit() and (not is_open or _closes(text, following)):
            continue  # inches
        is_open = starts if starts != ends else not is_open
        found[at] = "“" if is_open else "”"
    return found


def _closes(text, at):
    return at is not None and not text[at - 1].isdigit() and _opens_and_closes(text, at) == (False, True)


def _singles(text, kept):
    found, is_open = {}, False
    for at in _places("'", text):
        before, after, (starts, ends) = text[at - 1 : at], text[at + 1 : at + 2], _opens_and_closes(text, at)
        if at in kept or (starts and ends):
            continue
        is_unspaced = UNSPACED.search(before + after) and not ends
        if (starts and ELIDED.match(text, at)) or (before.isalnum() and after.isalnum() and not is_unspaced):
            found[at] = "’"
        elif is_open or not before.isdigit():  # else it is minutes, or feet
            is_open = not ends and not is_open and bool(is_unspaced or CLOSES.search(text, at + 1))
            found[at] = "‘" if is_open else "’"
    return found


def _places(sign, text):
    return [found.start() for found in re.finditer(sign, text)]


def _opens_and_closes(text, at):
    """Whether what is before a quote lets it open, and what is after it lets it close."""
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    return not before.strip("([{<“‘«\"' \u00a0\n\t"), not after.strip(")]}>”’».,;:!?…\"' \u00a0\n\t")
