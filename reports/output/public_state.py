"""What the public may see, so that no file made before is given once something in it is less public than it was."""

import json

from django.apps import apps

from core.photos import Photo
from core.publishing import Publishable
from members.models import Person


def public_state():
    """{model: {key of a record: how its name or photo may be shown}}, as JSON keeps it."""
    state = {Person._meta.label: dict(Person.objects.order_by("pk").values_list("pk", "naming"))}
    for model in apps.get_models():
        if issubclass(model, Publishable):
            how = "consent" if issubclass(model, Photo) else "status"
            state[model._meta.label] = dict(model.objects.published().order_by("pk").values_list("pk", how))
    return json.loads(json.dumps(state))


def is_still_public(before):
    now = public_state()
    return all(now.get(model, {}).get(key) == how for model, records in before.items() for key, how in records.items())
