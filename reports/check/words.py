"""What the words themselves show: protected names, terms to avoid, spellings of the house, repeated paragraphs."""

import re
from functools import cache

from core.linebreaks import RUNS, SPACE
from core.scripts import WORD_BEGINS, WORD_ENDS
from members.naming import names_of
from members.written_names import look_for
from reports.check.findings import Kind
from reports.check.texts import WORD

NAME = Kind(
    "Name against its person’s choice",
    "This person does not want the full name shown. Print and pages put it as the person decided, and the sentence "
    "may no longer read well; write it so that it needs no name.",
    blocking=True,
)
AVOID = Kind("Term to avoid", "It harms the people it names.")
HOUSE = Kind(
    "Not the house’s spelling", "The network writes this otherwise; a reader takes two spellings for two things."
)
TWICE = Kind("Paragraph printed twice", "A reader stumbles, and doubts the rest.")

SHORTEST = 12  # words; shorter paragraphs may well be alike
CHINESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")


def names(reading):
    look = look_for(tuple(name for person in reading.protected for name in names_of(person)))
    for text in reading.texts:
        found = {name: text.plain[first:last] for first, last, name in reversed(look(text.plain))}
        for person in reading.protected:
            if said := [found[name] for name in names_of(person) if name in found]:
                choice = person.get_naming_display().lower()
                what = f"“{said[0]}” stands here; this person chose “{choice}” and is called “{person.public_name}”."
                yield NAME.at(text.place, what)


def terms(reading):
    for term in reading.terms_to_avoid:
        look = phrase(tuple(term.spellings))
        for text in reading.texts:
            for said in dict.fromkeys(look.findall(text.own_words)):
                what = f"“{said}”. Consider “{term.consider}”. {term.why}"
                yield AVOID.at(text.place, what, content=said.casefold())


def house_spellings(reading):
    for spelling in reading.spellings:
        look, right = phrase((spelling.instead_of,), False), re.compile(re.escape(spelling.write))
        for text in reading.texts:
            if match := look.search(right.sub(" ", text.own_words)):
                yield HOUSE.at(text.place, f"“{match[0]}”; the house writes “{spelling.write}”.")


@cache
def phrase(forms, ignore_case=True):
    """Any of some phrases as whole words, across any white space or hyphen."""
    longest_first = sorted(forms, key=len, reverse=True)
    any_of = "|".join(r"[\s-]+".join(map(re.escape, form.replace("-", " ").split())) for form in longest_first)
    return re.compile(rf"{WORD_BEGINS}(?:{any_of}){WORD_ENDS}", re.IGNORECASE if ignore_case else 0)


def repeated_paragraphs(reading):
    first = {}
    for text in reading.texts:
        for block in text.blocks:
            words = " ".join(WORD.findall(block.replace(SPACE, "").casefold()))
            if length(words) < SHORTEST:
                continue
            if words in first:
                where = "this text" if first[words] is text else f"“{first[words].place}”"
                yield TWICE.at(text.place, f"“{block[:90]}…” stands in {where} already.", content=block)
            first.setdefault(words, text)


def length(words):
    """In words, of which those of scripts that do not part them have some five letters, or two in Chinese."""
    return sum(
        max(1, sum(map(len, RUNS.findall(part))) // 5 + len(CHINESE.findall(part)) // 2) for part in words.split(" ")
    )


LOOKS = [names, terms, house_spellings, repeated_paragraphs]
