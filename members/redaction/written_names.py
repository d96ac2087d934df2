"""Where a name stands in a text, however it is written there.

Names of letters that part their words are looked for word by word: in any order, with an initial, an honorific or a
nickname between, across lines, paragraphs and cells; those of eight letters or more joined into one word as well.
Names of letters that do not (Thai, Lao, Khmer, Burmese, Chinese, Japanese, Korean) are looked for letter by letter.
Which words a text has is asked first: of a thousand names, most have a word that it has not.
"""

import re
from collections import defaultdict
from functools import lru_cache

from members.honorifics import HONORIFICS, PERHAPS, words
from members.redaction.name_forms import DIGITS, HAS_UNPARTED, LONG, SURELY_LONG, WORD, Names
from members.redaction.readings import HUMP, WALL, pieces_of, readings

# What stands between the parts of a name in a record: {"given": "Zarni", "family": "Protected"}.
FIELDS = words("name names given family first last middle surname givenname familyname firstname lastname fn n")
BETWEEN = 3  # words of a nickname, or other words that may stand within a name
IN_BRACKETS = 6
PARTICLES = words("de da del della der den du van von bin binti bint ibn al el la le ben aka alias nee known as dot")
SHORT = 5  # letters
MONTHS = words("january february march april may june july august september october november december")
BEFORE_A_MONTH = words("in since until till by from of during for to last next this early late mid end and or between")
SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?:(?:[\s._·*|/-]|[.,] )[^\W\d_]){3,}(?![^\W_])")
WALLS, ENDS_SENTENCE = re.compile(rf"[!?。။៕…{WALL}]"), re.compile(r"\.\s")
JOINERS = ("-", "_", ".")
ORDINARY = 4  # letters; such a word without a capital is an ordinary one: may, will, so
OPENS, CLOSES = re.compile(r"[(\[{（“\"«'‘]\s*$"), re.compile(r"\s*[)\]}）”\"»'’]")


@lru_cache(maxsize=8)
def names_for(names):
    return Names(names)


def finder_for(names):
    """A function that finds them (a tuple) in a text, of two that overlap the longer: [(first, last, name)]."""
    find = finder(names)
    return lambda text: [found[:3] for found in find(text)]


def finder(names):
    """As `look_for`, and whether the name stands in what only machines read: [(first, last, name, bool)]."""
    ready = names_for(tuple(names))

    def find(text):
        readable, machine = pieces_of(text, ready.is_burmese)
        found = [
            (*reading.source(first, last), name, for_machines)
            for for_machines, pieces in ((False, readable), (True, machine))
            for reading in (readings(pieces) if pieces else ())
            for first, last, name in Search(ready, reading, text, for_machines).all()
        ]
        kept, at = [], 0
        for one in sorted(found, key=lambda one: (one[0], -one[1])):
            if one[0] >= at:
                kept.append(one)
                at = one[1]
        return kept

    return find


