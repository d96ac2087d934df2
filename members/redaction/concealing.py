"""Concealing: two texts are compared without saying of whom they tell, where that is somebody who is protected."""

import re

from django.utils import translation

from members.models import Person
from members.models.people import withheld_people
from members.redaction.redactor import names_of, redactor_of


def concealer(sign, languages):
    """A function that puts one sign for each protected name, and for what stands in its place in texts of some
    languages."""
    people = withheld_people()
    hide_names = redactor_of({name: f" {sign} " for person in people for name in names_of(person)})
    masks = "|".join(map(re.escape, sorted(masks_of(people, languages))))
    masked = re.compile(rf"(?<![\w.])(?:{masks})(?!\w)")
    return lambda text: masked.sub(f" {sign} ", hide_names(text))


def masks_of(people, languages):
    """What the redaction puts in place of their names."""
    masks = set()
    for language in languages:
        with translation.override(language):
            masks |= {str(Person.Naming.WITHHELD.label), *(person.public_name for person in people)}
    return masks
