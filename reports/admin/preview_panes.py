"""The pane beside the form of a report or of one of its parts: the page and the PDF, as the form is being typed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST

from core.locks import lock
from core.pdf import PrintError
from reports import views
from reports.admin.preview import preview, report_of, unsaved
from reports.models import Section
from reports.output.html import report_html, report_pdf


class LivePreview:
    """For the admin of whatever a report is made of."""

    preview_help = "As the form is now. Nothing is saved."
    report_of = staticmethod(report_of)  # raises NotIncluded, where there may be none

    def get_urls(self):
        named = [("preview/", self.preview, "preview"), ("preview.pdf/", self.preview_print, "preview_print")]
        of = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            *(path(f"<int:pk>/{at}", wrap(view), name=f"{of}_{name}") for at, view, name in named),
            *super().get_urls(),
        ]

    @method_decorator([require_http_methods(["GET", "HEAD", "POST"]), xframe_options_sameorigin])
    def preview(self, request, pk):
        """Asked for, the report as it is stored; sent a form, the report as the form has it."""
        if request.method == "POST":
            found = unsaved(self, request, self.previewed(request, pk, self.has_change_permission))
        else:
            found = preview(self, self.previewed(request, pk, self.has_view_permission))
        return self.refused(request, found) or views.page(request, found.report, found.data)

    @method_decorator([require_POST, xframe_options_sameorigin])
    def preview_print(self, request, pk):
        found = unsaved(self, request, self.previewed(request, pk, self.has_change_permission))
        if refused := self.refused(request, found):
            return refused
        report = found.report
        try:
            with lock(report.slug):  # one layout at a time
                pdf = report_pdf(found.data, report_html(found.data, draft=True))
        except PrintError as error:
            return render(request, "reports/not_printed.html", {"object": report, "why": error}, status=503)
        headers = {"Content-Disposition": f'inline; filename="{report.slug}-preview.pdf"'}
        return HttpResponse(pdf, content_type="application/pdf", headers=headers)

    def previewed(self, request, pk, may):
        record = get_object_or_404(self.get_queryset(request), pk=pk)
        if not may(request, record):
            raise PermissionDenied
        return record

    def refused(self, request, found):
        if not found.report:
            status = 422 if found.problems else 200
            return render(request, "admin/reports/preview_refused.html", {"found": found}, status=status)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            of = f"admin:{self.opts.app_label}_{self.opts.model_name}"
            addresses = {name: reverse(f"{of}_{name}", args=[obj.pk]) for name in ("preview", "preview_print")}
            context |= {**addresses, "anchor": self.anchor(obj), "preview_help": self.preview_help}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def anchor(self, record):
        """Where in the report the record is told."""
        kind = {"message": Section.Kind.MESSAGES, "countryoverview": Section.Kind.OVERVIEW}.get(self.opts.model_name)
        section = record if isinstance(record, Section) else kind and record.report.sections.filter(kind=kind).first()
        return f"section-{section.pk}" if section else ""
