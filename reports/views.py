from datetime import UTC, datetime
from functools import wraps

from django.db.models import Exists, OuterRef, Subquery
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from core.http.downloads import SnapshotFile, with_ranges
from core.pagination import Paginator
from core.pdf import PrintError
from core.publishing import sees_drafts
from members.redaction.redactor import name_redactor, names_nobody, sees_names
from reports.data.gather import gather
from reports.data.schema import stored_report
from reports.languages import fixed_words
from reports.models import ADDRESS, AnnualReport, Release
from reports.models.release import ENDINGS
from reports.models.withdrawal import out_of_reach
from reports.output.drafts import RETRY_SECONDS, BeingPrinted, draft, is_asked_in_vain
from reports.output.html import context
from reports.releases.colophon import Issue
from reports.releases.diff import public_changes
from reports.releases.latest import point
from reports.releases.publishing import is_made
from reports.releases.serving import HEADERS, DraftFile

TYPES = {"text": "text/plain; charset=utf-8", "page": "text/html; charset=utf-8"}
NOTHING_RUNS = "default-src 'none'; sandbox"


class AnnualReportList(ListView):
    paginate_by = 40
    paginator_class = Paginator

    def get_queryset(self):
        reports = AnnualReport.objects.visible_to(self.request.user)
        releases = Release.objects.filter(report=OuterRef("pk")).order_by("-number")
        reports = reports.annotate(latest=Subquery(releases.values("pk")[:1]))
        return reports.annotate(is_served=Exists(Release.objects.public().filter(pk=OuterRef("latest"))))


def with_report(view):
    """Gives the view the report of the address, or answers with a clear page that names the reports there are."""

    @require_safe
    @xframe_options_sameorigin
    @wraps(view)
    def find(request, slug, **rest):
        reports = AnnualReport.objects.visible_to(request.user)
        known = reports.select_related("network__parent").filter(slug=slug)
        report = known.first() if ADDRESS.fullmatch(slug) else None
        if report is None:
            return render(request, "reports/annualreport_missing.html", {"reports": reports}, status=404)
        return view(request, report, **rest)

    return find


def gone(request, report, release):
    """A release that left public reach: the same answer for every cause, and for each of its addresses."""
    newer = report.releases.public().without_data().filter(number__gt=release.number).first()
    words = {"object": report, "release": release, "newer": newer, "is_made": is_made(report)}
    response = render(request, "reports/release_gone.html", words, status=410)
    response["Cache-Control"] = "no-store"
    return response


@with_report
def detail(request, report):
    return page(request, report, gather(report))


def page(request, report, data):
    """The report's page, saying `data`."""
    releases = list(report.releases.without_data().annotate(is_out_of_reach=out_of_reach()))
    public = {release.pk for release in releases if not release.is_out_of_reach}
    latest = next((release for release in releases[:1] if release.pk in public), None)
    words = {"object": report, "releases": releases, "public": public, "latest": latest, **context(data)}
    words["changed_since"] = bool(latest) and stored_report(latest.data) != data  # reads the data of this one alone
    words["issue"] = Issue.of(latest) if latest and not words["changed_since"] else None
    words["draft"] = not words["issue"]
    return render(request, "reports/annualreport_detail.html", words)


@with_report
def pdf(request, report):
    """The latest release; where there is none, the records as they stand.

    Releases of open reports are served before Django comes this far (`reports.releases.serving`): here ask the
    secretariat for a report it has withdrawn, and whoever comes first after a release whose publishing was cut off.
    """
    latest = report.releases.without_data().first()
    if latest is None:
        return live_pdf(request, report)
    if not latest.is_public:
        return gone(request, report, latest)
    if report.is_published:
        point()
    return stored(request, report, latest, "pdf")


@with_report
def release(request, report, number):
    """What a release is, and what changed in it."""
    known = report.releases.select_related("supersedes", "superseded_by")
    found = get_object_or_404(known.defer("superseded_by__data"), number=number)
    if not found.is_public:
        return gone(request, report, found)
    listed = found.changes if sees_names(request.user) else public_changes(found)
    return render(request, "reports/release_detail.html", {"object": report, "release": found, "changes": listed})


@with_report
def release_file(request, report, number, ending):
    """A file of any release, old or new, byte for byte."""
    found = get_object_or_404(report.releases.without_data(), number=number)
    form = {ending: form for form, ending in ENDINGS.items()}.get(ending)
    if form not in found.files:
        raise Http404(_("This release has no such file."))
    if not found.is_public:
        return gone(request, report, found)
    return stored(request, report, found, form)


def stored(request, report, release, form):
    path = release.path(form)
    try:
        changed = int(path.stat().st_mtime)
    except OSError:
        why = f"The file {path.name} is missing. Put it back from a backup; manage.py verify_releases lists all."
        return render(request, "reports/not_printed.html", {"object": report, "why": why}, status=503)
    if form in TYPES and not names_nobody(request, path.read_bytes()):  # somebody whom no withdrawal reached
        return gone(request, report, release)
    etag = quote_etag(release.files[form]["sha256"])
    response = SnapshotFile(
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
    return with_ranges(request, get_conditional_response(request, etag, changed, response))


def live_pdf(request, report):
    """The records as they stand, marked as a draft, or the last file while the worker prints a newer one."""
    try:
        file = draft(report)
    except BeingPrinted:
        words = {"object": report, "seconds": RETRY_SECONDS, "in_vain": is_asked_in_vain(report)}
        response = render(request, "reports/being_printed.html", words, status=503)
        response["Retry-After"] = RETRY_SECONDS
        return response
    except PrintError as error:
        return render(request, "reports/not_printed.html", {"object": report, "why": error}, status=503)
    return serve(request, report, file)


def serve(request, report, file):
    etag = f'"{file.print_hash[:20]}"'
    changed = int(file.path.stat().st_mtime)
    is_current = not file.is_behind and not file.failure
    given = {"filename": file_name(report, None if is_current else changed), "content_type": "application/pdf"}
    if report.is_published and is_current:
        response = DraftFile(file.path, **given)
    else:
        response = FileResponse(open(file.path, "rb"), **given)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = "no-cache" if report.is_published else "private, no-store"
    if file.failure and sees_drafts(request.user):
        response["X-Print-Failure"] = " ".join(file.failure.split())[:500]
    if file.is_behind:
        response["Retry-After"] = RETRY_SECONDS
    return with_ranges(request, get_conditional_response(request, etag, changed, response))


def file_name(report, behind=None):
    """“RN Annual Report 2014 (draft from live records).pdf”, in the language of the report.

    One that is behind the records says from when it is: “… (draft from live records, 2014-12-09 14.05).pdf”.
    """
    network = report.network.acronym or report.network.name
    with fixed_words(report.language):
        kind = gettext("draft from live records")
        if behind:
            kind += timezone.localtime(datetime.fromtimestamp(behind, UTC)).strftime(", %Y-%m-%d %H.%M")
        return name_redactor()(f"{network} {report.title} {report.slug} ({kind}).pdf")
