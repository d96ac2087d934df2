"""What the words themselves show: protected names, terms to avoid, spellings of the network, repeated paragraphs."""

import re
from functools import cache

from django.utils.translation import gettext_lazy as _

from core.l10n.linebreaks import RUNS, SPACE
from core.l10n.scripts import WORD_BEGINS, WORD_ENDS
from members.redaction.redactor import names_of
from reports.findings import Kind
from reports.texts import WORD

NAME = Kind(
    "protected-name",
    _("Name against its person’s choice"),
    _(
        "This person does not want the full name shown. Print and pages put it as the person decided, and the sentence "
        "may no longer read well; write it so that it needs no name."
    ),
    blocking=True,
)
AVOID = Kind("term-to-avoid", _("Term to avoid"), _("It harms the people it names."))
SPELLING = Kind(
    "network-spelling",
    _("Not the network’s spelling"),
    _("The network writes this otherwise; a reader takes two spellings for two things."),
)
TWICE = Kind("paragraph-twice", _("Paragraph printed twice"), _("A reader stumbles, and doubts the rest."))

SHORTEST = 12  # words; shorter paragraphs may well be alike
CHINESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")


def names(context):
    bearers = [(name, person) for person in context.protected for name in names_of(person)]
    for text, places in context.protected_names:
        found, named = {name: text.plain[first:last] for first, last, name in reversed(places)}, set()
        for name, person in bearers if found else ():
            if name in found and person not in named:
                named.add(person)
                what = _("“%(name)s” stands here; this person chose “%(choice)s” and is called “%(public_name)s”.")
                what %= {"name": found[name], "choice": person.allowed, "public_name": person.public_name}
                yield NAME.at(text.place, what, found[name], person.pk)


def terms(context):
    for term in context.terms_to_avoid:
        pattern = phrase(tuple(term.spellings))
        for text in context.texts:
            for used in dict.fromkeys(pattern.findall(text.own_words)):
                what = _("“%(used)s”. Consider “%(instead)s”. %(reason)s")
                what %= {"used": used, "instead": term.consider, "reason": term.why}
                yield AVOID.at(text.place, what, used.casefold())


def spellings_of_the_network(context):
    for spelling in context.spellings:
        pattern, right = phrase((spelling.instead_of,), False), re.compile(re.escape(spelling.write))
        for text in context.texts:
            if match := pattern.search(right.sub(" ", text.own_words)):
                what = _("“%(found)s”; the network writes “%(right)s”.") % {"found": match[0], "right": spelling.write}
                yield SPELLING.at(text.place, what, match[0], spelling.write)


@cache
def phrase(forms, ignore_case=True):
    """Any of some phrases as whole words, across any white space or hyphen."""
    longest_first = sorted(forms, key=len, reverse=True)
    any_of = "|".join(r"[\s-]+".join(map(re.escape, form.replace("-", " ").split())) for form in longest_first)
    return re.compile(rf"{WORD_BEGINS}(?:{any_of}){WORD_ENDS}", re.IGNORECASE if ignore_case else 0)


def repeated_paragraphs(context):
    first = {}
    for text in context.texts:
        for block in text.blocks:
            words = " ".join(WORD.findall(block.replace(SPACE, "").casefold()))
            if length(words) < SHORTEST:
                continue
            if words in first:
                what = _("“%(beginning)s…” stands in “%(place)s” already.")
                if first[words] is text:
                    what = _("“%(beginning)s…” stands in this text already.")
                what %= {"beginning": block[:90], "place": first[words].place}
                yield TWICE.at(text.place, what, block)
            first.setdefault(words, text)


def length(words):
    """In words, of which those of scripts that do not part them have some five letters, or two in Chinese."""
    return sum(
        max(1, sum(map(len, RUNS.findall(part))) // 5 + len(CHINESE.findall(part)) // 2) for part in words.split(" ")
    )


CHECKS = [names, terms, spellings_of_the_network, repeated_paragraphs]
