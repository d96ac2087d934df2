"""The admin's pages of publishing: what a release would say, the question, how far it is, and what was released."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from core.admin import HouseAdmin
from members.naming import people_named
from reports.changes import changes
from reports.check import BLOCKING, check
from reports.current import point
from reports.freezing import as_stored, library_follows
from reports.gather import gather
from reports.models import Publishing, Release
from reports.publishing import FINISHED, UNTAKEN_SECONDS, ask, is_untaken, mark_of, under_way
from reports.views import live_pdf

CHANGED = "The records have changed since you opened this page. It shows them as they are now: look again, and confirm."
NOT_CONFIRMED = "Nothing was published: tick the box that says you have looked at the report."


class ReleasePages:
    """For the admin of reports. Whoever may change a report may publish it; nobody may take a release back."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        named = [
            ("<int:pk>/release/", self.release, "release"),
            ("<int:pk>/release/<int:attempt>/", self.publishing, "publishing"),
            ("<int:pk>/preview.pdf", self.preview_pdf, "preview_pdf"),
        ]
        return [
            *(path(at, wrap(view), name=f"reports_annualreport_{name}") for at, view, name in named),
            *super().get_urls(),
        ]

    def of(self, request, pk, may):
        report = get_object_or_404(self.get_queryset(request).select_related("network__parent", "committee"), pk=pk)
        if not may(request, report):
            raise PermissionDenied
        return report

    @method_decorator([require_safe, xframe_options_sameorigin])
    def preview_pdf(self, request, pk):
        return live_pdf(request, self.of(request, pk, self.has_view_permission))

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def release(self, request, pk):
        report = self.of(request, pk, self.has_change_permission)
        if (attempt := under_way(report)) and not is_untaken(attempt):
            return redirect("admin:reports_annualreport_publishing", report.pk, attempt.pk)
        proposed = proposal(report)
        if request.method == "POST" and (attempt := self.confirmed(request, report, proposed)):
            return redirect("admin:reports_annualreport_publishing", report.pk, attempt.pk)
        return self.page(request, report, "release", f"Publish a release of {report}", proposed)

    def confirmed(self, request, report, proposed):
        """The attempt that was asked for, or None with the reason as a message."""
        if proposed["blocking"]:
            return None  # the page says which
        if request.POST.get("mark") != proposed["mark"]:
            return messages.error(request, CHANGED)
        if not request.POST.get("looked"):
            return messages.error(request, NOT_CONFIRMED)
        self.log_change(request, report, "Asked for a release.")
        return ask(report, request.user, proposed["mark"])

    @method_decorator(require_safe)
    def publishing(self, request, pk, attempt):
        report = self.of(request, pk, self.has_change_permission)
        under_way(report)  # writes down what has died
        attempt = get_object_or_404(report.publishings.select_related("release", "asked_by"), pk=attempt)
        return self.page(request, report, "publishing", f"Publishing {report}", progress(attempt))

    def page(self, request, report, template, title, words):
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "original": report, "title": title}
        return TemplateResponse(request, f"admin/reports/annualreport/{template}.html", {**shared, **words})

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context |= released(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        follow([obj])

    def _set_status(self, request, queryset, status, done):
        super()._set_status(request, queryset, status, done)
        follow(queryset)


def follow(reports):
    """Opened or withdrawn: their place in the library and their public addresses follow."""
    for report in reports:
        library_follows(report)
    transaction.on_commit(point)


def proposal(report):
    """What a release would say, as it stands now."""
    data, latest = gather(report), report.releases.first()
    findings = check(report, data)
    warnings = [finding for finding in findings if finding.severity != BLOCKING]
    return {
        "mark": mark_of(report, data),
        "latest": latest,
        "changes": changes(latest.data, as_stored(data)) if latest else [],
        "blocking": [finding for finding in findings if finding.severity == BLOCKING],
        "open": [finding for finding in warnings if not finding.accepted],
        "accepted": [finding for finding in warnings if finding.accepted],
    }


def progress(attempt):
    return {
        "attempt": attempt,
        "stages": [stage for stage in Publishing.Stage if stage not in FINISHED],
        "finished": attempt.stage in FINISHED,
        "untaken": is_untaken(attempt),
        "untaken_seconds": UNTAKEN_SECONDS,
    }


def released(report):
    """The releases of a report, each with the people it names who have since asked not to be named."""
    releases = list(report.releases.defer("changes", "accepted"))
    for release, names in zip(releases, people_named([release.data for release in releases]), strict=True):
        release.names = names
    return {"releases": releases, "attempt": under_way(report)}


@admin.register(Release)
class ReleaseAdmin(HouseAdmin):
    """To read: a release is never altered."""

    list_display = ["__str__", "published_at", "publisher", "pages", "superseded"]
    list_select_related = ["report", "superseded_by__report"]
    search_fields = ["report__title", "report__slug", "sha256"]
    fields = ["report", "number", "published_at", "publisher", "pages", "sha256", "fingerprint", "files", "stand"]

    def get_queryset(self, request):
        long = ["data", "changes"]
        return super().get_queryset(request).defer(*long, *(f"superseded_by__{name}" for name in long))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="superseded by")
    def superseded(self, release):
        return getattr(release, "superseded_by", None)

    @admin.display(description="files")
    def files(self, release):
        return format_html_join(" · ", '<a href="{}">{}</a>', [(url, what) for what, url, size in release.downloads])

    @admin.display(description="warnings that were accepted")
    def stand(self, release):
        line = "{}: {} “{}” ({})"
        found = [(one["record"], one["what"], one["reason"], one["by"]) for one in release.accepted]
        return format_html_join("\n", f"<p>{line}</p>", found)
