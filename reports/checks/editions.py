"""Languages of a publication, as one text, another and its editions have them."""

import re

from django.utils.translation import gettext_lazy as _

from core.l10n.languages import CODES, ENGLISH, language_name
from projects.models import Activity
from reports.findings import Kind

DIFFER = Kind(
    "editions-differ", _("Editions listed differently"), _("A reader cannot tell in which languages it can be had.")
)

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
    here = [work for work in context.publications if place.record == work or is_activity_of(work, place.record)]
    return here[0] if len(here) == 1 else None


def is_activity_of(work, record):
    return isinstance(record, Activity) and record.pk == work.activity_id


def differing(work, stated):
    """Each list that is not the editions'; where there are none yet, not that of the first text."""
    first, place = stated[0]
    if work.editions.all():
        right, words = set(work.languages), _("“%(work)s”: here %(here)s; its editions are %(right)s.")
    else:
        right, words = first, _("“%(work)s”: here %(here)s; “%(place)s” has %(right)s.")
    for codes, there in stated:
        if codes != right:
            what = words % {"work": work, "here": listed(codes), "place": place, "right": listed(right)}
            yield DIFFER.at(there, f"{what} {difference(codes, right)}", work.pk, *sorted(codes), "", *sorted(right))


def listed(codes):
    return f"{len(codes)} ({names(codes)})"


def names(codes):
    return ", ".join(sorted(map(language_name, codes)))


def difference(here, there):
    parts = [(_("Missing here: %(languages)s."), there - here), (_("Only here: %(languages)s."), here - there)]
    return " ".join(words % {"languages": names(codes)} for words, codes in parts if codes)


ENGLISH = _("languages in which a text says that a publication can be had")
CHECKS = [editions]
