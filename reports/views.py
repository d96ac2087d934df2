from functools import wraps

from django.http import FileResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from core.pdf import PrintError
from reports.gather import gather
from reports.models import ADDRESS, AnnualReport
from reports.printing import printed
from reports.render import context


class AnnualReportList(ListView):
    paginate_by = 40

    def get_queryset(self):
        return AnnualReport.objects.visible_to(self.request.user).select_related("network")


def with_report(view):
    """Gives the view the report of the address, or answers with a clear page that names the reports there are."""

    @require_safe
    @xframe_options_sameorigin
    @wraps(view)
    def find(request, slug):
        reports = AnnualReport.objects.visible_to(request.user)
        known = reports.select_related("network__parent", "committee").filter(slug=slug)
        report = known.first() if ADDRESS.fullmatch(slug) else None
        if report is None:
            return render(
                request, "reports/annualreport_missing.html", {"period": slug, "reports": reports}, status=404
            )
        return view(request, report)

    return find


@with_report
def detail(request, report):
    return render(request, "reports/annualreport_detail.html", {"object": report, **context(gather(report))})


@with_report
def pdf(request, report):
    """The PDF of the records as they stand; laid out only when a fact has changed since the last time."""
    try:
        file = printed(report)
    except PrintError as error:
        return render(request, "reports/not_printed.html", {"object": report, "why": error}, status=503)
    return serve(request, report, file)


def serve(request, report, file):
    etag = f'"{file.fingerprint[:20]}"'
    changed = int(file.path.stat().st_mtime)
    response = FileResponse(open(file.path, "rb"), content_type="application/pdf", filename=file_name(report))
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = "no-cache" if report.is_published else "private, no-store"
    if file.failure and request.user.is_staff:
        response["X-Print-Failure"] = " ".join(file.failure.split())[:500]
    return get_conditional_response(request, etag, changed, response)


def file_name(report):
    """“MMN Annual Report 2014.pdf”."""
    return f"{report.network.acronym or report.network.name} {report.title} {report.slug}.pdf"
