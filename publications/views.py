from django.http import Http404
from django.views.generic import DetailView, ListView

from publications.models import Publication


class PublicationList(ListView):
    model = Publication


class PublicationDetail(DetailView):
    model = Publication


def document(request, slug, name):
    raise Http404
