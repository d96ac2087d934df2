"""The admin's pages of publishing: what a release would say, the question, how far it is, and what was released."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from core.admin.base import BaseAdmin
from core.http import kept_forms
from members.redaction.redactor import people_named
from reports.admin.views import ReportAdminView
from reports.checks import BLOCKING, check
from reports.checks.context import CheckContext
from reports.data.gather import gather
from reports.models import Publishing, Release
from reports.models.release import FORMAT_LABELS
from reports.output.drafts import ask as ask_for_draft
from reports.releases.in_error import release_changes
from reports.releases.latest import point
from reports.releases.publishing import (
    FINISHED,
    UNTAKEN_SECONDS,
    ask,
    died,
    has_died,
    is_untaken,
    under_way,
    version_token,
)
from reports.releases.snapshots import library_follows
from reports.views import live_pdf, stored

CHANGED = _(
    "The records have changed since you opened this page. It shows them as they are now: look again, and confirm."
)
NOT_CONFIRMED = _("Nothing was published: tick the box that says you have looked at the report.")


@method_decorator(xframe_options_sameorigin, name="dispatch")
class PreviewPdfView(ReportAdminView):
    """The draft as it is printed."""

    def get(self, request, **kwargs):
        return live_pdf(request, self.object)


class ReleaseView(ReportAdminView):
    """Whoever may change a report may publish it; nobody may take a release back."""

    template_name = "admin/reports/annualreport/release.html"
    title = _("Publish a release of {}")
    permission = "change"

    def get(self, request, **kwargs):
        return self.under_way() or self.page(**proposal(self.object))

    def post(self, request, **kwargs):
        if following := self.under_way():
            return following
        proposed = proposal(self.object)
        if proposed["blocking"]:
            return self.page(**proposed)  # it says which
        if why := unconfirmed(request.POST, proposed["version"]):
            messages.error(request, why)
            return self.page(**proposed)
        kept_forms.used(request)
        self.model_admin.log_change(request, self.object, _("Asked for a release."))
        return to_attempt(ask(self.object, request.user, proposed["version"]))

    def under_way(self):
        attempt = under_way(self.object)
        return to_attempt(attempt) if attempt and not is_untaken(attempt) else None


def unconfirmed(sent, version):
    """Why nothing is published, in words; "" where it was confirmed."""
    if sent.get("version") != version:
        return CHANGED
    return "" if sent.get("looked") else NOT_CONFIRMED


def to_attempt(attempt):
    return redirect("admin:reports_annualreport_publishing", attempt.report_id, attempt.pk)


class PublishingView(ReportAdminView):
    """How far an attempt to publish is."""

    template_name = "admin/reports/annualreport/publishing.html"
    title = _("Publishing {}")
    permission = "change"

    def get(self, request, attempt, **kwargs):
        attempts = self.object.publishings.select_related("release", "asked_by")
        return self.page(**progress(get_object_or_404(attempts, pk=attempt)))


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
        "changes": release_changes(report, latest, data),
        "blocking": [finding for finding in findings if finding.severity == BLOCKING],
        "open": [finding for finding in warnings if not finding.accepted],
        "accepted": [finding for finding in warnings if finding.accepted],
    }


def progress(attempt):
    if has_died(attempt):  # the worker writes it down when it starts again
        attempt.stage, attempt.failure = Publishing.Stage.FAILED, died(attempt)
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
    title = _("public reach")
    parameter_name = "withdrawn"

    def lookups(self, request, model_admin):
        return [("yes", _("Withdrawn")), ("no", _("Offered to the public"))]

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
    fields += ["sha256", "content_hash", "print_hash", "files", "difference", "stand"]

    def get_queryset(self, request):
        long = ["data", "changes"]  # read one by one, where they are shown
        return super().get_queryset(request).defer(*long, *(f"superseded_by__{name}" for name in long))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("superseded by"))
    def superseded(self, release):
        return getattr(release, "superseded_by", None)

    @admin.display(description=_("withdrawn"), ordering="withdrawal__withdrawn_at")
    def withdrawn(self, release):
        return release.withdrawal.withdrawn_at if release.is_withdrawn else None

    @admin.display(description=_("why it was withdrawn"))
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
            raise Http404(_("This release has no such file."))
        response = stored(request, release.report, release, form)
        response["Cache-Control"] = "private, no-store"
        return response

    @admin.display(description=_("files"))
    def files(self, release):
        lines = [
            (reverse("admin:reports_release_file", args=[release.pk, form]), FORMAT_LABELS[form], file["sha256"])
            for form, file in release.files.items()
        ]
        return format_html_join("\n", '<p><a href="{}">{}</a> <code>{}</code></p>', lines)

    @admin.display(description=_("what changed in it"))
    def difference(self, release):
        return render_to_string(
            "reports/changes.html", {"changes": release.changes, "language": release.report.language}
        )

    @admin.display(description=_("warnings that were accepted"))
    def stand(self, release):
        line = "{}: {} “{}” ({})"
        found = [(one["record"], one["what"], one["reason"], one["by"]) for one in release.accepted]
        return format_html_join("\n", f"<p>{line}</p>", found)
