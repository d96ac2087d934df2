"""What may name a protected person and cannot be masked safely: one word of the name alone, an initial with one, a
nickname. Somebody has to say of each such sentence that it is *not this person*, or write it otherwise.

A word alone counts where it has a capital that no sentence, month, country or organisation gives it, and no other
word in a capital beside it, which would make it the name of somebody or something else. After an honorific or beside
the initial of the name it counts whatever it is.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.core.signing import Signer
from django.db.models import CharField, EmailField, FileField, Q, SlugField, TextField, URLField

from core.derived import DerivedField
from core.l10n.countries import CODES, country_name
from core.l10n.folding import fold, fold_letters
from core.richtext import RichTextField, plain_blocks
from members.honorifics import HONORIFICS, NICKNAME, UNPARTED, plain_name
from members.models import NotThisPerson, Organisation, OrganisationName, Person
from members.models.people import withheld_people
from members.redaction.date_words import BEFORE_A_DATE, CALENDAR, in_a_date
from members.redaction.name_forms import ANY_UNPARTED, HAS_UNPARTED, WORD
from members.redaction.name_forms import UNPARTED as SCRIPTS
from members.redaction.readings import HUMP, PIECE, WALL, WITHIN, pieces_of, readings
from members.redaction.redactor import names_of
from members.redaction.written_names import ORDINARY, finder_for

SENTENCE_BEGINS = re.compile(rf"[.!?:;•·\n\x1f{WALL}]")
SENTENCE_ENDS = re.compile(r"(?<!\b[A-Z]\.)(?<!\b[A-Z][A-Za-z]\.)(?<=[.!?…။។])\s+|\n")
MAY_BE_UNPARTED = re.compile(rf"{ANY_UNPARTED}|{PIECE.pattern}", PIECE.flags)
TICKED = "_not_this_person"  # of a form: what was said of places that were shown
NO_TEXTS = (EmailField, SlugField, URLField, FileField, DerivedField)
OF_A_PERSON = {"position", "biography"}  # the rest says who it is
TITLE_WORDS = 4  # a line of fewer words in capitals may be a name


@dataclass(frozen=True)
class Possible:
    person: Person
    as_written: str  # as it is written
    sentence: str

    @cached_property
    def sentence_hash(self):
        return sha256(" ".join(fold(self.sentence).split()).encode()).hexdigest()

    def key(self, model, record, field):
        """What `NotThisPerson` is said of."""
        return (model, record, field, self.sentence_hash, self.person.pk)

    def token(self, field):
        """Of a form, before its record has a key."""
        return Signer(salt=TICKED).signature(f"{field} {self.sentence_hash} {self.person.pk}")


def denied():
    """The keys of all that was said to be somebody else."""
    facts = ("model", "record", "field", "sentence_hash", "person_id")
    return set(NotThisPerson.objects.values_list(*facts))


def possible_names(people=None, within=None):
    """A function that gives each `Possible` name in a plain text, once a sentence. Two questions to the database.

    Whoever looks through texts that are known beforehand gives them, in one, as `within`: of the names of organisations
    only those are then read that share a word with these people’s and with the texts. Where it is known already where
    the whole names stand in a text (`look_for`), that is given with it.
    """
    people = withheld_people() if people is None else list(people)
    parts, unparted = Parts(people, within), unparted_pattern(people)
    if not parts.bearers and not unparted:
        return lambda text, masked=None: []
    whole = finder_for(tuple(name for person in people for name in names_of(person)))

    def find(text, masked=None):
        found = [*parts.within(text), *(unparted(text) if unparted else ())]
        masked = whole(text) if found and masked is None else masked
        unique = {}
        for first, last, bearers in sorted(found, key=lambda one: one[:2]):
            if not any(first < b and a < last for a, b, _name in masked):
                for person in bearers:
                    one = Possible(person, text[first:last], sentence_at(text, first))
                    unique.setdefault((person.pk, one.sentence_hash), one)
        return list(unique.values())

    return find


def texts_of(model):
    """The fields of a model that hold words for the public."""
    fields = [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField) and not isinstance(field, NO_TEXTS)
        if field.editable and not field.choices and not field.name.startswith(("private_", "contact_"))
    ]
    return [field for field in fields if model is not Person or field.name in OF_A_PERSON]


def plain(value, field):
    """A text as it is looked through."""
    return "\n".join(plain_blocks(value)) if isinstance(field, RichTextField) else value


def sentence_at(text, at):
    begins, ends = 0, len(text)
    for end in SENTENCE_ENDS.finditer(text):
        if end.end() > at:
            ends = end.start()
            break
        begins = end.end()
    return " ".join(text[begins:ends].split())


def parts_of(person):
    """(the words of a name, and its nicknames) for each way the name is recorded, folded."""
    for name in names_of(person):
        nicknames = [fold(one.strip("()[]（）「」『』“”\"«»‹›‘’' ")) for one in NICKNAME.findall(name)]
        yield fold(plain_name(name)).split(), nicknames


def unparted_pattern(people):
    """Of scripts without spaces: a part that stands by itself, or after an honorific."""
    bearers = defaultdict(list)
    for person in people:
        for named, nicknames in parts_of(person):
            for part in (*(named if len(named) > 1 else ()), *nicknames):
                if HAS_UNPARTED.search(part) and len(part) > 2:
                    bearers[part].append(person)
    if not bearers:
        return None
    own, titles = f"[{''.join(SCRIPTS)}]", "|".join(f"(?<={re.escape(fold(one))})" for one in UNPARTED)
    any_part = "|".join(map(re.escape, sorted(bearers, key=len, reverse=True)))
    look = re.compile(f"(?:{titles})(?:{any_part})|(?<!{own})(?:{any_part})(?!{own})")

    def find(text):
        if not MAY_BE_UNPARTED.search(text):
            return
        reading = readings(pieces_of(text, True)[0])[-1]
        for found in look.finditer(reading.text):
            if found[0] not in CALENDAR or not in_a_date(reading.text, *found.span()):
                yield *reading.source(*found.span()), bearers[found[0]]

    return find


class Parts:
    """The single words of the names of some people, in scripts that part words."""

    def __init__(self, people, within=None):
        self.bearers, self.initials, self.texts = defaultdict(list), {}, within
        for person in people:
            for named, nicknames in parts_of(person):
                named = [part for word in named for part in WORD.findall(word)]
                alone = [
                    *(named if len(named) > 1 else ()),
                    *(WORD.findall(one)[0] for one in nicknames if WORD.findall(one)),
                ]
                for part in alone:
                    if len(part) > 1 and not HAS_UNPARTED.search(part) and person not in self.bearers[part]:
                        self.bearers[part].append(person)
                self.initials.setdefault(person.pk, set()).update((word[0], word) for word in named)
        self.bearers = {part: persons for part, persons in self.bearers.items() if persons}

    @cached_property
    def of_others(self):
        """Words that stand in the name of a country or an organisation."""
        share = Q()
        if self.texts is not None:
            texts = fold_letters(self.texts)
            share = Q(*(("search_text__contains", part) for part in self.bearers if part in texts), _connector=Q.OR)
        bodies, others = (
            model.objects.filter(share).order_by().values_list("name", flat=True)
            for model in (Organisation, OrganisationName)
        )
        named = bodies.union(others)
        return set(WORD.findall(fold_letters("\n".join([*named, *map(country_name, CODES)]))))

    def may_be_within(self, text):
        """Whether one of the words may stand in a text; surely known of plain text, and soon."""
        return PIECE.search(text) or not self.bearers.keys().isdisjoint(
            WORD.findall(fold_letters(WITHIN.sub(HUMP, text)))
        )

    def within(self, text):
        if not self.may_be_within(text):
            return
        sentence = Words(readings(pieces_of(text)[0])[-1], text)
        for at, token in enumerate(sentence.tokens):
            if token in self.bearers and sentence.is_capital(at):
                yield *sentence.span(at), self.bearers_at(sentence, at)

    def bearers_at(self, sentence, at):
        """The people whom a word in a capital may name: all its bearers, or those whose initial stands beside it."""
        word = sentence.tokens[at]
        if self.may_stand_alone(sentence, at):
            yield from self.bearers[word]
        elif initials := sentence.initials(at):
            for person in self.bearers[word]:
                if any(letter in initials and of != word for letter, of in self.initials[person.pk]):
                    yield person

    def may_stand_alone(self, sentence, at):
        """Whether a word in a capital may name somebody, whatever stands beside it."""
        word = sentence.tokens[at]
        if sentence.has_honorific(at):
            return not sentence.goes_on(at)
        if len(word) < 3 or sentence.has_another(at) or word in self.of_others:
            return False
        if word in CALENDAR:
            return not sentence.begins(at) and not sentence.is_in_a_date(at)
        is_word = len(word) <= ORDINARY and (sentence.begins(at) or sentence.written(at).isupper())
        return not is_word


class Words:
    """The words of one text, as they are compared and as they are written."""

    def __init__(self, reading, source):
        self.reading, self.source = reading, source
        self.found = list(WORD.finditer(reading.text))
        self.tokens = [one[0] for one in self.found]
        self.spans, self.first_words = {}, {}

    def span(self, at):
        if at not in self.spans:
            self.spans[at] = self.reading.source(*self.found[at].span())
        return self.spans[at]

    def written(self, at):
        return self.source[slice(*self.span(at))]

    def gap(self, at):
        """Between the word before and a word."""
        return self.source[self.span(at - 1)[1] : self.span(at)[0]]

    def is_capital(self, at):
        return self.written(at)[:1].isupper()

    def begins(self, at):
        """Whether it is the first of a sentence, a line or a cell."""
        if at not in self.first_words:
            self.first_words[at] = at == 0 or bool(SENTENCE_BEGINS.search(self.gap(at)))
        return self.first_words[at]

    def goes_on(self, at):
        """Whether the next word continues the name, as a surname would."""
        return at + 1 < len(self.tokens) and self.gap(at + 1) in (" ", "-") and self.is_capital(at + 1)

    def has_honorific(self, at):
        return (
            at > 0
            and self.tokens[at - 1] in HONORIFICS
            and self.is_capital(at - 1)
            and self.gap(at).strip() in ("", ".")
        )

    def initials(self, at):
        """Those that stand beside it: “Z. Protected”, “Protected, Z.”, “Z Protected”."""
        places = [(at - 1, at, ("", ".", ".-", "-")), (at + 1, at + 1, ("", ",", "-"))]
        return {
            self.tokens[one]
            for one, gap, signs in places
            if 0 <= one < len(self.tokens) and len(self.tokens[one]) == 1
            if self.gap(gap).strip() in signs and self.is_capital(one)
        }

    def has_another(self, at):
        """Whether a word in a capital stands beside it: not in a title, where all words have one."""
        before = at > 0 and self.gap(at) in (" ", "-") and self.is_capital(at - 1) and not self.begins(at - 1)
        return (before or self.goes_on(at)) and not self.is_title(at)

    def is_title(self, at):
        first, last = at, at
        while first > 0 and not self.begins(first):
            first -= 1
        while last + 1 < len(self.tokens) and not self.begins(last + 1):
            last += 1
        long = [one for one in range(first, last + 1) if len(self.tokens[one]) > 3]
        return len(long) >= TITLE_WORDS and all(map(self.is_capital, long))

    def is_in_a_date(self, at):
        before = self.tokens[at - 1] if at else ""
        behind = self.tokens[at + 1] if at + 1 < len(self.tokens) else ""
        neighbours = {before, behind}
        is_day = behind in ("day", "days") or any(one[:1].isdigit() for one in neighbours)
        return is_day or before in BEFORE_A_DATE or not neighbours.isdisjoint(CALENDAR)
