"""Acronyms as the text itself uses and expands them, against the list that the report prints."""

import re
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from core.l10n.scripts import WORD_BEGINS, WORD_ENDS
from reports.findings import Kind, Place, rows

MISSING = Kind(
    "acronym-not-listed",
    _("Acronym not in the list"),
    _("A reader who meets it looks it up in the list of acronyms, and does not find it."),
)
UNUSED = Kind("acronym-unused", _("Acronym that no text uses"), _("The list explains what the report never says."))
TWO_WAYS = Kind(
    "acronym-two-ways", _("Acronym expanded in two ways"), _("A reader cannot tell which of the two it stands for.")
)

ACRONYM = re.compile(rf"(?<!\$){WORD_BEGINS}(?:[A-Z][A-Za-z]{{0,5}}[A-Z]|[A-Z]{{2,7}})(?=s?(?!\$){WORD_ENDS})")
PLAIN = {"US", "UK"}  # nobody looks these up
ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
IN_BRACKETS = re.compile(r" \((?:the )?([A-Z][A-Za-z]*[A-Z])s?\)")
WORDS = re.compile(r"(?:[\w’'&/-]+,? ){1,12}\Z")
FARTHEST = 120  # letters before the bracket in which the words may stand
JOINING = {"of", "for", "the", "and", "on", "in", "against", "to", "a", "an", "&", "from", "with"}


def used(context):
    """{acronym: the first text that uses it}, without what stands in an organisation's name only."""
    named = re.compile("|".join(rf"{WORD_BEGINS}{re.escape(name)}" for name in names(context)) or r"(?!)")
    found = {}
    for text in context.texts:
        for acronym in ACRONYM.findall(without_titles(named.sub(" ", text.words))):
            if acronym not in PLAIN and not ROMAN.fullmatch(acronym):
                found.setdefault(acronym, text)
    return found


def without_titles(words):
    """Without runs of words in capitals of which some have accents, as Vietnamese titles: “VIỆT NAM” names no NAM."""
    runs = [list(run) for _, run in groupby(words.split(" "), str.isupper)]
    accented = [any(letter.isupper() and not letter.isascii() for letter in "".join(run)) for run in runs]
    return " ".join(" ".join(run) for run, left_out in zip(runs, accented, strict=True) if not left_out)


def names(context):
    """What organisations are called that has capitals in it, and acronyms they are wrongly given; longest first."""
    written = set()
    for body in context.organisations:
        others = body.names.all()
        written |= {body.name, *(one.name for one in others), *(one.acronym for one in others)} - {body.acronym}
    return sorted((name for name in written if ACRONYM.search(name)), key=len, reverse=True)


def expansions(context):
    """{acronym: {as it is expanded: the first text that does}}"""
    found = {}
    for text in context.english:
        for match in IN_BRACKETS.finditer(text.words):
            before = WORDS.search(text.words[max(0, match.start() - FARTHEST) : match.start() + 1])
            if before and (meaning := expansion(before[0].split(), match[1])):
                found.setdefault(match[1], {}).setdefault(meaning, text)
    return found


def expansion(words, acronym):
    """The last of some words that the acronym stands for, or nothing: its letters are their initials, or most are."""
    for start in range(len(words) - 1, -1, -1):
        meaning = words[start:]
        if meaning[0].casefold() in JOINING:
            continue
        if spells(meaning, acronym):
            return " ".join(meaning)
    return capitalised(words, acronym)


def spells(words, acronym):
    every = "".join(word[0] for word in words).casefold()
    main = "".join(word[0] for word in words if word.casefold() not in JOINING).casefold()
    return acronym.casefold() in (every, main)


def capitalised(words, acronym):
    """A name whose initials are others, as in another language: it begins with the acronym's first letter."""
    start = len(words)
    while start and (words[start - 1][0].isupper() or words[start - 1].casefold() in JOINING):
        start -= 1
    meaning = words[start:]
    while meaning and (meaning[0].casefold() in JOINING or meaning[0][0] != acronym[0]):
        meaning = meaning[1:]
    return " ".join(meaning) if len(meaning) > 1 else ""


