from django.contrib import admin
from django.forms import Media, Script
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.admin.base import BaseAdmin, PublishableAdmin
from core.admin.inlines import RowsInline, StackedRowsInline
from core.admin.photos import PhotoInline
from members.admin import names_of
from members.admin_branding import OfOurNetwork
from reports.admin.check import CheckView
from reports.admin.copy import CopyView, NewsView
from reports.admin.possible_names import PossibleNamesView
from reports.admin.release import PreviewPdfView, PublishingView, ReleaseView, follow, released
from reports.admin.views import page_urls
from reports.data.gather import gather
from reports.models import Acronym, AnnualReport, CountryOverview, Message, ReportPhoto, Section, Statistic
from reports.output.printing import last_failure
from reports.sections import summary
from reports.sections.defaults import default_sections

SECTIONS_ORDER = Media(js=[Script("report-order.js", defer=True)])


class SectionInline(RowsInline):
    model = Section
    fields = ["order", "shown", "heading", "kind", "numbering", "project", "contains_now"]
    readonly_fields = ["contains_now"]
    show_change_link = True

    @admin.display(description=_("will contain now"))
    def contains_now(self, section):
        if not section.pk:
            return _("Counted once it is saved")
        if not hasattr(self, "summaries"):  # the page has this inline to itself: gathered once for all its rows
            self.summaries = {part.anchor: summary(part) for part in gather(section.report).sections}
        return self.summaries.get(f"section-{section.pk}", _("Not shown"))


class OverviewInline(RowsInline):
    model = CountryOverview
    fields = ["order", "country"]
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("report")


class MessageInline(RowsInline):
    model = Message
    fields = ["order", "honorific", "person", "signed_as"]
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person")


class AcronymInline(RowsInline):
    model = Acronym


@admin.register(AnnualReport)
class AnnualReportAdmin(OfOurNetwork, PublishableAdmin):
    list_display = ["__str__", "network", "period", "status"]
    list_select_related = ["network__parent", "committee"]
    search_fields = ["search_text", *names_of("network")]
    inlines = [SectionInline, OverviewInline, MessageInline, AcronymInline]
    fieldsets = [
        (None, {"fields": ["status", "network", ("title", "slug"), ("start", "end"), "committee", "language"]}),
        (_("Colophon"), {"fields": ["colophon"], "classes": ["collapse"]}),
    ]

    def get_urls(self):
        pages = [
            ("possible-names/", PossibleNamesView, "possible_names"),
            ("<int:pk>/check/", CheckView, "check"),
            ("<int:pk>/copy/", CopyView, "copy"),
            ("<int:pk>/news/", NewsView, "news"),
            ("<int:pk>/release/", ReleaseView, "release"),
            ("<int:pk>/release/<int:attempt>/", PublishingView, "publishing"),
            ("<int:pk>/preview.pdf", PreviewPdfView, "preview_pdf"),
        ]
        return [*page_urls(self, pages), *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context |= {"print_failure": last_failure(obj), **released(obj)}
            context["media"] += SECTIONS_ORDER
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        follow([obj])

    def _set_status(self, request, queryset, status, done):
        super()._set_status(request, queryset, status, done)
        follow(queryset)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        report = form.instance
        if not change and not report.sections.exists():  # nobody starts from an empty page
            for order, (kind, heading) in enumerate(default_sections(report.language)):
                Section.objects.create(report=report, kind=kind, heading=heading, order=order)


class ReportPhotoInline(PhotoInline):
    model = ReportPhoto


class PartAdmin(BaseAdmin):
    """A part of a report: reached from the report’s page, and leading back to it."""

    list_select_related = ["report"]
    exclude = ["report"]

    def has_module_permission(self, request):
        return False

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("part of"))
    def part_of(self, part):
        address = reverse("admin:reports_annualreport_change", args=[part.report_id])
        return format_html('<a href="{}">{}</a>', address, part.report)

    readonly_fields = ["part_of"]


@admin.register(Section)
class SectionAdmin(PartAdmin):
    list_display = ["heading", "report", "kind", "shown"]
    inlines = [ReportPhotoInline]


class StatisticInline(StackedRowsInline):
    model = Statistic
    fields = [("qualifier", "value", "upper"), "unit", ("as_of", "order"), ("source", "source_address"), "note"]


@admin.register(CountryOverview)
class CountryOverviewAdmin(PartAdmin):
    list_display = ["__str__", "report"]
    inlines = [StatisticInline, ReportPhotoInline]


@admin.register(Message)
class MessageAdmin(PartAdmin):
    list_display = ["person", "signed_as", "report"]
    list_select_related = ["report", "person"]
