"""One body spelt two ways: against its record, and by names in the text that are nearly the same."""

import re

from core.scripts import WORD_BEGINS, WORD_ENDS
from reports.check.findings import Kind

SPELT = Kind("One organisation spelt two ways", "A reader takes it for two; a search finds only one of the spellings.")
NAMED = Kind("One name spelt two ways", "A reader takes it for two; a search finds only one of the spellings.")

ALIKE = {  # words that one writer spells so and another otherwise
    **dict.fromkeys(("centre", "center"), "cent(?:re|er)"),
    **dict.fromkeys(("organisation", "organization"), "organi[sz]ation"),
    **dict.fromkeys(("labour", "labor"), "labou?r"),
    **dict.fromkeys(("programme", "program"), "program(?:me)?"),
    **dict.fromkeys(("of", "for"), "(?:of|for)"),
    **dict.fromkeys(("and", "&"), "(?:and|&)"),
}
CAPITAL = r"(?<![\w’'-])[A-Z][\w’'-]{1,40}(?![\w’'-])"
PHRASE = re.compile(rf"{CAPITAL}(?: (?:of |for |and |& )?(?:the )?{CAPITAL})+")


def organisations(reading):
    for body in reading.organisations:
        for spelling, place, times in other_spellings(reading, body):
            where = f"“{place}”" if times == 1 else f"{times} places, first in “{place}”"
            yield SPELT.at(place, f"“{spelling}” in {where}; its record says “{body}”.", content=spelling)


def other_spellings(reading, body):
    """(spelling, place of the first text that has it, in how many texts) for each that is not the record's."""
    look, right = looked_for(body), plain(body.name)
    found = {}
    if not look or not look.search(reading.everything):
        return []
    for text in reading.texts:
        for match in look.finditer(text.straight):
            if match[0] != right:
                found.setdefault(match[0], {})[text.place.identity] = text.place
    return [(said, next(iter(places.values())), len(places)) for said, places in found.items()]


def looked_for(body):
    variants = [one for one in body.names.all() if one.kind == one.Kind.VARIANT]
    forms = [re.escape(plain(one.name)) for one in variants if plain(one.name) not in plain(body.name)]
    forms += [re.escape(one.acronym) for one in variants if one.acronym and one.acronym != body.acronym]
    if body.name.count(" ") > 1:
        forms.append(",? ".join(word_pattern(word) for word in plain(body.name).replace(",", "").split()))
    return re.compile(rf"{WORD_BEGINS}(?:{'|'.join(forms)})(?!-){WORD_ENDS}") if forms else None


def word_pattern(word):
    alike = ALIKE.get(word.casefold()) or ALIKE.get(word.casefold().removesuffix("s"))
    if alike:
        return cased(alike, word) + ("s?" if len(word) > 3 else "")
    return re.escape(word.removesuffix("s")) + "s?" if len(word) > 3 and word[0].isupper() else re.escape(word)


def cased(alike, word):
    return alike[0].upper() + alike[1:] if word[0].isupper() else alike


def plain(name):
    return name.replace("’", "'").removeprefix("The ")


def names_in_text(reading):
    """Names in the text that differ in Centre or Center, an s, of or for, and are nobody's on record."""
    recorded = {folded(body.name) for body in reading.organisations}
    found = {}
    for text in reading.english:
        for name in map(plain, PHRASE.findall(text.words)):
            found.setdefault(folded(name), {}).setdefault(name, text.place)
    for fold, ways in found.items():
        if fold not in recorded and len(ways) > 1:
            yield from differing(ways)


def differing(ways):
    (first, place), *others = ways.items()
    for other, there in others:
        if plural(other) != plural(first):
            yield NAMED.at(there, f"“{other}” here, “{first}” in “{place}”.", content=other)


def folded(name):
    words = plain(name).casefold().replace("&", "and").split()
    return " ".join(ALIKE.get(word.removesuffix("s"), word.removesuffix("s")) for word in words)


def plural(name):
    return " ".join(word.removesuffix("s") for word in name.casefold().split())


ENGLISH = "names that are nearly the same"
LOOKS = [organisations, names_in_text]
