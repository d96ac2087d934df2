"""One folding: two texts that a reader takes for the same are the same folded, whatever letters they are written in.

Used wherever words are compared: what must not be shown, what the check finds, what a form knows, what is searched.
What is not drawn is dropped; case, accents of Latin, Greek and Cyrillic letters and compatibility forms (full-width,
mathematical, ligatures) are folded; apostrophes and dashes are put alike. The vowels and tones of Thai, Lao, Khmer
and Burmese stay: they tell one word from another. Burmese in the Zawgyi encoding is read as Burmese.
"""

import re
import unicodedata
from functools import cache, lru_cache

import icu
from myanmartools import ZawgyiDetector

# Default_Ignorable_Code_Point of Unicode, with the controls and annotations that nothing draws either.
UNDRAWN = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff"
)
ACCENT = r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
APOSTROPHES = "'`´ʹʻʼʽʾʿˈˊˋʹ΄՚׳‘’‛′‵ʹ＇｀ꞌ"
DASHES = "-֊־‐‑‒–—―⁃⁻₋−─━⸗⸺⸻﹘﹣－"
SIGNS = (  # of Thai, Lao, Khmer and Burmese: written above, below or around a letter, in an order that nobody sees
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u17b6-\u17d1\u17d3"
    r"\u102b-\u1038\u103a-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f"
)
SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz")
# Letters with a stroke or a hook that Unicode does not take apart.
STROKED = (
    str.maketrans("ıȷłđøħŧƚɨƀɖɗɓƙɲŋʉðɫƶɵŀȼꞓ", "ijldohtlibddbknnudlzolcc")
    | SMALL_CAPITALS
    | {
        ord("æ"): "ae",
        ord("œ"): "oe",
        ord("þ"): "th",
    }
)
CLUSTER = re.compile(rf"[\u1026\u0e33\u0eb3]?[{SIGNS}\u0e33\u0eb3]{{2,}}[\u0e32\u0eb2]?|[\u0e4d\u0ecd][\u0e32\u0eb2]")
BURMESE = re.compile(r"[\u1000-\u109f](?:[\u1000-\u109f\u200b-\u200d ]*[\u1000-\u109f])?")
SURELY_ZAWGYI = 0.95


def fold(text: str) -> str:
    """The text as it is compared."""
    text = fold_letters(from_zawgyi(text))
    return CLUSTER.sub(lambda signs: fold_signs(signs[0]), text)


def fold_letters(text: str) -> str:
    """Letter by letter: the order of signs around a letter is left, so that the places can be told (`fold_signs`)."""
    return text.translate(TABLE)


def fold_signs(signs: str) -> str:
    return "".join(sorted(unicodedata.normalize("NFKD", signs)))


class _Table(dict):
    """What each letter becomes, worked out when it is first met."""

    def __missing__(self, code):
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(letter):
    if re.match(f"[{UNDRAWN}{ACCENT}]", letter):
        return ""
    if letter in APOSTROPHES:
        return "'"
    if letter in DASHES:
        return "-"
    apart = re.sub(f"[{ACCENT}]", "", unicodedata.normalize("NFKD", letter)) or letter
    folded = unicodedata.normalize("NFKD", apart.casefold()).translate(STROKED)
    return re.sub(f"[{ACCENT}]", "", folded)


TABLE = _Table()


def from_zawgyi(text: str) -> str:
    """Burmese that was typed in the Zawgyi encoding as Unicode writes it; anything else as it is."""
    return BURMESE.sub(lambda run: _to_unicode(run[0]), text) if BURMESE.search(text) else text


def is_zawgyi(burmese: str) -> bool:
    return detector().get_zawgyi_probability(burmese) > SURELY_ZAWGYI


@lru_cache(maxsize=1000)
def _to_unicode(run):
    return converter().transliterate(run) if is_zawgyi(run) else run


@cache
def detector() -> ZawgyiDetector:
    return ZawgyiDetector()


@cache
def converter() -> icu.Transliterator:
    return icu.Transliterator.createInstance("Zawgyi-my")
