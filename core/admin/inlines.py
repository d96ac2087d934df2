"""The lists of rows within a form."""

from django.contrib import admin

from core.admin.form_fields import ERROR, FormFields
from core.admin.formsets import PeriodFormSet, PeriodRowForm, RowForm, RowsFormSet
from core.permanence import Record


class BaseInline(FormFields):
    """Rows are added by a script, or without it by a button that sends the form (`core.admin.unvalidated`)."""

    extra = 0
    form = RowForm
    formset = RowsFormSet

    def get_fieldsets(self, request, obj=None):
        """Rows of their own have no form where they could be marked as entered in error: each has a field for it."""
        shown = super().get_fieldsets(request, obj)
        if obj is None or not issubclass(self.model, Record) or not self.has_change_permission(request, obj):
            return shown
        return [*shown[:-1], (shown[-1][0], {**shown[-1][1], "fields": [*shown[-1][1]["fields"], ERROR]})]


class RowsInline(BaseInline, admin.TabularInline):
    show_change_link = False


class StackedRowsInline(BaseInline, admin.StackedInline):
    pass


class PeriodInline(RowsInline):
    form = PeriodRowForm
    formset = PeriodFormSet
