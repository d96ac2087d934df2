"""The admin's page that makes a new report from one there is, and the page of what is new since somebody looked."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from core.admin import submissions
from core.http import kept_forms
from core.schema import as_json, map_text
from members.redaction.redactor import name_redactor
from reports.admin.copying import address, fill, following, in_another_language
from reports.admin.views import ReportAdminView
from reports.data.gather import gather
from reports.data.schema import stored_report
from reports.models import AnnualReport, SeenPreview
from reports.output.printing import print_hash
from reports.releases.diff import changes

MOVED_ON = _("The records have changed since you opened this page. Look at what is new now.")


class CopyForm(forms.ModelForm):
    slug = forms.CharField(
        label=_("Address"), required=False, help_text=_("Leave it empty: it is made from the period and the language.")
    )
    with_texts = forms.BooleanField(label=_("Copy the introductions of the sections too"), required=False)

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


class CopyView(ReportAdminView):
    template_name = "admin/reports/annualreport/copy.html"
    title = _("New report from {}")
    post_permission = "view"

    def has_permission(self):
        return super().has_permission() and self.model_admin.has_add_permission(self.request)

    def get(self, request, **kwargs):
        return self.form_page(self.form())

    def post(self, request, **kwargs):
        form = self.form()
        if made := self.copied(form):
            kept_forms.used(request)
            messages.success(
                request, _("%(made)s was made from %(report)s, as a draft.") % {"made": made, "report": self.object}
            )
            return redirect("admin:reports_annualreport_change", made.pk)
        return self.form_page(form)

    def form(self):
        copy = in_another_language(self.object) if "language" in self.request.GET else following(self.object)
        return CopyForm(self.request.POST or None, instance=copy)

    def form_page(self, form):
        asked = {"token": submissions.token_for(self.request), "made_before": submissions.made_before(self.request)}
        return self.page(form=form, **asked)

    @transaction.atomic
    def copied(self, form):
        """The new report; that of the first press, where the button was pressed twice. None if something is wrong."""
        submission = submissions.claim(self.request)
        if made := submissions.first_answer(self.request, submission):
            return made
        if submissions.made_before(self.request) or not form.is_valid():
            return submissions.release(submission)
        fill(form.instance, self.object, form.cleaned_data["with_texts"])
        self.model_admin.log_addition(self.request, form.instance, _("Made from %(report)s.") % {"report": self.object})
        submissions.keep(submission, form.instance)
        return form.instance


class NewsView(ReportAdminView):
    template_name = "admin/reports/annualreport/news.html"
    title = _("What is new in {}")
    post_permission = "view"

    def get(self, request, **kwargs):
        data = gather(self.object)
        seen = SeenPreview.objects.filter(report=self.object, user=request.user).first()
        # A name that has since been withheld is not shown again by what was seen before.
        new = changes(map_text(name_redactor(), stored_report(seen.data)), data) if seen else []
        return self.page(seen=seen, changes=new, print_hash=print_hash(data))

    def post(self, request, **kwargs):
        data = gather(self.object)
        if request.POST.get("print_hash") == print_hash(data):
            SeenPreview.objects.update_or_create(
                report=self.object, user=request.user, defaults={"data": as_json(data)}
            )
            messages.success(request, _("Noted: next time you see what is new since now."))
        else:
            messages.error(request, MOVED_ON)
        return redirect("admin:reports_annualreport_news", self.object.pk)
