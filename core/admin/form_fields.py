"""With what each kind of field is asked for: the same in the form of a record and in its lists of rows."""

import re
from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget, RelatedFieldWidgetWrapper
from django.db.models import DecimalField, SlugField, TextField, URLField
from django.forms import FileInput, TextInput
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.admin.fieldsets import PRIVATE, UNSHOWN
from core.admin.relation_fields import RelationField, RelationsField
from core.admin.relation_widgets import RelationSelect, RelationSelectMultiple, fully_labelled
from core.admin.searched_select import SearchedSelect
from core.dates import PartialDateField
from core.l10n.languages import LanguageField
from core.permanence import Record
from core.photos import PhotoField

ERROR = "entered_in_error"
FIGURES = _("Write it in figures, with a point before decimals and nothing between thousands: 12500.50.")


class PlainNumber(TextInput):
    """“100”, not “100.00”. A browser's own field for numbers drops what it does not know: 1000,50 becomes 100050."""

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "size": 16} | (attrs or {}))

    def format_value(self, value):
        text = super().format_value(value)
        return text.rstrip("0").rstrip(".") if text and re.fullmatch(r"-?\d+\.\d+", text) else text


class FormFields:
    """Shared by pages and inlines: a line for a date, four for a note, and every relation found by typing."""

    formfield_overrides = {
        DecimalField: {"widget": PlainNumber, "error_messages": {"invalid": FIGURES}},
        PhotoField: {
            "widget": FileInput({"accept": "image/jpeg,image/png,image/webp,image/heic,.heic"})
        },  # the preview says which photo it is
        SlugField: {"label": _("Address of its page")},
        URLField: {"assume_scheme": "https"},
        PartialDateField: {"widget": AdminTextInputWidget(attrs={"size": 18, "class": "partial-date"})},
        TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})},
    }

    def get_queryset(self, request):
        """What was entered in error too: here alone it can be seen, and undone."""
        if not issubclass(self.model, Record):
            return super().get_queryset(request)
        return self.model._default_manager.with_errors().order_by(*self.get_ordering(request) or self.opts.ordering)

    def get_fieldsets(self, request, obj=None):
        shown = super().get_fieldsets(request, obj)
        if issubclass(self.model, Record) and obj and isinstance(self, admin.ModelAdmin):
            classes = [] if obj.entered_in_error else ["collapse"]
            place = len(shown) - (shown[-1][0] == PRIVATE)
            return [*shown[:place], (_("Entered in error"), {"fields": [ERROR], "classes": classes}), *shown[place:]]
        return shown

    def get_autocomplete_fields(self: Any, request: HttpRequest) -> list[str]:
        return [field.name for field in (*self.opts.fields, *self.opts.many_to_many) if field.is_relation]

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if isinstance(db_field, LanguageField):
            kwargs["widget"] = SearchedSelect
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs = self._found_by_typing(db_field, request, RelationSelect, RelationField) | kwargs
        return fully_labelled(self._searched(super().formfield_for_foreignkey(db_field, request, **kwargs), request))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs = self._found_by_typing(db_field, request, RelationSelectMultiple, RelationsField) | kwargs
        return self._searched(super().formfield_for_manytomany(db_field, request, **kwargs), request)

    def _found_by_typing(self, db_field, request, widget, field):
        if db_field.name not in self.get_autocomplete_fields(request):
            return {}
        return {"widget": widget(db_field, self.admin_site), "form_class": field}

    def _searched(self, field, request):
        """A written name is looked for as the list looks for it, by whoever may see the list."""
        of = field and self.admin_site._registry.get(field.queryset.model)
        if of and isinstance(field, RelationField | RelationsField) and of.has_view_permission(request):
            field.search = lambda queryset, text: of.get_search_results(request, queryset, text)[0]
        return field

    unshown: Sequence[str] = ()  # what no page and no report prints: the form says so

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in self.unshown:
            field.help_text = f"{field.help_text} {UNSHOWN}".strip()
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):  # another record is not deleted in passing
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field
