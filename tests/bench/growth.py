"""A hundred times the record: 8,000 organisations with their memberships, each hundredth of the events in its year."""

import copy
import uuid

from django.db import connection, transaction
from django.db.models.base import ModelState

from core.dates import PartialDate
from events.models import Event, Organiser, Participation
from members.models import Membership, Organisation, OrganisationName, Person
from publications.models import Authorship, Edition, Publication

TIMES = 100
MODELS = [Organisation, OrganisationName, Person, Membership, Event, Organiser, Participation]
MODELS += [Publication, Edition, Authorship]


@transaction.atomic
def enlarge():
    made = {}  # {(model, key, turn): the copy's key}
    for model in MODELS:
        originals = list(model._base_manager.order_by("pk"))
        copies = {(model, one.pk, turn): copied(one, turn, made) for turn in range(1, TIMES) for one in originals}
        model._base_manager.bulk_create(copies.values(), 500)
        made |= {place: one.pk for place, one in copies.items()}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as `manage.py prepare` does
    return {model.__name__: model._base_manager.count() for model in MODELS}


def copied(one, turn, made):
    """What it points to is the copy of the same turn; it is part of nothing that was not copied."""
    new = copy.copy(one)
    new._state, new.pk = ModelState(), None
    for field in one._meta.concrete_fields:
        if field.is_relation and field.related_model in MODELS:
            new.__dict__.pop(field.name, None)
            setattr(new, field.attname, made.get((field.related_model, getattr(one, field.attname), turn)))
        elif field.name == "slug":
            new.slug = f"{one.slug[:110]}-{turn}"
        elif field.name in ("name", "title"):
            setattr(new, field.name, f"{getattr(one, field.name)[:110]} {turn}")
        elif field.name == "uid":
            new.uid = str(uuid.uuid4())
        elif field.name in ("start", "end") and isinstance(one, Event) and (date := getattr(one, field.name)):
            setattr(new, field.name, PartialDate(2014 - turn, date.month, date.day and min(date.day, 28)))
    return new
