"""The page of a report's check: what is found, what of it was accepted, by whom and why."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from core.languages import language_name
from reports.check import BLOCKING, check, not_looked_for
from reports.models import AcceptedWarning


class AcceptForm(forms.Form):
    """Several warnings, let stand for one reason."""

    keys = forms.MultipleChoiceField(
        error_messages={
            "required": "Tick the warnings that may stand.",
            "invalid_choice": "One of these was mended or accepted meanwhile, or it blocks. Choose again.",
        }
    )
    reason = forms.CharField(
        max_length=300,
        error_messages={
            "required": "Write why they may stand; the release keeps the reason.",
            "max_length": "Write the reason in at most 300 letters.",
        },
    )

    def __init__(self, data, findings):
        super().__init__(data)
        may_stand = [finding for finding in findings if finding.severity != BLOCKING and not finding.accepted]
        self.fields["keys"].choices = [(finding.key, finding.what) for finding in may_stand]


class CheckPage:
    """For the admin of a report: the page of its check."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.check_view))
        return [path("<int:pk>/check/", view, name="reports_annualreport_check"), *super().get_urls()]

    def check_view(self, request, pk):
        report = self.get_object(request, str(pk))
        if report is None:
            raise Http404(f"There is no annual report {pk}.")
        if not self.has_view_permission(request, report):
            raise PermissionDenied
        if request.method == "POST" and not self.has_change_permission(request, report):
            raise PermissionDenied
        if "withdraw" in request.POST:
            return self._withdraw(request, report)
        findings, form = check(report), None
        if request.method == "POST":
            form = AcceptForm(request.POST, findings)
            if form.is_valid():
                return self._accept(request, report, **form.cleaned_data)
        context = self.admin_site.each_context(request) | page(report, findings, form, self.opts)
        context["may_change"] = self.has_change_permission(request, report)
        return TemplateResponse(request, "admin/reports/annualreport/check.html", context)

    def _accept(self, request, report, keys, reason):
        for key in keys:
            given = {"reason": reason, "accepted_by": request.user}
            AcceptedWarning.objects.get_or_create(report=report, key=key, defaults=given)
        warnings = "1 warning" if len(keys) == 1 else f"{len(keys)} warnings"
        self.log_change(request, report, f"Accepted {warnings}: {reason}")
        self.message_user(request, f"{warnings} accepted.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:reports_annualreport_check", args=[report.pk]))

    def _withdraw(self, request, report):
        key = request.POST["withdraw"]
        withdrawn = next((one for one in report.accepted_warnings.all() if one.key == key), None)
        if withdrawn:
            withdrawn.delete()
            self.log_change(request, report, f"No longer accepted: {withdrawn.reason}")
            self.message_user(request, "The warning stands again.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:reports_annualreport_check", args=[report.pk]))


def page(report, findings, form, opts):
    open_ones = [finding for finding in findings if not finding.accepted]
    accepted = [finding for finding in findings if finding.accepted]
    found = {finding.key for finding in findings}
    return {
        "title": f"Check of {report}",
        "opts": opts,
        "original": report,
        "form": form,
        "ticked": form.data.getlist("keys") if form else [],
        "typed": form.data if form else {},
        "groups": by_kind(open_ones),
        "counts": counts(findings),
        "accepted": accepted,
        "language": language_name(report.language),
        "not_looked_for": not_looked_for(report),
        "lapsed": [one for one in report.accepted_warnings.select_related("accepted_by") if one.key not in found],
    }


def by_kind(findings):
    """[{kind, why, blocking, findings}], in the order of the list."""
    groups = {}
    for finding in findings:
        groups.setdefault((finding.severity, finding.kind), []).append(finding)
    return [
        {"kind": kind, "why": group[0].why, "blocking": severity == BLOCKING, "findings": group}
        for (severity, kind), group in groups.items()
    ]


def counts(findings):
    """How many block, how many warnings are open, how many were accepted."""
    blocking = sum(finding.severity == BLOCKING for finding in findings)
    accepted = sum(bool(finding.accepted) for finding in findings)
    return {"blocking": blocking, "warnings": len(findings) - blocking - accepted, "accepted": accepted}
