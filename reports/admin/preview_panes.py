"""The pane beside the form of a report or of one of its parts: the page and the PDF, as the form is being typed."""

from django.forms import Media, Script
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from core.admin.panels import FormPanel
from core.locks import lock
from core.pdf import PrintError
from reports import views
from reports.admin.preview import preview, report_of, unsaved
from reports.admin.views import ReportAdminView, page_address, page_urls
from reports.models import Section
from reports.output.html import report_html, report_pdf


@method_decorator(xframe_options_sameorigin, name="dispatch")
class PreviewView(ReportAdminView):
    """Asked for, the report as it is stored; sent a form, the report as the form has it."""

    find_report = None

    def get(self, request, **kwargs):
        return self.answer(preview(self.object, self.find_report))

    def post(self, request, **kwargs):
        return self.answer(unsaved(self.model_admin, request, self.object, self.find_report))

    def answer(self, found):
        if found.report:
            return self.shown(found.report, found.data)
        status = 422 if found.problems else 200
        return render(self.request, "admin/reports/preview_refused.html", {"found": found}, status=status)

    def shown(self, report, data):
        return views.page(self.request, report, data)


class PreviewPrintView(PreviewView):
    http_method_names = ["post"]

    def shown(self, report, data):
        try:
            with lock(report.slug):  # one layout at a time
                pdf = report_pdf(data, report_html(data, draft=True))
        except PrintError as error:
            return render(self.request, "reports/not_printed.html", {"object": report, "why": error}, status=503)
        headers = {"Content-Disposition": f'inline; filename="{report.slug}-preview.pdf"'}
        return HttpResponse(pdf, content_type="application/pdf", headers=headers)


class Preview(FormPanel):
    """Of whatever a report is made of."""

    template = "admin/reports/preview.html"
    help = _("As the form is now. Nothing is saved.")
    media = Media(js=[Script("report-preview.js", defer=True)])

    def get_urls(self):
        pages = [
            ("<int:pk>/preview/", PreviewView, "preview"),
            ("<int:pk>/preview.pdf/", PreviewPrintView, "preview_print"),
        ]
        return page_urls(self.model_admin, pages, find_report=self.find_report)

    def get_context(self, request, record):
        addresses = {"page": page_address(record, "preview"), "print": page_address(record, "preview_print")}
        return {**addresses, "help": self.help, "anchor": self.anchor(record)}

    def find_report(self, record):
        return report_of(record)

    def anchor(self, record):
        """Where in the report the record stands."""
        kinds = {"message": Section.Kind.MESSAGES, "countryoverview": Section.Kind.OVERVIEW}
        kind = kinds.get(record._meta.model_name)
        section = record if isinstance(record, Section) else kind and record.report.sections.filter(kind=kind).first()
        return f"section-{section.pk}" if section else ""
