"""What stands around the form of a record in the admin without being a field of it; see `core.panels`."""

from django.forms import Media

from core.panels import offered_for


class FormPanel:
    """A template above the form or below it, with the scripts and the addresses that it needs."""

    template = ""
    is_above = False
    media = Media()

    def __init__(self, model_admin):
        self.model_admin = model_admin

    def get_urls(self):
        return []

    def get_context(self, request, record):
        """For the template, as `panel`; None where it is not shown."""
        return {}


def form_panels(model_admin):
    return [panel(model_admin) for panel in offered_for(model_admin.model, "form_panels")]