class Search:
    """Some names looked for in one reading of a source."""

    def __init__(self, names, reading, source, for_machines):
        self.names, self.reading, self.source = names, reading, source
        self.text = names.in_one_script(reading.text)
        self.least = LONG if for_machines else 0

    def all(self):
        """[(first, last, name)] in the reading’s letters."""
        if self.names.pattern and HAS_UNPARTED.search(self.text):
            for found in self.names.pattern.finditer(self.text):
                yield *found.span(), self.names.unparted[found.lastindex - 1]
        if self.names.words:
            self.spaced = list(map(Spaced, SPACED.finditer(self.text)))
            words = {*WORD.findall(self.text), *(spaced[0] for spaced in self.spaced)}
            of_names = self.names.words  # “protected94” is “protected”, unless a name is written with its number
            self.known = {word: word if word in of_names else word.strip(DIGITS) or word for word in words}
            if forms := self.forms_here():
                self.tokens = self.read_tokens()
                yield from self.by_words(forms)
            yield from self.within_words()

    def read_tokens(self):
        """Words one after the other, spaced letters as one."""
        tokens = list(WORD.finditer(self.text))
        for spaced in self.spaced:
            first, last = spaced.span()
            tokens = [one for one in tokens if not first <= one.start() < last] + [spaced]
        return sorted(tokens, key=lambda one: one.start()) if self.spaced else tokens

    def forms_here(self):
        """{word: forms that have it and all of whose words are here}."""
        here, forms = set(self.known.values()), defaultdict(list)
        for word in here & self.names.by_rarest.keys():
            for form in self.names.by_rarest[word]:
                if form.letters >= self.least and here.issuperset(form.words):
                    for one in set(form.words):
                        forms[one].append(form)
        return forms

    def by_words(self, forms):
        here = [(at, word) for at, token in enumerate(self.tokens) if (word := self.known[token[0]]) in forms]
        for at, word in here:
            for form in forms[word]:
                last = self.walk(at, form)
                if last is not None and not self.is_list(at, last):
                    first, end = self.span(at, form)[0], self.span(last, form)[1]
                    if self.is_name(first, end, at, last, form):
                        yield first, end, form.name

    def span(self, at, form):
        """Of one word: without the number that stands at it, if it is none of the name’s."""
        token = self.tokens[at]
        word = token[0]
        if word in form.words:
            return token.span()
        first = token.start() + len(word) - len(word.lstrip(DIGITS))
        return first, first + len(self.known[word])

    def walk(self, at, form):
        """The last word of a name that begins at a word, or None."""
        left, fillers = list(form.words), 0
        left.remove(self.known[self.tokens[at][0]])
        while left:
            at += 1
            if at == len(self.tokens) or not self.is_gap(at, form):
                return None
            word = self.known[self.tokens[at][0]]
            if word in left:
                left.remove(word)
            elif fillers < BETWEEN and (beyond := self.filler(at)) is not None:
                fillers, at = fillers + 1, beyond
            else:
                return None
        return at

    def gap(self, at):
        """Between the word before and a word."""
        return self.text[self.tokens[at - 1].end() : self.tokens[at].start()]

    def is_gap(self, at, form):
        """A sentence may end between two words of a name, if both are written with capitals: “Zarni. Protected”."""
        gap = self.gap(at)
        if WALLS.search(gap):
            return False
        if not ENDS_SENTENCE.search(gap):
            return True
        both = self.tokens[at - 1 : at + 1]
        before = both[0][0]
        if len(before) == 1 or before in HONORIFICS:
            return True
        return all(self.known[one[0]] in form.words and self.is_capital(one.start()) for one in both)

    def is_list(self, at, last):
        """“Aung, Chit, Oo” are three people and not one “Oo Chit”: words so short are part of many names. Longer ones
        do not stand side by side by chance; there “Protected, Zarni, Yangon” is read as surname, name and town."""
        if last != at + 1 or self.gap(last) != ", " or max(len(self.tokens[one][0]) for one in (at, last)) > SHORT:
            return False
        while at and self.gap(at) == ", ":
            at -= 1
        while last + 1 < len(self.tokens) and self.gap(last + 1) == ", ":
            last += 1
        has_last = last + 2 < len(self.tokens) and self.tokens[last + 1][0] in ("and", "or")
        return last - at + has_last >= 2

    def filler(self, at):
        """The last of some words that may stand within a name, beginning at a word, or None."""
        word, gap = self.tokens[at][0], self.gap(at)
        if OPENS.search(gap):
            ends = range(at, min(at + IN_BRACKETS, len(self.tokens) - 1))
            return next((end for end in ends if CLOSES.match(self.gap(end + 1))), None)
        if word in HONORIFICS or word in PERHAPS or word in FIELDS or word in PARTICLES:
            return at
        if gap in JOINERS and word.isdigit():
            return at
        return at if len(word) == 1 and (gap in JOINERS or self.is_capital(self.tokens[at].start())) else None

    def is_capital(self, at):
        first, last = self.reading.source(at, at + 1)
        return not self.source[first:last].islower()

    def is_name(self, first, last, at, end, form):
        """A short name could be part of another word, or another word: it stands by itself and in capital letters."""
        if form.letters < LONG:
            around = self.text[first - 1 : first] + self.text[last : last + 1]
            if HUMP in around or any(letter in DIGITS for letter in around):
                return False
        if form.words[0] in MONTHS and at == end and self.is_month(at):
            return False
        is_ordinary = form.is_derived or max(map(len, form.words)) <= ORDINARY
        if is_ordinary and not any(self.is_capital(self.tokens[one].start()) for one in range(at, end + 1)):
            return False
        return not form.is_derived or not self.has_another(at)

    def is_month(self, at):
        """“May” beside a number, another month or a word that leads to a date: the month, and nobody of that name."""
        beyond = at + 2 if [one[0] for one in self.tokens[at + 1 : at + 2]] in (["to"], ["and"], ["until"]) else at + 1
        neighbours = [self.tokens[one][0] for one in (at - 1, beyond) if 0 <= one < len(self.tokens)]
        before = neighbours[0] if at else ""
        return before in BEFORE_A_MONTH or any(word[0] in DIGITS or word in MONTHS for word in neighbours)

    def has_another(self, at):
        """Whether a single word is a part of somebody else’s name: another word in capitals stands beside it."""
        if at + 1 < len(self.tokens) and self.gap(at + 1) == " " and self.is_capital(self.tokens[at + 1].start()):
            return True
        if at == 0 or self.gap(at) != " " or not self.is_capital(self.tokens[at - 1].start()):
            return False
        begins = at == 1 or ENDS_SENTENCE.search(self.gap(at - 1)) or not self.gap(at - 1).strip()
        return self.tokens[at - 1][0] not in HONORIFICS and not begins

    def within_words(self):
        """A long name in one word, within a longer one: “interviewwithzarniprotected”."""
        for word in self.known:
            if len(word) > SURELY_LONG:
                for length in self.names.lengths:
                    for at in range(len(word) - length + 1):
                        if form := self.names.joined.get(word[at : at + length]):
                            for places in self.places(word):
                                yield places[at], places[at + length - 1] + 1, form.name

    def places(self, word):
        """Where its letters stand, each time that it does."""
        yield from (range(*found.span()) for found in re.finditer(re.escape(word), self.text))
        yield from (spaced.places for spaced in self.spaced if spaced[0] == word)


class Spaced:
    """“Z a r n i” as one word: it has what is asked of a match."""

    def __init__(self, found):
        self.places = [found.start() + at for at, letter in enumerate(found[0]) if letter.isalpha()]
        self.word, self.span, self.start, self.end = (
            "".join(re.findall(r"[^\W_]", found[0])),
            found.span,
            found.start,
            found.end,
        )

    def __getitem__(self, group):
        return self.word
