"""One body spelt two ways: against its record, and by names in the text that are nearly the same."""

import re

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.l10n.scripts import WORD_BEGINS, WORD_ENDS
from core.text.openings import ALIKE, plain
from reports.findings import Kind

SPELT = Kind(
    "organisation-two-spellings",
    _("One organisation spelt two ways"),
    _("A reader takes it for two; a search finds only one of the spellings."),
)
NAMED = Kind(
    "name-two-spellings",
    _("One name spelt two ways"),
    _("A reader takes it for two; a search finds only one of the spellings."),
)

CAPITAL = r"(?<![\w’'-])[A-Z][\w’'-]{1,40}(?![\w’'-])"
PHRASE = re.compile(rf"{CAPITAL}(?: (?:of |for |and |& )?(?:the )?{CAPITAL})+")


def organisations(context):
    for body in context.organisations:
        for spelling, place, times in other_spellings(context, body):
            what = ngettext(
                "“%(spelling)s” in “%(place)s”; its record says “%(name)s”.",
                "“%(spelling)s” in %(number)s places, first in “%(place)s”; its record says “%(name)s”.",
                times,
            )
            what %= {"spelling": spelling, "number": times, "place": place, "name": body}
            yield SPELT.at(place, what, spelling, body.pk)


def other_spellings(context, body):
    """(spelling, place of the first text that has it, in how many texts) for each that is not the record's."""
    pattern, right = looked_for(body), plain(body.name)
    found = {}
    if not pattern or not pattern.search(context.everything):
        return []
    for text in context.texts:
        for match in pattern.finditer(text.straight):
            if match[0] != right:
                found.setdefault(match[0], {})[text.place.identity] = text.place
    return [(spelled, next(iter(places.values())), len(places)) for spelled, places in found.items()]


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


def names_in_text(context):
    """Names in the text that differ in Centre or Center, an s, of or for, and are nobody's on record."""
    recorded = {folded(body.name) for body in context.organisations}
    found = {}
    for text in context.english:
        for name in map(plain, PHRASE.findall(text.words)):
            found.setdefault(folded(name), {}).setdefault(name, text.place)
    for fold, ways in found.items():
        if fold not in recorded and len(ways) > 1:
            yield from differing(ways)


def differing(ways):
    (first, place), *others = ways.items()
    for other, there in others:
        if plural(other) != plural(first):
            what = _("“%(here)s” here, “%(first)s” in “%(place)s”.") % {"here": other, "first": first, "place": place}
            yield NAMED.at(there, what, other, first)


def folded(name):
    words = plain(name).casefold().replace("&", "and").split()
    return " ".join(ALIKE.get(word.removesuffix("s"), word.removesuffix("s")) for word in words)


def plural(name):
    return " ".join(word.removesuffix("s") for word in name.casefold().split())


ENGLISH = _("names that are nearly the same")
CHECKS = [organisations, names_in_text]
