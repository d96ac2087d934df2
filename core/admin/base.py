"""What the lists and forms of every app's admin have in common. No model is registered here."""

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.forms import ModelForm
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
from core.admin.form_fields import ERROR, FormFields
from core.admin.panels import FormPanel, form_panels
from core.admin.saving import Guarded
from core.admin.way_back import LeadsBack
from core.dates import PartialDate
from core.l10n.collation import sorted_by
from core.l10n.zawgyi import WarnsOfZawgyi
from core.periods import Period
from core.permanence import NOT_IN_ERROR, Record
from core.publishing import Publishable
from core.text.search import matching


class SortedChangeList(ChangeList):
    """A list sorted by a column of names goes by their stored keys."""

    def get_ordering_field(self, field_name):
        found = super().get_ordering_field(field_name)
        return sorted_by(self.model, found) if isinstance(found, str) else found


class BaseAdmin(LeadsBack, WarnsOfZawgyi, Addressed, Guarded, KeepsPublic, KeysInRange, FormFields, admin.ModelAdmin):
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
        return SortedChangeList

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
