from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import DetailView
from django_filters.views import FilterView

from core.http.downloads import with_ranges
from core.pagination import Paginator
from members.addresses import protected_parts
from publications.filters import PublicationFilter
from publications.models import FOLDER, Publication


class PublicationList(FilterView):
    filterset_class = PublicationFilter
    template_name_suffix = "_list"
    paginate_by = 40
    paginator_class = Paginator

    def get_queryset(self):
        return Publication.objects.visible_to(self.request.user).for_directory()


class PublicationDetail(DetailView):
    """A work and its editions."""

    def get_queryset(self):
        return Publication.objects.visible_to(self.request.user).for_page(self.request.user)


def former_document(work, stem):
    """The address that a file had by the name it is stored under, unless that holds the name of a protected person."""
    named = protected_parts(stem)
    edition = get_object_or_404(work.editions, file=f"{FOLDER}/{stem}.pdf")
    if named:
        raise Http404
    return redirect(edition.document_url, permanent=True)


@require_safe
def document(request, slug, stem):
    """An edition’s file, for those who may see the work. It is downloaded, never run in this site’s name."""
    work = get_object_or_404(Publication.objects.visible_to(request.user), slug=slug)
    edition = work.documents.get(stem)
    if edition is None:
        return former_document(work, stem)
    if edition.withdrawn:
        response = render(request, "publications/withdrawn.html", {"object": work}, status=410)
        response["Cache-Control"] = "no-store"
        return response
    if edition.size is None:
        raise Http404(_("This file is lost."))
    etag = quote_etag(edition.checksum)
    if unchanged := get_conditional_response(request, etag):
        return unchanged
    response = FileResponse(
        edition.file.open(), as_attachment=True, filename=f"{stem}.pdf", content_type="application/pdf"
    )
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-cache" if work.is_published else "private, no-store"
    return with_ranges(request, response)
