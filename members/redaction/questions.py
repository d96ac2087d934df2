"""What a form of the admin asks before it keeps what was typed: `core.consent.askers`."""

from dataclasses import dataclass

from django.core.signing import Signer
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.honorifics import name_key
from members.models import NotThisPerson, Person
from members.models.people import is_used
from members.redaction.possible_names import TICKED, denied, plain, possible_names, texts_of
from members.redaction.redactor import names_of


@dataclass
class PossibleNames:
    """Sentences that may name a protected person: `places` of (field, its anchor, `Possible`, token)."""

    places: list
    template = "admin/possible_names.html"


def ask_possible_names(request, forms):
    find = possible_names()
    found = [(row, name, field, one) for row in forms for name, field, one in in_form(row, find)]
    denials = denied() if found else ()
    open_places = []
    for row, name, field, one in found:
        key, token = one.key(row.instance._meta.label_lower, row.instance.pk, name), one.token(field)
        if key in denials:
            continue
        if token in request.POST.getlist(TICKED):
            say(request.user, key)
        else:
            open_places.append((row[name].label, row[name].auto_id, one, token))
    return [PossibleNames(open_places)] if open_places else []


@dataclass
class SamePerson:
    """A new person whose name somebody on record has."""

    known: list  # of `Person`
    token: str
    template = "admin/same_person.html"


ANOTHER = "_another_person"  # of a form: the token of the very people that were shown


def ask_same_person(request, forms):
    """Asked of who is added, or whose name is changed to one that is known."""
    person = forms[0].instance
    if not isinstance(person, Person) or {"name", "name_in_script"}.isdisjoint(forms[0].changed_data):
        return []
    known = namesakes(person)
    asked_about = repr([sorted(map(name_key, names_of(person))), sorted(one.pk for one in known)])
    token = Signer(salt=ANOTHER).signature(asked_about)
    return [SamePerson(known, token)] if known and request.POST.get(ANOTHER) != token else []


def namesakes(person):
    """The other people who have one of the person’s names."""
    keys = [name_key(name) for name in names_of(person)]
    same = Q(name_key__in=keys) | Q(script_key__in=keys)
    return list(Person.objects.filter(same).exclude(pk=person.pk).with_full_labels().annotate(is_in_record=is_used()))


def one_name(person, others):
    """What saving a person means for namesakes who chose otherwise, in words."""
    people = ", ".join(f"{one.full_label}: {one.allowed}" for one in others)
    protected = [one for one in (person, *others) if one.is_protected]
    if any(one.is_in_record for one in protected):
        follows = _(
            "A text does not say which of them it names: as long as one is protected, the name is withheld in every "
            "text."
        )
    else:
        follows = _(
            "No record names who is protected, so the name is shown; as soon as one does, it is withheld in every text."
        )
    words = _(
        "%(person)s is %(allowed)s, and has a name in common with %(people)s. %(follows)s Ask them how they can be "
        "told apart, such as by a second name."
    )
    return words % {"person": person, "allowed": person.allowed, "people": people, "follows": follows}


def in_form(row, find):
    """(name, field as the model calls it, `Possible`) for what stands in the fields that a form has."""
    record = row.instance
    if record.pk is None or (isinstance(record, Person) and record.naming != Person.Naming.FULL):
        return
    for field in texts_of(type(record)):
        if field.name in row.fields and (value := getattr(record, field.name)):
            for one in find(plain(value, field)):
                yield field.name, f"{record._meta.label}.{field.name}", one


def say(user, key):
    """Somebody says of a sentence that it is not this person."""
    model, record, field, sentence_hash, person = key
    facts = {"model": model, "record": record, "field": field, "sentence_hash": sentence_hash, "person_id": person}
    NotThisPerson.objects.get_or_create(**facts, defaults={"confirmed_by": user})
