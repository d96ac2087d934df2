"""Words that are written from right to left, set apart so that what stands beside them stays where it is.

Without it the year of “محمد 2014” would be drawn before the name, and of two names the second first.
"""

import re

from core.l10n.scripts import PIECE, VOID

# Hebrew, Arabic, Syriac, Thaana, N’Ko and the others of their blocks in Unicode.
LETTERS = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
PERHAPS = re.compile(r"[^\x00-\u058f\u0900-\ufb1c]")  # quickly read: most pages have nothing beyond these
# A name or a sentence: a comma or bracket of our own ends it, for a list goes on from left to right.
RUN = re.compile(rf"[{LETTERS}](?:[\s\u200c-\u200f.'’\"“”\-–0-9]*[{LETTERS}])*")
WORDS_ALONE = {"title", "textarea", "option", "bdi"}  # which hold no tags, or need none


def isolated(html: str) -> str:
    """HTML with `<bdi>` around each run of such words in its texts; anything else is the same to the byte."""
    if not PERHAPS.search(html):
        return html
    written: list[str] = []
    open_tags: list[str] = []
    for piece in PIECE.finditer(html):
        text = piece[0]
        if tag := piece["tag"]:
            if piece["closing"]:
                while open_tags and open_tags.pop() != tag:
                    pass
            elif tag not in VOID and not piece["attributes"].endswith("/"):
                open_tags.append(tag)
        elif text[0] != "<" and WORDS_ALONE.isdisjoint(open_tags):
            text = RUN.sub(r"<bdi>\g<0></bdi>", text)
        written.append(text)
    return "".join(written)
