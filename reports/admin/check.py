"""The page of a report's check: what is found, what of it was accepted, by whom and why."""

import re
from dataclasses import replace

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.http import kept_forms
from core.l10n.languages import language_name
from reports.admin.views import ReportAdminView
from reports.checks import BLOCKING, check, not_looked_for
from reports.checks.context import CheckContext
from reports.data.gather import gather
from reports.models import AcceptedWarning
from reports.output.drafts import ask

WAY = "_check"  # in the address of a field's form: which check to go back to, and where in it
PLACE = re.compile(r"([1-9]\d{0,8})-([1-9]\d{0,5})-([0-9a-f]{64})?", re.ASCII)
NEXT = "next"  # the anchor of the finding to go on with


class AcceptForm(forms.Form):
    """Several warnings, let stand for one reason."""

    keys = forms.MultipleChoiceField(
        error_messages={
            "required": _("Tick the warnings that may stand."),
            "invalid_choice": _("One of these was mended or accepted meanwhile, or it blocks. Choose again."),
        }
    )
    reason = forms.CharField(
        max_length=300,
        error_messages={
            "required": _("Write why they may stand; the release keeps the reason."),
            "max_length": _("Write the reason in at most 300 letters."),
        },
    )

    def __init__(self, data, findings):
        if "all" in data:  # of a kind: those that were shown, not what has come since
            data = data.copy()
            data.setlist("keys", data.getlist("shown"))
        super().__init__(data)
        acceptable = [finding for finding in findings if finding.severity != BLOCKING and not finding.accepted]
        self.fields["keys"].choices = [(finding.key, finding.what) for finding in acceptable]


class CheckView(ReportAdminView):
    template_name = "admin/reports/annualreport/check.html"
    title = _("Check of {}")

    def get(self, request, **kwargs):
        return self.checked_page(*self.checked())

    def post(self, request, **kwargs):
        if "withdraw" in request.POST:
            return self.withdraw(request.POST["withdraw"])
        checked, findings = self.checked()
        if "tick" in request.POST:
            return self.checked_page(checked, findings)
        form = AcceptForm(request.POST, findings)
        return self.accept(**form.cleaned_data) if form.is_valid() else self.checked_page(checked, findings, form)

    def checked(self):
        checked = CheckContext(self.object)
        checked.data = gather(self.object, checked)
        ask(self.object, checked.data)  # what lies beyond a page is seen in the printed draft
        return checked, check(self.object, checked)

    def checked_page(self, checked, findings, form=None):
        may_change = self.model_admin.has_change_permission(self.request, self.object)
        return self.page(**listed(checked, findings, form, self.request), may_change=may_change)

    def accept(self, keys, reason):
        for key in keys:
            given = {"reason": reason, "accepted_by": self.request.user}
            AcceptedWarning.objects.get_or_create(report=self.object, key=key, defaults=given)
        number = len(keys)
        logged = ngettext("Accepted %(number)s warning: %(reason)s", "Accepted %(number)s warnings: %(reason)s", number)
        words = ngettext("%(number)s warning accepted.", "%(number)s warnings accepted.", number)
        kept_forms.used(self.request)
        return self.back(logged % {"number": number, "reason": reason}, words % {"number": number})

    def withdraw(self, key):
        withdrawn = next((one for one in self.object.accepted_warnings.all() if one.key == key), None)
        if not withdrawn:
            return self.back()
        withdrawn.delete()
        return self.back(
            _("No longer accepted: %(reason)s") % {"reason": withdrawn.reason}, _("The warning stands again.")
        )

    def back(self, logged="", words=""):
        if logged:
            self.model_admin.log_change(self.request, self.object, logged)
            messages.success(self.request, words)
        return redirect("admin:reports_annualreport_check", self.object.pk)


def listed(checked, findings, form, request):
    report = checked.report
    in_order = leading_back(report, sorted(findings, key=lambda finding: bool(finding.accepted)))
    open_ones = [finding for finding in in_order if not finding.accepted]
    accepted = [finding for finding in in_order if finding.accepted]
    found = {finding.key for finding in findings}
    sent = form.data if form else request.POST
    return {
        "form": form,
        "came_back": NEXT in request.GET,
        "next": next_of(in_order, request.GET),
        "ticked": sent.getlist("shown" if "tick" in sent or "all" in sent else "keys"),
        "typed": sent,
        "groups": by_kind(open_ones),
        "counts": counts(findings),
        "accepted": accepted,
        "language": language_name(report.language),
        "not_looked_for": not_looked_for(report),
        "lapsed": [one for one in checked.accepted if one.key not in found],
    }


def leading_back(report, findings):
    """The findings, each with the address of its field from which *Save* leads back here, to the one that follows."""
    found = []
    for place, finding in enumerate(findings, 1):
        form, _, field = finding.address.partition("#")
        after = findings[place].key if place < len(findings) else ""
        found.append(replace(finding, address=f"{form}?{WAY}={report.pk}-{place}-{after}#{field}"))
    return found


def way_back(value):
    """The address of a check at the finding to go on with, of what `leading_back` wrote; else None."""
    if match := PLACE.fullmatch(value):
        report, place, key = match.groups("")
        return f"{reverse('admin:reports_annualreport_check', args=[report])}?{NEXT}={key}&at={place}#{NEXT}"
    return None


def next_of(findings, asked):
    """The key of the finding to go on with: the one that followed, or, mended too, what stands where the first did."""
    keys, place = [finding.key for finding in findings], asked.get("at", "")
    if asked.get(NEXT, "") in keys:
        return asked[NEXT]
    is_place = asked.get(NEXT) and re.fullmatch(r"[1-9]\d{0,5}", place, re.ASCII)
    return keys[int(place) - 1] if is_place and int(place) <= len(keys) else None


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
