"""The ways in which a name may be written: words in any order or joined, or the letters of a script without gaps."""

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, pairwise, permutations

from core.l10n.folding import ACCENT, fold
from members.honorifics import plain_name
from members.redaction.lookalikes import in_one_script, skeleton

LONG = 8  # letters; a shorter name is not looked for within one word, nor in what only machines read
SURELY_LONG = 10  # also within a longer word
# Scripts that put no spaces between words: Thai, Lao, Khmer, Burmese with Shan, Chinese with Japanese; Korean may.
UNPARTED = [
    r"\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e",
    r"\u0e81-\u0eae\u0eb0-\u0ebd\u0ec0-\u0ece\u0edc-\u0edf",
    r"\u1780-\u17d3",
    r"\u1000-\u103f\u1050-\u108f\ua9e0-\ua9ef\uaa60-\uaa7f",
    r"\u3041-\u30ff\u3400-\u9fff",
    r"\u1100-\u11ff\uac00-\ud7a3",
]
ANY_UNPARTED = f"[{''.join(UNPARTED)}]"
HAS_UNPARTED = re.compile(ANY_UNPARTED)
SIGNS = (
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u17b6-\u17d3"
    r"\u102b-\u103e\u1056-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f"
)
CONSONANT = r"[\u0e01-\u0e2e\u0e81-\u0eae\u0edc-\u0edf\u1000-\u102a\u103f\u1075-\u1081\u1780-\u17b3]"
CLOSING = (  # the consonant that ends a syllable: Burmese marks it, the others do not
    r"(?:[\u0e01-\u0e2e\u0e81-\u0eae\u1780-\u17b3][\u0e47-\u0e4c\u0ec8-\u0ecc\u17c9-\u17d1]*"
    r"|[\u1000-\u1021\u1075-\u1081]\u1037?\u103a[\u1037\u1038\u1087-\u108d]*"
    r"|[\u1000-\u1021\u1075-\u1081][\u1037\u1038]*\u103a[\u1087-\u108d]*)"
)
SYLLABLE = re.compile(
    rf"[\u0e40-\u0e44\u0ec0-\u0ec4]?{CONSONANT}(?:[\u1039\u17d2]{CONSONANT})*"
    rf"[{SIGNS}\u0e30-\u0e33\u0e45\u0eb0-\u0eb3\u0ebd]*{CLOSING}?|[\u3041-\u30ff\u3400-\u9fff]"
    r"|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)
LATIN = r"0-9a-z\u00df-\u024f\u0250-\u02af\u1e00-\u1eff"
OTHERS = "".join(  # vowel signs of Devanagari, Tamil …
    chr(code) for code in range(0x300, 0x2000) if unicodedata.category(chr(code))[0] == "M"
)
OTHERS = re.sub(f"[{ACCENT}]|{ANY_UNPARTED}", "", OTHERS)
WORD = re.compile(rf"[{LATIN}]+|(?:[^\W_{LATIN}{''.join(UNPARTED)}]|[{OTHERS}])+")
DIGITS = "0123456789"
UNPARTED_GAP = r"[\s.,()\-]*(?:\([^()]{1,24}\)\s*)?"


@dataclass(frozen=True)
class Form:
    """One way to write a name: its words, as they are compared."""

    words: tuple
    name: str
    is_derived: bool  # one word, left of a name that is recorded with an honorific

    @cached_property
    def letters(self):
        return sum(map(len, self.words))


class Names:
    """Some names, made ready to be looked for."""

    def __init__(self, names):
        self.by_rarest, self.joined, unparted = defaultdict(list), {}, {}
        forms = []
        for name in names:
            for written in dict.fromkeys((name, plain_name(name))):
                folded = " ".join(fold(written).split())
                if HAS_UNPARTED.search(folded):
                    unparted |= dict.fromkeys(orders(folded), name)
                elif folded:
                    forms += [Form(words, name, written != name and len(words) == 1) for words in variants(folded)]
        self.words = {word for form in forms for word in form.words}
        self.skeletons = {skeleton(word): word for word in self.words}
        counts = Counter(word for form in forms for word in form.words)
        for form in dict.fromkeys(forms):
            self.by_rarest[min(form.words, key=counts.get)].append(form)
            if len(form.words) == 1 and len(form.words[0]) >= SURELY_LONG:
                self.joined.setdefault(form.words[0], form)
        self.lengths = sorted({len(word) for word in self.joined}, reverse=True)
        self.is_burmese = any("\u1000" <= letter <= "\u109f" for name in unparted for letter in name)
        self.unparted = [unparted[form] for form in sorted(unparted, key=order)]
        self.pattern = any_of(sorted(unparted, key=order)) if unparted else None

    def in_one_script(self, text):
        """With each word of two scripts as the word of a name that it looks like."""
        return in_one_script(text, self.skeletons)


def order(form):
    return form[0], -len(form), form


def variants(folded):
    """The words of a name; and, where it is long, some or all of them joined: in its order, or all in any order."""
    found = {tuple(WORD.findall(one)) for one in (folded, folded.replace("'", ""))} - {()}
    for parts in list(found):
        if sum(map(len, parts)) >= LONG and len(parts) < 6:
            cuts = chain.from_iterable(combinations(range(1, len(parts)), count) for count in range(len(parts)))
            for cut in cuts:
                ends = (0, *cut, len(parts))
                found.add(tuple("".join(parts[a:b]) for a, b in pairwise(ends)))
            if len(parts) < 5:
                found |= {("".join(one),) for one in permutations(parts)}
    return found


def orders(folded):
    """A name with its words in any order."""
    words = folded.split()
    return {" ".join(one) for one in permutations(words)} if len(words) < 4 else {folded, " ".join(words[::-1])}


def any_of(forms):
    groups = defaultdict(list)
    for form in forms:
        groups[form[0]].append(f"({pattern(form)})")
    ahead = "".join(map(re.escape, groups))
    each = "|".join(f"(?={re.escape(first)})(?:{'|'.join(group)})" for first, group in groups.items())
    return re.compile(f"(?=[{ahead}])(?:{each})")


def pattern(form):
    """Its letters may be spaced anywhere, and stand in any run of letters; but a single syllable must stand apart,
    for it is part of too many words that are no names."""
    before, after = edges(form)
    words = form.split()
    parted = [re.split(rf"(?<={ANY_UNPARTED})\s*(?=\w)|(?<=\w)\s*(?={ANY_UNPARTED})", word) for word in words]
    return before + UNPARTED_GAP.join(r"\s*".join(map(re.escape, parts)) for parts in parted) + after


def edges(form):
    """What keeps a name from being found within a word: a pattern for before it, and one for after."""
    if SYLLABLE.fullmatch(form):
        own = next(letters for letters in UNPARTED if re.match(f"[{letters}]", form))
        return f"(?<![{own}])", f"(?![{own}])"
    after = rf"(?![{LATIN}])" if re.match(f"[{LATIN}]", form[-1]) else r"(?![\u1160-\u11ff])"
    return (f"(?<![{LATIN}])" if re.match(f"[{LATIN}]", form) else ""), after
