"""Which of many organisations a text may name: told by its words, so that not each is looked for letter by letter."""

import re
from itertools import pairwise

from django.db.models import Q

from core.text.openings import WORD, in_capitals, openings
from members.models import OrganisationName

EDGES = re.compile(r"^\W+|\W+$")


def candidates(text, organisations):
    """The organisations, with their names, of which a name or an acronym may stand in a text."""
    found = {"opening__among": openings(text)}, {"acronym__among": in_text(text)}
    named = Q(**found[0]) | Q(**found[1])
    of_names = OrganisationName.objects.filter(named).values("organisation")
    likely = organisations.filter(named | Q(pk__in=of_names)).prefetch_related("names")
    words = set(in_capitals(text))
    return [one for one in likely if any(may_hold(text, words, form) for form in forms(one))]


def in_text(text):
    """What may be an acronym: words, as they stand between spaces or letters of other scripts, and pairs of them."""
    words = [EDGES.sub("", word) for word in text.split()]
    pairs = {" ".join(pair) for pair in pairwise(words)}
    found = {*WORD.findall(text), *words, *pairs}
    return {word for word in found | {word.removesuffix("s") for word in found} if word and not word.islower()}


def forms(organisation):
    known = [organisation, *organisation.names.all()]
    return filter(None, (form for one in known for form in (one.name, one.acronym)))


def may_hold(text, words, name):
    parts = in_capitals(name)
    return words.issuperset(parts) if parts else name in text
