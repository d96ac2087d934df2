"""Texts cut short for a list: after a whole sentence; where the first alone is too long, after a word."""

import icu

ELLIPSIS = "…"


def _ends(made, text):
    """The ends of the pieces of a text, as places in a Python string (ICU counts UTF-16 units)."""
    made.setText(text)
    units = text.encode("utf-16-le", "surrogatepass")
    return [len(units[: 2 * end].decode("utf-16-le", "surrogatepass")) for end in made]


def shortened(text: str, characters: int, language: str = "en") -> str:
    """The first whole sentences of a plain text that fit in `characters`, or else its first words and “…”."""
    text = " ".join(text.split())
    if len(text) <= characters:
        return text
    locale = icu.Locale(language)
    whole = [end for end in _sentence_ends(text, locale) if len(text[:end].rstrip()) <= characters]
    if whole:
        return text[: whole[-1]].rstrip()
    words = [end for end in _ends(icu.BreakIterator.createWordInstance(locale), text) if end < characters]
    return text[: words[-1] if words else characters - 1].rstrip(" ,;:–—(“‘") + ELLIPSIS


def _sentence_ends(text, locale):
    """Not within a sentence that goes on after “Ms.” or “e.g.”: what follows an abbreviation begins none."""
    ends = _ends(icu.BreakIterator.createSentenceInstance(locale), text)
    return [end for end in ends if not _abbreviated(text[:end])]


ABBREVIATIONS = {"mr.", "ms.", "mrs.", "dr.", "prof.", "no.", "st.", "vol.", "e.g.", "i.e.", "etc.", "h.e.", "vs."}


def _abbreviated(before):
    words = before.split()
    last = words[-1].lstrip("(“‘\"'") if words else ""
    return last.lower() in ABBREVIATIONS or (len(last) == 2 and last[0].isupper() and last[1] == ".")
