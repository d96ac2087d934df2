"""Which language a run of letters is in, told by its script, and HTML that says so: `lang` on each such run.

A reader's voice, the fonts and the breaking of lines all go by it.
"""

import re
from collections.abc import Container

from django.utils.html import escape

from core.l10n.languages import script_of
from core.l10n.linebreaks import SPACE, with_breaks

# What makes a page worth reading letter by letter: letters of the region's scripts, and those only Vietnamese has.
VIETNAMESE = "ăđơưĂĐƠƯ\u1ea0-\u1ef9"
TELLING = re.compile(
    rf"[{VIETNAMESE}\u0370-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u1f00-\u1fff\u3040-\u318f\u3400-\u9fff"
    r"\uaa60-\uaa7f\uac00-\ud7ff\ufb1d-\ufdff\ufe70-\ufefc]"
)
SHAN = re.compile(r"[\u1022\u1075-\u108d]")
KANA = re.compile(r"[\u3041-\u30ff]")
GAP = r"[\s\u200b\u2019’.,:;!?()·–—\-0-9/]"
GAPS = {"my": r"[ \u200b0-9]", "zh": r"[ 0-9]"}  # a list may name Burmese and Shan, Chinese and Japanese
# Of other scripts names occur, of which each stands for itself. The language is the one that is most written in the
# script, unless that of the text or of the document is written in it.
NAMES = {
    "el": r"\u0370-\u03ff\u1f00-\u1fff",
    "ru": r"\u0400-\u052f",
    "ko": r"\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "hi": r"\u0900-\u0963\u0966-\u097f",
    "bn": r"\u0980-\u09ff",
    "ta": r"\u0b80-\u0bff",
    "si": r"\u0d80-\u0dff",
    "ar": r"\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "he": r"\u0590-\u05ff\ufb1d-\ufb4f",
}
GAPS |= dict.fromkeys(NAMES, r"[ \u200c\u200d’-]")
LATIN_LETTER = r"A-Za-z\u00c0-\u024f\u1e00-\u1eff"
# Around a pattern for whole words. Only letters that part words are looked at: “与MAP基金会” holds the word MAP.
WORD_BEGINS, WORD_ENDS = rf"(?<![\d_{LATIN_LETTER}])", rf"(?![\d_{LATIN_LETTER}])"
SCRIPTS = {
    "th": r"\u0e00-\u0e7f",
    "lo": r"\u0e80-\u0eff",
    "km": r"\u1780-\u17ff\u19e0-\u19ff",
    "my": r"\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f",
    "zh": r"\u3002-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60",
    "en": LATIN_LETTER,
    **NAMES,
}
RUN = re.compile(
    "|".join(rf"(?P<{code}>[{letters}](?:{GAPS.get(code, GAP)}*[{letters}])*)" for code, letters in SCRIPTS.items())
)
VIETNAMESE_WORDS = re.compile(rf"\w*[{VIETNAMESE}]\w*(?: \w*[{VIETNAMESE}]\w*)*")
LANGUAGES = {"Latn": "en", "Thai": "th", "Laoo": "lo", "Khmr": "km", "Mymr": "my"}
LANGUAGES |= {"Hans": "zh", "Hant": "zh", "Jpan": "zh", "Kore": "ko", "Grek": "el", "Cyrl": "ru", "Deva": "hi"}
LANGUAGES |= {"Beng": "bn", "Taml": "ta", "Sinh": "si", "Arab": "ar", "Hebr": "he"}
PIECE = re.compile(
    r"<(?P<skipped>head|style|script|svg)\b.*?</(?P=skipped)>"
    r"|<(?P<closing>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attributes>[^>]*)>|<[^>]*>|[^<]+|<",
    re.S,
)
LANG = re.compile(r'\slang="([^"]*)"')
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "col", "source"}
HEADING = re.compile(r"h[1-6]")


def script(language: str) -> str:
    """The language that stands for the script a language is written in."""
    return LANGUAGES.get(script_of(language) or "Latn", language)


def language_of(run: str, found: str, around: str, whole: str) -> str:
    """The language of a run in the script of `found`, inside text in `around` of a document in `whole`."""
    for known in (around, whole):
        if script(known) == found:
            return known
    if found == "my" and SHAN.search(run):
        return "shn"
    return "ja" if found == "zh" and KANA.search(run) else found


def dressed(html: str, language: str, *, for_print: bool = False) -> str:
    """HTML of a document in `language` with `lang` on every run of another; in print, with places to end a line.

    Only words between tags change: no attribute, no picture, nothing in the head. In headings a place to end a
    line is a `<wbr>`, which leaves the words of bookmarks whole.
    """
    if script(language) == "en" and not TELLING.search(html):
        return html
    open_tags, written = [("", language)], []
    for piece in PIECE.finditer(html):
        if piece["tag"]:
            _follow(open_tags, piece)
        elif piece[0][0] != "<" and not piece[0].isspace():
            written.append(_included(piece[0], open_tags, language, for_print))
            continue
        written.append(piece[0])
    return "".join(written)


def titled(title: str, languages: Container[str]) -> str:
    """A title on an English page as HTML, with `lang` on every run of another language.

    Chinese characters alone are Japanese if `languages`, in which it can be had, have that and no Chinese.
    """
    hint = "ja" if "ja" in languages and "zh" not in languages else "en"
    return _included(escape(title), [("", "en")], hint, False)


def _follow(open_tags, piece):
    tag = piece["tag"]
    if piece["closing"]:
        while len(open_tags) > 1 and open_tags.pop()[0] != tag:
            pass
    elif tag not in VOID and not piece["attributes"].endswith("/"):
        own = LANG.search(piece["attributes"])
        open_tags.append((tag, own[1] if own else open_tags[-1][1]))


def _included(text, open_tags, whole, for_print):
    around = open_tags[-1][1]
    text = re.sub(r"&#x27;|&\w+;|[^&]+|&", lambda part: _runs(part[0], around, whole, for_print), text)
    if any(HEADING.fullmatch(tag) for tag, _ in open_tags):
        text = text.replace(SPACE, "<wbr>")
    return text


def _runs(text, around, whole, for_print):
    if text.startswith("&"):
        return text

    def tagged(run):
        code = language_of(run[0], run.lastgroup, around, whole)
        words = with_breaks(run[0], code) if for_print else run[0]
        if script(code) == "en":
            words = _vietnamese(words, code)
        return words if code == around else f'<span lang="{code}">{words}</span>'

    return RUN.sub(tagged, text)


def _vietnamese(text, around):
    """Vietnamese words among those of another language in the Latin script: known by letters that no other has."""
    if around == "vi":
        return text
    return VIETNAMESE_WORDS.sub(lambda words: f'<span lang="vi">{words[0]}</span>', text)