def same(one, other):
    """Whether two expansions are one: in either number, with or without commas; or one goes on where the other ends."""
    one, other = folded(one), folded(other)
    return one.startswith(other) or other.startswith(one)


def folded(expansion):
    words = re.findall(r"\w+", re.sub(r"[’']s?\b", "", expansion.replace("&", "and")).casefold())
    return " ".join(word.removesuffix("s") for word in words if word != "the")


def acronyms(context):
    expanded = expansions(context)
    yield from two_ways(context, expanded)
    if context.acronyms:
        yield from missing(context, expanded)
        yield from unused(context)


def missing(context, expanded):
    listed = {part for one in context.acronyms for part in (one.acronym, *re.split(r"[/ ]", one.acronym))}
    recorded = {body.acronym: body.name for body in context.organisations}
    for acronym, text in used(context).items():
        if acronym in listed or acronym.removesuffix("s") in listed:
            continue
        meaning = next(iter(expanded.get(acronym, ())), "") or recorded.get(acronym)
        if meaning:
            what = _("“%(acronym)s” is first used in “%(place)s”. It stands for “%(meaning)s”.")
        elif context.english:
            what = _("“%(acronym)s” is first used in “%(place)s”. No text expands it.")
        else:
            what = _("“%(acronym)s” is first used in “%(place)s”.")
        what %= {"acronym": acronym, "place": text.place, "meaning": meaning}
        yield MISSING.at(Place(context.report, "acronyms-group"), what, acronym)


def unused(context):
    everything = "\n".join(text.words for text in context.texts)
    for one, place in rows(context.report, "acronyms", context.acronyms):
        if not re.search(rf"{WORD_BEGINS}{re.escape(one.acronym)}s?{WORD_ENDS}", everything):
            what = _("“%(acronym)s” (%(meaning)s) is in the list; no text uses it.")
            what %= {"acronym": one.acronym, "meaning": one.expansion}
            yield UNUSED.at(place("acronym"), what, one.acronym, one.expansion)


def two_ways(context, expanded):
    listed = {one.acronym: place for one, place in rows(context.report, "acronyms", context.acronyms)}
    for acronym, ways in expanded.items():
        if acronym in listed:
            yield from against_list(listed[acronym], ways)
        else:
            yield from against_each_other(context, acronym, ways)


def against_list(place, ways):
    place = place("expansion")
    for meaning, text in ways.items():
        if not same(meaning, place.record.expansion):
            listed = place.record.expansion
            what = _("%(acronym)s: the list has “%(listed)s”, “%(place)s” has “%(meaning)s”.")
            what %= {"acronym": place.record.acronym, "listed": listed, "place": text.place, "meaning": meaning}
            yield TWO_WAYS.at(place, what, listed, meaning)


def against_each_other(context, acronym, ways):
    (first, _text), *others = ways.items()
    for meaning, text in others:
        if not same(meaning, first):
            what = _("%(acronym)s: here “%(here)s”, elsewhere “%(elsewhere)s”.")
            what %= {"acronym": acronym, "here": meaning, "elsewhere": first}
            yield TWO_WAYS.at(text.place, what, acronym, meaning, first)
    for body in context.organisations:
        known = [one.name for one in (body, *body.names.all()) if body.acronym == one.acronym == acronym]
        if any(same(first, one) for one in known):
            for other in known:
                if not same(first, other) and not alike(first, other):
                    what = _("%(acronym)s: here “%(here)s”; it is recorded to stand for “%(other)s” as well.")
                    what %= {"acronym": acronym, "here": first, "other": other}
                    yield TWO_WAYS.at(ways[first].place, what, acronym, first, other)


def alike(one, other):
    return folded(one).replace("centre", "center") == folded(other).replace("centre", "center")


ENGLISH = _("what a text expands an acronym to")
CHECKS = [acronyms]
