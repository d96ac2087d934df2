"""The site settings of the network in the admin: colours, words, names of countries, spellings."""

from django.contrib import admin
from django.forms import TextInput
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from core.admin.base import BaseAdmin
from core.admin.inlines import RowsInline
from core.l10n.countries import country_name, country_order
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


def found_in(drawing):
    """What was found in a file of outlines."""
    if not drawing:
        return _("The file of this outline is lost. Choose it again.")
    words = (
        _("Countries: %(names)s.") if drawing["countries"] else _("None is a country: members are not counted on it.")
    )
    found = words % {"names": ", ".join(map(country_name, sorted(drawing["countries"], key=country_order)))}
    others = ", ".join(one["name"] or one["code"] or str(_("one without a name")) for one in drawing["others"])
    return _("%(countries)s Other outlines: %(names)s.") % {"countries": found, "names": others} if others else found


class NetworkAdmin(BaseAdmin):
    list_display = ["organisation", "region", "is_site"]
    list_select_related = ["organisation"]
    search_fields = ["organisation__search_text", "organisation__names__search_text"]
    autocomplete_fields = ["organisation"]
    inlines = [CountryNameInline, SpellingInline]
    unshown = ["time_zone"]
    readonly_fields = ["drawn"]
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
        (_("Look"), {"fields": [("colour_ink", "colour_link"), ("colour_accent", "colour_surface")]}),
        (_("Map"), {"fields": ["map", "outline", "drawn", "attribution"]}),
        (_("Reports"), {"fields": ["colophon"]}),
    ]

    @admin.display(description=_("as it is drawn"))
    def drawn(self, network):
        outline = network.outline
        if not outline or not outline._committed:  # none, or one that was refused
            return self.get_empty_value_display()
        return render_to_string("members/outline.html", {"map": outline.drawing, "words": found_in(outline.drawing)})

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "outline" in form.changed_data and obj.outline:
            self.message_user(request, found_in(obj.outline.drawing))
            if obj.map != obj.Map.OWN:
                self.message_user(request, _("The outline is kept. It is shown once it is chosen as the map."))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, Colour):
            kwargs["widget"] = TextInput(attrs={"type": "color"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)
