"""Languages of a publication, as one text, another and its editions have them."""

import re

from core.l10n.languages import CODES, ENGLISH, language_name
from reports.findings import Kind

DIFFER = Kind("Editions listed differently", "A reader cannot tell in which languages it can be had.")

LANGUAGES = {ENGLISH[code]: code for code in CODES}
NAME = "|".join(sorted(map(re.escape, LANGUAGES), key=len, reverse=True))  # “Egyptian Arabic” before “Egyptian”
LIST = re.compile(rf"\b(?:{NAME})\b(?:, (?:{NAME})\b){{0,20}},? and (?:{NAME})\b")


def editions(context):
    lists = {}
    for text in context.english:
        for block in text.blocks:
            for match in LIST.finditer(block):
                if work := meant(context, text.place, block[: match.start()]):
                    codes = {LANGUAGES[name] for name in re.findall(NAME, match[0])}
                    lists.setdefault(work, []).append((codes, text.place))
    for work, stated in lists.items():
        yield from differing(work, stated)


def meant(context, place, before):
    """The publication a list of languages is about: the last one named before it, or the only one of its chapter."""
    named = [(before.casefold().rfind(work.title.casefold()), work.pk, work) for work in context.publications]
    at, _, work = max(named, default=(-1, 0, None))
    if at >= 0:
        return work
    here = [work for work in context.publications if place.record in (work, work.activity)]
    return here[0] if len(here) == 1 else None


def differing(work, stated):
    """Each list that is not the editions'; where there are none yet, not that of the first text."""
    (first, place), *_ = stated
    right, where = (set(work.languages), "its editions are") if work.editions.all() else (first, f"“{place}” has")
    for codes, there in stated:
        if codes != right:
            what = f"“{work}”: here {listed(codes)}; {where} {listed(right)}. {difference(codes, right)}"
            yield DIFFER.at(there, what)


def listed(codes):
    names = ", ".join(sorted(map(language_name, codes)))
    return f"{len(codes)} ({names})"


def difference(here, there):
    parts = [("Missing here", there - here), ("Only here", here - there)]
    return " ".join(f"{what}: {', '.join(sorted(map(language_name, codes)))}." for what, codes in parts if codes)


ENGLISH = "languages in which a text says that a publication can be had"
CHECKS = [editions]
