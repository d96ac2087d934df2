"""What each role may do with each model: every app declares it in its `permissions` module, for all its models.

`ROLES = {"Secretariat": {Organisation: EDIT_AND_DELETE, Release: VIEW}}`. `accounts.roles` grants it, and
`manage.py check` names a model that an app forgot.
"""

from collections.abc import Iterable
from importlib import import_module

from django.apps import AppConfig, apps
from django.core.checks import Error
from django.db.models import Model
from django.utils.module_loading import module_has_submodule

from core.apps import is_ours

NOTHING = ()
VIEW = ("view",)
EDIT = ("view", "add", "change")
EDIT_AND_DELETE = (*EDIT, "delete")  # of records, what never was public: see `core.permanence`
OURS = "permissions"
Rights = dict[type[Model], tuple[str, ...]]  # verbs, or code names of permissions of a model’s own


def declared() -> dict[str, Rights]:
    """By role, of all apps."""
    roles: dict[str, Rights] = {}
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, OURS):
            for role, rights in import_module(f"{app.name}.{OURS}").ROLES.items():
                roles.setdefault(role, {}).update(rights)
    return roles


def codenames(model: type[Model], verbs: Iterable[str]) -> list[str]:
    """`("view", "view_drafts")` of Person: view_person, view_drafts."""
    return [f"{verb}_{model._meta.model_name}" if verb in EDIT_AND_DELETE else verb for verb in verbs]


def check_declared(app_configs: Iterable[AppConfig] | None, **kwargs: object) -> list[Error]:
    """For `django.core.checks`: each model of an app with permissions is declared for each role."""
    roles = declared()
    models = [model for app in apps.get_app_configs() if is_ours(app) for model in app.get_models()]
    return [
        Error(
            f"{model._meta.label} does not say what the role “{role}” may do with it.",
            hint=f"Add it to ROLES in {model._meta.app_label}/{OURS}.py.",
            obj=model,
            id="core.E001",
        )
        for role, rights in roles.items()
        for model in models
        if model not in rights
    ]
