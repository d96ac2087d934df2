"""A long list that is searched by typing, as those of records are; a browser without scripts shows Django's own."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect


class SearchedSelect(forms.Select):
    def __init__(self, attrs=None, choices=()):
        super().__init__({"class": "searched-select", "data-theme": "admin-autocomplete"} | (attrs or {}), choices)

    @property
    def media(self) -> forms.Media:
        after = ["admin/js/autocomplete.js", "searched-select.js"]
        return AutocompleteSelect(None, None).media + forms.Media(js=after)
