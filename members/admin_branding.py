"""The site settings of the network in the admin: colours, words, names of countries, spellings."""

from django.forms import TextInput
from django.utils.translation import gettext_lazy as _

from core.admin.base import BaseAdmin, RowsInline
from members.models import CountryName, Spelling
from members.models.network import Colour


class OfOurNetwork:
    """For the admin of what a network has: a new record is of the site’s own, until another is chosen."""

    def get_changeform_initial_data(self, request):
        return {"network": request.branding.organisation, **super().get_changeform_initial_data(request)}


class CountryNameInline(RowsInline):
    model = CountryName
    verbose_name_plural = _("names of countries, where they differ from common usage")


class SpellingInline(RowsInline):
    model = Spelling
    unshown = ["write", "instead_of"]
    verbose_name_plural = _("spellings that the check of a report looks for")


class NetworkAdmin(BaseAdmin):
    list_display = ["organisation", "region", "is_site"]
    list_select_related = ["organisation"]
    search_fields = ["organisation__search_text", "organisation__names__search_text"]
    autocomplete_fields = ["organisation"]
    inlines = [CountryNameInline, SpellingInline]
    unshown = ["time_zone"]
    fieldsets = [
        (
            None,
            {
                "fields": [("organisation", "is_site"), ("region", "founded"), "tagline"],
                "description": _(
                    "Shown to the public on every page. Name, acronym and logo are the organisation’s own: "
                    "change them on its page."
                ),
            },
        ),
        (
            _("In law"),
            {"fields": ["legal_name", ("registration", "registered_office"), ("licence", "licence_url")]},
        ),
        (_("Place"), {"fields": ["time_zone", "countries"]}),
        (_("Look"), {"fields": [("colour_ink", "colour_link"), ("colour_accent", "colour_surface"), "shows_map"]}),
        (_("Reports"), {"fields": ["colophon"]}),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, Colour):
            kwargs["widget"] = TextInput(attrs={"type": "color"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)
