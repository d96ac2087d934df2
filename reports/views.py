from functools import wraps

from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from core.pdf import PrintError
from members.naming import name_gate, people_named
from reports.changes import changes
from reports.current import point
from reports.freezing import as_stored
from reports.gather import gather, map_text
from reports.models import ADDRESS, AnnualReport, Release
from reports.models.release import ENDINGS
from reports.printing import printed
from reports.render import context
from reports.serving import HEADERS

TYPES = {"text": "text/plain; charset=utf-8", "page": "text/html; charset=utf-8"}
NOTHING_RUNS = "default-src 'none'; sandbox"


class AnnualReportList(ListView):
    paginate_by = 40

    def get_queryset(self):
        reports = AnnualReport.objects.visible_to(self.request.user)
        return reports.annotate(is_released=Exists(Release.objects.filter(report=OuterRef("pk"))))


def with_report(view):
    """Gives the view the report of the address, or answers with a clear page that names the reports there are."""

    @require_safe
    @xframe_options_sameorigin
    @wraps(view)
    def find(request, slug, **rest):
        reports = AnnualReport.objects.visible_to(request.user)
        known = reports.select_related("network__parent", "committee").filter(slug=slug)
        report = known.first() if ADDRESS.fullmatch(slug) else None
        if report is None:
            return render(
                request, "reports/annualreport_missing.html", {"period": slug, "reports": reports}, status=404
            )
        return view(request, report, **rest)

    return find


@with_report
def detail(request, report):
    return page(request, report, gather(report))


def page(request, report, data):
    """The report's page, saying `data`."""
    releases = list(report.releases.without_data())
    latest = releases[0] if releases else None
    words = {"object": report, "releases": releases, "latest": latest, **context(data)}
    words["changed_since"] = bool(latest) and latest.data != as_stored(data)  # reads the data of this one alone
    return render(request, "reports/annualreport_detail.html", words)


@with_report
def pdf(request, report):
    """The latest release; where there is none, the records as they stand.

    Releases of open reports are served before Django comes this far (`reports.serving`): here ask the secretariat
    for a report it has withdrawn, and whoever comes first after a release whose publishing was cut off.
    """
    latest = report.releases.without_data().first()
    if latest is None:
        return live_pdf(request, report)
    if report.is_published:
        point()
    return stored(request, report, latest, "pdf")


@with_report
def release(request, report, number):
    """What a release is, and what changed in it."""
    known = report.releases.select_related("supersedes", "superseded_by")
    found = get_object_or_404(known.defer("superseded_by__data"), number=number)
    told = found.changes if request.user.is_staff else public_changes(found)
    return render(request, "reports/release_detail.html", {"object": report, "release": found, "changes": told})


def public_changes(release):
    """What is kept was shortened, and may hold half a name that has been withheld since: then it is compared anew."""
    both = [release.supersedes.data, release.data] if release.supersedes else []
    if not any(people_named(both)):
        return release.changes
    gate = name_gate()
    return changes(*(map_text(gate, data) for data in both))


@with_report
def release_file(request, report, number, ending):
    """A file of any release, old or new, byte for byte."""
    found = get_object_or_404(report.releases.without_data(), number=number)
    form = {ending: form for form, ending in ENDINGS.items()}.get(ending)
    if form not in found.files:
        raise Http404("This release has no such file.")
    return stored(request, report, found, form)


def stored(request, report, release, form):
    path = release.path(form)
    try:
        changed = int(path.stat().st_mtime)
    except OSError:
        why = f"The file {path.name} is missing. Put it back from a backup; manage.py verify_releases lists all."
        return render(request, "reports/not_printed.html", {"object": report, "why": why}, status=503)
    etag = quote_etag(release.files[form]["sha256"])
    response = FileResponse(
        open(path, "rb"),
        as_attachment=form == "page",  # a page of its own is read from disk, not in this site’s name
        filename=path.name,
        content_type=TYPES.get(form, "application/pdf"),
        headers={**HEADERS, "ETag": etag, "Last-Modified": http_date(changed)},
    )
    if form in TYPES:
        response["Content-Security-Policy"] = NOTHING_RUNS
    if not report.is_published:
        response["Cache-Control"] = "private, no-store"
    return get_conditional_response(request, etag, changed, response)


def live_pdf(request, report):
    """The records as they stand, marked as a draft; laid out only when a fact has changed since the last time."""
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
    answer = get_conditional_response(request, etag, changed, response)
    if report.is_published and not file.failure and answer is response:
        answer.unchanged_file = file.path  # may be given again as long as nothing is written (`reports.serving`)
    return answer


def file_name(report):
    """“RN Annual Report 2014 (draft from live records).pdf”, in the language of the report."""
    network = report.network.acronym or report.network.name
    with translation.override(report.language):
        return name_gate()(f"{network} {report.title} {report.slug} ({_('draft from live records')}).pdf")
