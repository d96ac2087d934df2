"""What stands around the form of a record in the admin without being a field of it; see `core.panels`."""

from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.forms import Media
from django.http import HttpRequest
from django.urls import URLPattern

from core.panels import offered_for


class FormPanel:
    """A template above the form or below it, with the scripts and the addresses that it needs."""

    template = ""
    is_above = False
    media = Media()

    def __init__(self, model_admin):
        self.model_admin = model_admin

    def get_urls(self) -> list[URLPattern]:
        return []

    def get_context(self, request: HttpRequest, record: Model) -> dict | None:
        """For the template, as `panel`; None where it is not shown."""
        return {}


def form_panels(model_admin: ModelAdmin) -> list[FormPanel]:
    return [panel(model_admin) for panel in offered_for(model_admin.model, "form_panels")]
