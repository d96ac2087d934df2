"""The way to what this app holds; see `core.panels`."""

from django.utils.translation import gettext_lazy as _

from core.panels import Entry

navigation = [Entry(_("Terms to avoid"), "reference:terms-to-avoid", 70)]
