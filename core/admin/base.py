"""What the lists and forms of every app's admin have in common. No model is registered here."""

import re
from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import Count, DecimalField, Q, QuerySet, SlugField, TextField, URLField
from django.forms import FileInput, ModelForm, TextInput
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from core.admin.addresses import Addressed
from core.admin.deletion import KeepsPublic, log_rows
from core.admin.ends import PeriodForm
from core.admin.filters import ErrorFilter, KeysInRange
from core.admin.formsets import PeriodFormSet, PeriodRowForm, RowForm, RowsFormSet
from core.admin.panels import FormPanel, form_panels
from core.admin.relation_fields import RelationField, RelationsField
from core.admin.relation_widgets import RelationSelect, RelationSelectMultiple, tell_apart
from core.admin.saving import Guarded
from core.admin.searched_select import SearchedSelect
from core.admin.way_back import LeadsBack
from core.dates import PartialDate, PartialDateField
from core.l10n.collation import sorted_by
from core.l10n.languages import LanguageField
from core.l10n.zawgyi import WarnsOfZawgyi
from core.periods import Period
from core.permanence import NOT_IN_ERROR, Record
from core.photos import PhotoField
from core.publishing import Publishable
from core.text.search import matching


def public(*fields: str | tuple[str, ...], title: str | None = None) -> tuple[str | None, dict]:
    return title, {"fields": fields, "description": _("Shown to the public.")}


PRIVATE = _("Never shown to the public")
UNSHOWN = _("Not shown to the public.")


def private(*fields: str | tuple[str, ...]) -> tuple[str, dict]:
    return PRIVATE, {"fields": fields, "classes": ["private"]}


# Lists and forms

FIGURES = _("Write it in figures, with a point before decimals and nothing between thousands: 12500.50.")


class PlainNumber(TextInput):
    """“100”, not “100.00”. A browser's own field for numbers drops what it does not know: 1000,50 becomes 100050."""

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "size": 16} | (attrs or {}))

    def format_value(self, value):
        text = super().format_value(value)
        return text.rstrip("0").rstrip(".") if text and re.fullmatch(r"-?\d+\.\d+", text) else text


ERROR = "entered_in_error"


class Compact:
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
        return tell_apart(self._searched(super().formfield_for_foreignkey(db_field, request, **kwargs), request))

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


class InOrder(ChangeList):
    """A list sorted by a column of names goes by their stored keys."""

    def get_ordering_field(self, field_name):
        found = super().get_ordering_field(field_name)
        return sorted_by(self.model, found) if isinstance(found, str) else found


