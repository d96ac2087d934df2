"""What later apps show on the pages of earlier ones: an app offers it in its `panels` module, by model.

`panels = {Organisation: [Panel("events/organisation_panel.html", of_organisation)]}` stands on the page of each
organisation; `form_panels = {Activity: [ReportPreview]}` around the form of an activity in the admin
(`core.admin.panels`); `navigation = [Entry("Events", "events:list", 30)]` on every page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Model
from django.utils.module_loading import module_has_submodule

from core.apps import our_apps
from core.http.reversing import address

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

OFFERED = "panels"


@dataclass(frozen=True)
class Panel:
    """A template, and what it shows of a record to a user, as `panel.records`: without any, it is not shown."""

    template: str
    records: Callable
    is_aside: bool = False


@dataclass(frozen=True)
class Entry:
    """A way into the record: on every page, and with a summary on the home page too."""

    label: str
    url_name: str
    order: int
    summary: str = ""
    within: tuple | None = None  # the names of the addresses below which it is current; its own, if not given

    @property
    def address(self) -> str:
        return address(self.url_name)

    def is_current(self, path: str) -> bool:
        return any(address(name) in path for name in ((self.url_name,) if self.within is None else self.within))


@cache
def offered(kind: str) -> list:
    """What each app that offers something of a kind gives, in the order of the apps."""
    modules = [import_module(f"{label}.{OFFERED}") for label in our_apps() if has_panels(label)]
    return [getattr(module, kind) for module in modules if hasattr(module, kind)]


def has_panels(label: str) -> bool:
    return module_has_submodule(apps.get_app_config(label).module, OFFERED)


def offered_for(model: type[Model], kind: str) -> list:
    return [panel for by_model in offered(kind) for panel in by_model.get(model, [])]


def panels_of(record: Model, user: User | AnonymousUser) -> list[dict]:
    """Of a record's page, for its template: those that have something to show."""
    found = [(panel, panel.records(record, user)) for panel in offered_for(type(record), "panels")]
    return [
        {"template": panel.template, "is_aside": panel.is_aside, "records": records}
        for panel, records in found
        if records
    ]


def entries() -> list[Entry]:
    return sorted((entry for given in offered("navigation") for entry in given), key=lambda entry: entry.order)


class PanelsMixin:
    """For the view of a record."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(panels=panels_of(self.object, self.request.user), **kwargs)
