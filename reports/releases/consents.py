"""Consents: whom and what a release shows, and whether they still allow it."""

import hashlib
import json
import re

from core.photos import Photo
from members.models import Person
from members.redaction.redactor import names_of
from members.redaction.written_names import finder_for
from reports.models import NamedPerson


def consents():
    """A token of how everybody may be named and which photos may be shown; it differs when any of that does."""
    facts = [list(Person.objects.order_by("pk").values_list("pk", "naming", "name", "name_in_script"))]
    for model in Photo.__subclasses__():
        facts.append(list(model._base_manager.order_by("pk").values_list("pk", "consent", "status", "image")))
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def named_people(release, text):
    """The `NamedPerson`s of a release, not saved, from its data and its plain text."""
    people, read = list(Person.objects.all()), words_of(release.data, text)
    full = [person for person in people if person.naming == Person.Naming.FULL]
    short = [person for person in people if person.naming == Person.Naming.INITIALS]
    shown = names_in(read, [name for person in full for name in names_of(person)])
    found = [person for person in full if not shown.isdisjoint(names_of(person))]
    found += [person for person in short if has_initials(read, person.public_name)]
    return [NamedPerson(release=release, person=person, naming=person.naming) for person in found]


def words_of(data, text=""):
    """All that a release says, as one text."""
    return "\n".join([*strings_of(data), text])


def strings_of(data):
    if isinstance(data, str):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else []:
        yield from strings_of(part)


def names_in(text, names):
    """Which of the names stand in a text."""
    return {name for _, _, name in finder_for(tuple(dict.fromkeys(names)))(text)} if names else set()


def has_initials(text, initials):
    return bool(re.search(rf"(?<![\w.]){re.escape(initials)}(?!\w)", text))


def picture_of(photo):
    """What the name of a stored picture and of its sizes has that no other picture's has: the hash of its content."""
    return photo.image.name.rsplit("/", 1)[-1][:20]
