"""Where a name stands in a text, however it is written there.

Text and names are read in one form: marks of rich text, soft hyphens and spaces of no width set aside, escaped,
full-width and composed letters put alike. What is found leads back to the text as it was.
"""

import html
import re
import unicodedata
from functools import lru_cache
from itertools import groupby

from core.scripts import LATIN_LETTER

# The words of the page itself, which a person of one short name (Li, May) must not take with them.
MARKUP = (
    r'(?-i:</?[a-z][a-z0-9]*(?=[\s/>])|\s(?:class|id|for|lang|hreflang)="[^"]*"'
    r'|\s(?:href|src|action)="[!#-~]*"|\ssrcset="/[^"]*"|\s[a-z-]+=(?="))'
)
TAG = r'</?(?:strong|em|sub|sup|span|a|wbr)(?:\s(?:class|id|lang|hreflang|rel)="[^"<>]*"|\shref="[!#-~]*")*\s*/?>'
GAP = rf"(?:{TAG}|\u200b)+"

# Scripts that put no spaces between words: Thai, Lao, Khmer, Burmese with Shan, Chinese with Japanese.
UNPARTED = [
    r"\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e",
    r"\u0e81-\u0eae\u0eb0-\u0ebd\u0ec0-\u0ece\u0edc-\u0edf",
    r"\u1780-\u17d3",
    r"\u1000-\u103f\u1050-\u108f\ua9e0-\ua9ef\uaa60-\uaa7f",
    r"\u3041-\u30ff\u3400-\u9fff",
]
ANY_UNPARTED = f"[{''.join(UNPARTED)}]"
SIGNS = (  # written above, below or around a letter, in an order that nobody sees
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u17b6-\u17d3"
    r"\u102b-\u103e\u1056-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f"
)
CONSONANT = r"[\u0e01-\u0e2e\u0e81-\u0eae\u0edc-\u0edf\u1000-\u102a\u103f\u1075-\u1081\u1780-\u17b3]"
CLOSING = (  # the consonant that ends a syllable: Burmese marks it, the others do not
    r"(?:[\u0e01-\u0e2e\u0e81-\u0eae\u1780-\u17b3][\u0e47-\u0e4c\u0ec8-\u0ecc\u17c9-\u17d1]*"
    r"|[\u1000-\u1021\u1075-\u1081]\u1037?\u103a[\u1037\u1038\u1087-\u108d]*)"
)
SYLLABLE = re.compile(
    rf"[\u0e40-\u0e44\u0ec0-\u0ec4]?{CONSONANT}(?:[\u1039\u17d2]{CONSONANT})*"
    rf"[{SIGNS}\u0e30-\u0e33\u0e45\u0eb0-\u0eb3\u0ebd]*{CLOSING}?|[\u3041-\u30ff\u3400-\u9fff]"
)

ODD = re.compile(
    rf"(?P<gap>{GAP})|(?P<unseen>[\xad\u200c\u200d\u2060\ufeff]+)|(?P<line><br\b[^<>]*>)|(?P<escaped>&\#?\w{{1,31}};)"
    rf"|(?P<apostrophe>[\u2018\u2019\u02bc])|(?P<signs>[{SIGNS}]*[\u0e33\u0eb3]|[{SIGNS}]{{2,}}[\u0e32\u0eb2]?"
    rf"|[\u0e4d\u0ecd][\u0e32\u0eb2])|[{LATIN_LETTER}\u3041-\u30ff][\u0300-\u036f\u3099\u309a]+|\u1025\u102e"
    r"|[\uf900-\ufaff\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9d]",
    re.IGNORECASE,
)
WITHIN_WORDS = re.compile(rf"(?<=[\w{SIGNS}]){GAP}(?=\w)", re.IGNORECASE)


@lru_cache(maxsize=8)
def look_for(names):
    """A function that finds them (a tuple) in a text, of two that overlap the longer: [(first, last, name)]."""
    forms = {form: name for name in names for form in map(in_words, (name, html.escape(name))) if form}
    if not forms:
        return lambda text: []
    ordered = sorted(forms, key=lambda form: (initial(form), -len(form)))
    alike = [list(group) for _, group in groupby(ordered, initial)]
    any_name = "|".join(f"{ahead(group)}(?:{'|'.join(f'({pattern(form)})' for form in group)})" for group in alike)
    found = re.compile(rf"{MARKUP}|{ahead(ordered)}(?:{any_name})", re.IGNORECASE)

    def standing(text, gap):
        matches = [match for match in found.finditer(read(text, gap)) if match.lastindex]
        where = places(text, gap) if matches else []
        for match in matches:
            name = forms[ordered[match.lastindex - 1]]
            yield where[match.start()][0], where[match.end() - 1][1], name

    def look(text):
        gaps = (" ", "") if WITHIN_WORDS.search(text) else (" ",)  # it may part two words, or stand within one
        kept, at = [], 0
        for one in sorted((one for gap in gaps for one in standing(text, gap)), key=lambda one: (one[0], -one[1])):
            if one[0] >= at:
                kept.append(one)
                at = one[1]
        return kept

    return look


def initial(form):
    return form[0].lower()


def ahead(forms):
    """The letters they begin with, looked at first: most letters begin no name, and the others few."""
    return f"(?=[{re.escape(''.join({form[0] for form in forms}))}])"


def in_words(name):
    return " ".join(read(name).split())


def read(text, gap=" "):
    """The text in the form in which names are looked for, with `gap` where marks or a space of no width stand."""
    return ODD.sub(lambda odd: letters(odd, gap), text)


def letters(odd, gap):
    match odd.lastgroup:
        case "gap":
            return gap
        case "line":
            return " "
        case "unseen":
            return ""
        case "apostrophe":
            return "'"
        case "escaped":
            said = html.unescape(odd[0])
            return odd[0] if len(said) > 1 or said in '<>&"' else read(said, gap)
        case "signs":
            return "".join(sorted(unicodedata.normalize("NFKD", odd[0])))
    return unicodedata.normalize("NFKC", odd[0])


def places(text, gap):
    """Where in the text each letter that `read` gives stands: [(first, last)]."""
    found, at = [], 0
    for odd in ODD.finditer(text):
        found += [(place, place + 1) for place in range(at, odd.start())]
        found += [odd.span()] * len(letters(odd, gap))
        at = odd.end()
    return found + [(place, place + 1) for place in range(at, len(text))]


def pattern(form):
    """Whole words only, in letters that part their words. The others may be spaced anywhere, and stand in any run of
    letters, except for a single syllable: it stands in too many words that are no names."""
    before, after = edges(form)
    words = re.split(rf"(?<={ANY_UNPARTED})\s*(?=\w)|(?<=\w)\s*(?={ANY_UNPARTED})", form)
    return before + r"\s*".join(r"\s+".join(map(re.escape, part.split())) for part in words) + after


def edges(form):
    """What keeps a name from being found within a word: a pattern for before it, and one for after."""
    if SYLLABLE.fullmatch(form):
        own = next(letters for letters in UNPARTED if re.match(f"[{letters}]", form))
        return f"(?<![{own}])", f"(?![{own}])"
    word = f"[0-9{LATIN_LETTER}]"
    return (f"(?<!{word})" if re.match(word, form) else ""), (f"(?!{word})" if re.match(word, form[-1]) else "")
