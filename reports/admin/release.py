"""The admin's pages of publishing: what a release would say, the question, how far it is, and what was released."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from core.admin.base import BaseAdmin
from core.http import kept_forms
from members.redaction.redactor import people_named
from reports.checks import BLOCKING, check
from reports.checks.context import CheckContext
from reports.data.gather import gather
from reports.models import Publishing, Release
from reports.models.release import CALLED
from reports.output.drafts import ask as ask_for_draft
from reports.releases.in_error import release_changes
from reports.releases.latest import point
from reports.releases.publishing import FINISHED, UNTAKEN_SECONDS, ask, is_untaken, under_way, version_token
from reports.releases.snapshots import as_stored, library_follows
from reports.views import live_pdf, stored

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
        if request.POST.get("version") != proposed["version"]:
            return messages.error(request, CHANGED)
        if not request.POST.get("looked"):
            return messages.error(request, NOT_CONFIRMED)
        kept_forms.used(request)
        self.log_change(request, report, "Asked for a release.")
        return ask(report, request.user, proposed["version"])

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
    checked, latest = CheckContext(report), report.releases.first()
    data = checked.data = gather(report, checked)
    ask_for_draft(report, data)
    findings = check(report, checked)
    warnings = [finding for finding in findings if finding.severity != BLOCKING]
    return {
        "version": version_token(report, data),
        "latest": latest,
        "changes": release_changes(report, latest, as_stored(data)),
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


class WithdrawnFilter(admin.SimpleListFilter):
    title = "public reach"
    parameter_name = "withdrawn"

    def lookups(self, request, model_admin):
        return [("yes", "Withdrawn"), ("no", "Offered to the public")]

    def queryset(self, request, queryset):
        given = {"yes": False, "no": True}.get(self.value())
        return queryset if given is None else queryset.filter(withdrawal__isnull=given)


@admin.register(Release)
class ReleaseAdmin(BaseAdmin):
    """To read: a release is never altered. Here alone the files of withdrawn ones can be had."""

    list_display = ["__str__", "published_at", "publisher", "pages", "superseded", "withdrawn"]
    list_filter = [WithdrawnFilter]
    list_select_related = ["report", "superseded_by__report"]
    search_fields = ["report__search_text", "sha256"]
    fields = ["report", "number", "published_at", "publisher", "pages", "withdrawn", "cause"]
    fields += ["sha256", "content_hash", "fingerprint", "files", "difference", "stand"]

    def get_queryset(self, request):
        long = ["data", "changes"]  # read one by one, where they are shown
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

    @admin.display(description="withdrawn", ordering="withdrawal__withdrawn_at")
    def withdrawn(self, release):
        return release.withdrawal.withdrawn_at if release.is_withdrawn else None

    @admin.display(description="why it was withdrawn")
    def cause(self, release):
        return release.withdrawal.cause if release.is_withdrawn else None

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.file))
        return [path("<int:pk>/files/<str:form>/", view, name="reports_release_file"), *super().get_urls()]

    def file(self, request, pk, form):
        release = get_object_or_404(Release.objects.select_related("report").without_data(), pk=pk)
        if not self.has_view_permission(request, release):
            raise PermissionDenied
        if form not in release.files:
            raise Http404("This release has no such file.")
        response = stored(request, release.report, release, form)
        response["Cache-Control"] = "private, no-store"
        return response

    @admin.display(description="files")
    def files(self, release):
        lines = [
            (reverse("admin:reports_release_file", args=[release.pk, form]), CALLED[form], file["sha256"])
            for form, file in release.files.items()
        ]
        return format_html_join("\n", '<p><a href="{}">{}</a> <code>{}</code></p>', lines)

    @admin.display(description="what changed in it")
    def difference(self, release):
        return render_to_string(
            "reports/changes.html", {"changes": release.changes, "language": release.report.language}
        )

    @admin.display(description="warnings that were accepted")
    def stand(self, release):
        line = "{}: {} “{}” ({})"
        found = [(one["record"], one["what"], one["reason"], one["by"]) for one in release.accepted]
        return format_html_join("\n", f"<p>{line}</p>", found)