class BaseAdmin(LeadsBack, WarnsOfZawgyi, Addressed, Guarded, KeepsPublic, KeysInRange, Compact, admin.ModelAdmin):
    actions = ["delete_selected"]
    list_per_page = 60
    list_select_related = ()
    show_facets = admin.ShowFacets.NEVER  # a count beside every filter would be a query each
    empty_value_display = "–"
    everything = "?"  # how the query of the whole list begins
    gaps: dict[str, tuple[str, Q]] = {}

    @cached_property
    def panels(self) -> list[FormPanel]:
        return form_panels(self)

    def get_urls(self):
        return [*(url for panel in self.panels for url in panel.get_urls()), *super().get_urls()]

    def get_queryset(self, request):
        """The joins of the list serve autocomplete and forms as well: all three name records in the same way."""
        return super().get_queryset(request).select_related(*self.list_select_related)

    def get_changelist(self, request: HttpRequest, **kwargs: object) -> type[ChangeList]:
        return InOrder

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        self.save_ended(request, form)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        log_rows(request.user, formset.new_objects)
        for row in formset.forms:
            self.save_ended(request, row)

    def save_ended(self, request: HttpRequest, form: ModelForm) -> None:
        """Those that got an end because the next one begins."""
        for record in getattr(form, "ended", ()):
            record.save()
            self.log_change(request, record, _("Ended %(end)s, because another follows.") % {"end": record.end})

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), *([ErrorFilter] if issubclass(self.model, Record) else [])]

    def get_list_display(self, request):
        shown = super().get_list_display(request)
        return [*shown, ERROR] if ErrorFilter.is_on(request) and issubclass(self.model, Record) else shown

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Each word in any of the search fields, as people type it; a record once, however often it matches."""
        found = matching(self.model._base_manager.order_by(), search_term, *self.get_search_fields(request))
        if issubclass(self.model, Record) and request.path == reverse("admin:autocomplete"):
            queryset = queryset.filter(NOT_IN_ERROR)  # nothing new is tied to it
        return (queryset.filter(pk__in=found.values("pk")) if search_term.strip() else queryset), False

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        shown = [(panel, panel.get_context(request, obj)) for panel in self.panels if obj]
        shown = [(panel, given) for panel, given in shown if given is not None]
        context["panels"] = [
            {"template": panel.template, "is_above": panel.is_above, **given} for panel, given in shown
        ]
        media = sum((panel.media for panel, _ in shown), context["media"])
        # The editor's import map is an inline script; the page's nonce is what lets it run.
        context["media"] = Media.from_media(media, nonce=request.csp_nonce)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def work_waiting(self) -> list[tuple[str, str]]:
        """How many records lack what: `(what, address of their list)`, from one query."""
        counting = {f"gap_{key}": Count("pk", filter=lacking) for key, (_, lacking) in self.gaps.items()}
        counts = self.model._default_manager.aggregate(**counting)
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        waiting = [(key, words, counts[f"gap_{key}"]) for key, (words, _) in self.gaps.items()]
        return [
            (f"{count} {self.named(count)} {words}", f"{address}{self.everything}gap={key}")
            for key, words, count in waiting
            if count
        ]

    def named(self, count: int) -> str:
        return self.opts.verbose_name if count == 1 else self.opts.verbose_name_plural


class PeriodAdmin(BaseAdmin):
    """For what is true for a time. The list starts on what is current."""

    everything = "?when=all&"
    form = PeriodForm
    actions = ["confirm", *BaseAdmin.actions]

    @admin.action(description=_("Still so: confirm as of today"), permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet) -> None:
        """For the records ticked, or for all of the list; what has ended, or has not begun, is left as it is."""
        today = PartialDate.of(timezone.localdate())
        records = list(queryset)
        going_on = [one for one in records if one.is_open_ended and one.runs(today.first)]
        for record in going_on:
            record.confirmed = today
            record.save(update_fields=["confirmed"])
            self.log_change(request, record, _("Confirmed as of %(day)s.") % {"day": today})
        if going_on:
            words = _("%(number)s confirmed as of %(day)s.") % {"number": len(going_on), "day": today}
            self.message_user(request, words, messages.SUCCESS)
        if left := len(records) - len(going_on):
            words = _("%(number)s left as they were: they have ended, or have not begun.") % {"number": left}
            self.message_user(request, words, messages.WARNING)

    @admin.display(description=_("when"), ordering="start")
    def when(self, record: Period) -> str:
        return record.period


class PublishableAdmin(BaseAdmin):
    """For drafts and what is published. What is published is withdrawn, never deleted."""

    actions = ["publish", "withdraw", "delete_selected"]
    gaps = {"draft": (_("still in draft"), Q(status=Publishable.Status.DRAFT))}

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._set_status(request, queryset, Publishable.Status.PUBLISHED, _("%(number)s published."))

    @admin.action(description=_("Withdraw from the public"), permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet) -> None:
        words = _("%(number)s withdrawn: only the secretariat sees them now.")
        self._set_status(request, queryset, Publishable.Status.DRAFT, words)

    def _set_status(self, request, queryset, status, done):
        changed = 0
        for record in queryset:
            record.status = status
            try:
                record.full_clean()
            except ValidationError as error:
                facts = {"record": record, "errors": " ".join(error.messages)}
                words = _("“%(record)s” was left as it is. %(errors)s") % facts
                self.message_user(request, words, messages.ERROR)
                continue
            record.save(update_fields=["status"])
            self.log_change(request, record, f"{record.get_status_display()}.")
            changed += 1
        if changed:
            self.message_user(request, done % {"number": changed}, messages.SUCCESS)


# Inlines


class Extensible(Compact):
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


class RowsInline(Extensible, admin.TabularInline):
    show_change_link = False


class PeriodInline(RowsInline):
    form = PeriodRowForm
    formset = PeriodFormSet
