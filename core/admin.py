"""What the lists and forms of every floor's admin have in common. No model is registered here."""

import re
from itertools import combinations

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import Count, DecimalField, Q, SlugField, TextField, URLField
from django.forms import BaseInlineFormSet, FileInput, TextInput
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from js_asset import Media

from core.admin_filters import GapFilter
from core.conflicts import Guarded
from core.dates import TO_DATE, PartialDateField
from core.periods import follow, surely_overlap
from core.photos import WIDTHS, Photo, PhotoField
from core.publishing import Publishable


def public(*fields, title=None):
    return title, {"fields": fields, "description": "Shown to the public."}


def private(*fields):
    return "Never shown to the public", {"fields": fields, "classes": ["private"]}


# Lists and forms

FIGURES = "Write it in figures, with a point before decimals and nothing between thousands: 12500.50."


class PlainNumber(TextInput):
    """“100”, not “100.00”. A browser's own field for numbers drops what it does not know: 1000,50 becomes 100050."""

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "size": 16} | (attrs or {}))

    def format_value(self, value):
        text = super().format_value(value)
        return text.rstrip("0").rstrip(".") if text and re.fullmatch(r"-?\d+\.\d+", text) else text


class Compact:
    """Shared by pages and inlines: a line for a date, four for a note, and every relation found by typing."""

    formfield_overrides = {
        DecimalField: {"widget": PlainNumber, "error_messages": {"invalid": FIGURES}},
        PhotoField: {"widget": FileInput},  # the preview says which photo it is
        SlugField: {"label": "Address of its page"},
        URLField: {"assume_scheme": "https"},
        PartialDateField: {"widget": AdminTextInputWidget(attrs={"size": 18, "class": "partial-date"})},
        TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})},
    }

    def get_autocomplete_fields(self, request):
        return [field.name for field in (*self.opts.fields, *self.opts.many_to_many) if field.is_relation]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):  # another record is not deleted in passing
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


class HouseAdmin(Guarded, Compact, admin.ModelAdmin):
    list_per_page = 60
    list_select_related = ()
    show_facets = admin.ShowFacets.NEVER  # a count beside every filter would be a query each
    empty_value_display = "–"
    everything = "?"  # how the query of the whole list begins
    gaps = {}

    def get_queryset(self, request):
        """The joins of the list serve autocomplete and forms as well: all three name records in the same way."""
        return super().get_queryset(request).select_related(*self.list_select_related)

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def render_change_form(self, request, context, *args, **kwargs):
        # The editor's import map is an inline script; the page's nonce is what lets it run.
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)
        return super().render_change_form(request, context, *args, **kwargs)

    def work_waiting(self):
        """How many records lack what: `(what, address of their list)`, from one query."""
        counting = {f"gap_{key}": Count("pk", filter=lacking) for key, (_, lacking) in self.gaps.items()}
        counts = self.model._base_manager.aggregate(**counting)
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        waiting = [(key, words, counts[f"gap_{key}"]) for key, (words, _) in self.gaps.items()]
        return [
            (f"{count} {self.called(count)} {words}", f"{address}{self.everything}gap={key}")
            for key, words, count in waiting
            if count
        ]

    def called(self, count):
        return self.opts.verbose_name if count == 1 else self.opts.verbose_name_plural


class PeriodAdmin(HouseAdmin):
    """For what is true for a time. The list starts on what is current."""

    everything = "?when=all&"

    @admin.display(description="when", ordering="start")
    def when(self, record):
        return record.period


