"""The admin's page that makes a new report from one there is, and the page of what is new since somebody looked."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from core.admin import submissions
from core.http import kept_forms
from members.redaction.redactor import name_redactor
from reports.admin.copying import address, beside, fill, following
from reports.data.gather import gather, map_text
from reports.models import AnnualReport, SeenPreview
from reports.output.printing import fingerprint
from reports.releases.diff import changes
from reports.releases.snapshots import as_stored

MOVED_ON = "The records have changed since you opened this page. Look at what is new now."


class CopyForm(forms.ModelForm):
    slug = forms.CharField(
        label="Address", required=False, help_text="Leave it empty: it is made from the period and the language."
    )
    with_texts = forms.BooleanField(label="Copy the introductions of the sections too", required=False)

    class Meta:
        model = AnnualReport
        fields = ["title", "start", "end", "language", "slug"]

    def clean(self):
        given = super().clean()
        for name in self.errors:  # what was not understood is compared with no other report
            setattr(self.instance, name, None)
        if not given.get("slug") and all(given.get(name) for name in ("start", "end", "language")):
            given["slug"] = address(given["start"], given["end"], given["language"])
        return given


class CopyPages:
    """For the admin of reports."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        named = [("copy", self.copy), ("news", self.news)]
        return [
            *(path(f"<int:pk>/{name}/", wrap(view), name=f"reports_annualreport_{name}") for name, view in named),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def copy(self, request, pk):
        report = self.of(request, pk, self.has_view_permission)
        if not self.has_add_permission(request):
            raise PermissionDenied
        copy = beside(report) if "language" in request.GET else following(report)
        form = CopyForm(request.POST or None, instance=copy)
        if request.method == "POST" and (made := self.copied(request, report, form)):
            kept_forms.used(request)
            self.message_user(request, f"{made} was made from {report}, as a draft.", messages.SUCCESS)
            return redirect("admin:reports_annualreport_change", made.pk)
        words = {"form": form, "token": submissions.token_for(request), "made_before": submissions.made_before(request)}
        return self.page(request, report, "copy", f"New report from {report}", words)

    @transaction.atomic
    def copied(self, request, report, form):
        """The new report; that of the first press, where the button was pressed twice. None if something is wrong."""
        submission = submissions.claim(request)
        if made := submissions.first_answer(request, submission):
            return made
        if submissions.made_before(request) or not form.is_valid():
            return submissions.release(submission)
        fill(form.instance, report, form.cleaned_data["with_texts"])
        self.log_addition(request, form.instance, f"Made from {report}.")
        submissions.keep(submission, form.instance)
        return form.instance

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def news(self, request, pk):
        report = self.of(request, pk, self.has_view_permission)
        data = as_stored(gather(report))
        mark, seen = fingerprint(data), SeenPreview.objects.filter(report=report, user=request.user).first()
        if request.method == "POST":
            if request.POST.get("mark") == mark:
                SeenPreview.objects.update_or_create(report=report, user=request.user, defaults={"data": data})
                self.message_user(request, "Noted: next time you see what is new since now.", messages.SUCCESS)
            else:
                self.message_user(request, MOVED_ON, messages.ERROR)
            return redirect("admin:reports_annualreport_news", report.pk)
        # A name that has since been withheld is not shown again by what was seen before.
        new = changes(map_text(name_redactor(), seen.data), data) if seen else []
        words = {"seen": seen, "changes": new, "mark": mark}
        return self.page(request, report, "news", f"What is new in {report}", words)
