"""Which records can be loaded from files: those that people enter. What the program keeps for itself is made by it."""

from functools import cache

from django.apps import apps
from django.db.models import Field, ForeignObjectRel, Model

from core.apps import our_apps
from core.roles import declared


@cache
def loadable_models() -> dict[str, dict[str, type[Model]]]:
    """{app: {name: model}}, each app after those it may import; of each the models that some role may add."""
    added = {model for rights in declared().values() for model, verbs in rights.items() if "add" in verbs}
    found = {label: [one for one in apps.get_app_config(label).get_models() if one in added] for label in our_apps()}
    return {label: {one._meta.model_name: one for one in models} for label, models in found.items() if models}


def is_empty() -> bool:
    """Whether nobody has entered anything yet: only then is there nothing to overwrite."""
    return not any(model._base_manager.exists() for models in loadable_models().values() for model in models.values())


def entered_fields(model: type[Model]) -> list[Field]:
    """What people write of a record: no keys, no columns that are computed, and one side of each relation."""
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [field for field in fields if field.editable and not field.primary_key]


def rows_of(model: type[Model]) -> list[ForeignObjectRel]:
    """The lists of rows that a record has of its own app, which may be written within it."""
    known = loadable_models()[model._meta.app_label].values()
    relations = model._meta.related_objects
    return [one for one in relations if not one.many_to_many and one.related_model in known and not one.hidden]