class PublishableAdmin(HouseAdmin):
    """For drafts and what is published. What is published is withdrawn, never deleted."""

    actions = ["publish", "withdraw", "delete_selected"]
    gaps = {"draft": ("still in draft", Q(status=Publishable.Status.DRAFT))}

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not getattr(obj, "is_published", False)

    @admin.action(description="Publish", permissions=["change"])
    def publish(self, request, queryset):
        self._set_status(request, queryset, Publishable.Status.PUBLISHED, "published")

    @admin.action(description="Withdraw from the public", permissions=["change"])
    def withdraw(self, request, queryset):
        self._set_status(request, queryset, Publishable.Status.DRAFT, "withdrawn: only the secretariat sees them now")

    @admin.action(description="Delete", permissions=["delete"])
    def delete_selected(self, request, queryset):
        if published := queryset.published().count():
            text = f"{published} of these are published. Withdraw them first, or end their period; nothing was deleted."
            self.message_user(request, text, messages.ERROR)
            return None
        return delete_selected(self, request, queryset)

    def _set_status(self, request, queryset, status, done):
        changed = 0
        for record in queryset:
            record.status = status
            try:
                record.full_clean()
            except ValidationError as error:
                self.message_user(request, f"“{record}” was left as it is. {' '.join(error.messages)}", messages.ERROR)
                continue
            record.save(update_fields=["status"])
            self.log_change(request, record, f"{record.get_status_display()}.")
            changed += 1
        if changed:
            self.message_user(request, f"{changed} {done}.", messages.SUCCESS)


# Inlines


class PeriodFormSet(BaseInlineFormSet):
    """Compares the rows of one form with each other; with what is stored already, each compares itself."""

    def clean(self):
        super().clean()
        if any(self.errors) or not self.model.one_per:
            return
        forms = (form for form in self.forms if form.instance.pk or form.has_changed())
        kept = (form.instance for form in forms if form not in self.deleted_forms)
        for one, other in combinations(kept, 2):
            same = all(follow(one, path) == follow(other, path) for path in self.model.one_per)
            if same and (surely_overlap(one, other) or one.end is other.end is TO_DATE):
                raise ValidationError(one.rival_message, params={"rival": other})


class PublishedStayFormSet(BaseInlineFormSet):
    def clean(self):
        super().clean()
        if any(form.initial.get("status") == Publishable.Status.PUBLISHED for form in self.deleted_forms):
            raise ValidationError("A published photo cannot be deleted. Make it a draft and save; then delete it.")


class Extensible(Compact):
    """Rows are added by a script; without it, an address that ends in “?rows” gives each list an empty one."""

    extra = 0

    def get_extra(self, request, obj=None, **kwargs):
        return int("rows" in request.GET)


class RowsInline(Extensible, admin.TabularInline):
    show_change_link = False


class PeriodInline(RowsInline):
    formset = PeriodFormSet


# Photos


def preview(photo):
    if not photo.image or not photo.image._committed:  # a new one, or one that was refused
        return ""
    picture = '<img class="preview" src="{}" alt="{}" loading="lazy">'
    return format_html(picture, photo.url(WIDTHS[0]), photo.alt or photo)


class PhotoInline(Extensible, admin.StackedInline):
    formset = PublishedStayFormSet
    classes = ["photos"]
    readonly_fields = ["preview"]
    fields = [
        "preview",
        "image",
        "caption",
        "alt",
        ("consent", "status"),
        ("credit", "taken"),
        ("place", "country", "order"),
    ]

    @admin.display(description="preview")
    def preview(self, photo):
        return preview(photo)


class PhotoAdmin(PublishableAdmin):
    """`of` is the record the photo belongs to."""

    of = ""
    list_display = ["preview", "__str__", "where", "consent", "status"]
    list_display_links = ["__str__"]
    list_filter = [GapFilter, "consent", "status"]
    readonly_fields = ["preview"]
    gaps = {
        "alt": ("without alternative text", Q(alt="")),
        "consent": ("not yet asked for consent", Q(consent=Photo.Consent.NOT_ASKED)),
        **PublishableAdmin.gaps,
    }

    def get_fields(self, request, obj=None):
        return [self.of, *PhotoInline.fields]

    def get_search_fields(self, request):
        return ["caption", "alt", "place", "credit", *super().get_search_fields(request)]

    def view_on_site(self, photo):
        return getattr(photo, self.of).get_absolute_url()

    @admin.display(description="photo")
    def preview(self, photo):
        return preview(photo)

    @admin.display(description="of")
    def where(self, photo):
        return getattr(photo, self.of)
