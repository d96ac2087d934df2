"""What later apps show on the pages of earlier ones: an app offers it in its `panels` module, by model.

`form_panels = {Activity: [ReportPreview]}`: around the form of an activity in the admin (`core.admin.panels`).
"""

from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from core.apps import our_apps

OFFERED = "panels"


@cache
def offered(kind, model):
    """What all apps offer of a kind for the pages of a model, in the order of the apps."""
    modules = [import_module(f"{label}.{OFFERED}") for label in our_apps() if has_panels(label)]
    return [panel for module in modules for panel in getattr(module, kind, {}).get(model, [])]


def has_panels(label):
    return module_has_submodule(apps.get_app_config(label).module, OFFERED)
