from django.http import Http404
from django.urls import reverse
from django.views.generic import RedirectView
from django_filters.views import FilterView

from core.pagination import Paginator
from reference.filters import TermToAvoidFilter
from reference.models import TermToAvoid


class TermToAvoidList(FilterView):
    filterset_class = TermToAvoidFilter
    template_name_suffix = "_list"
    paginate_by = 60
    paginator_class = Paginator

    def get_queryset(self):
        return TermToAvoid.objects.visible_to(self.request.user).prefetch_related("examples")


class TermToAvoidPlace(RedirectView):
    """The address of one term leads to the page of the list that it stands on."""

    def get_redirect_url(self, slug):
        slugs = list(TermToAvoid.objects.visible_to(self.request.user).values_list("slug", flat=True))
        if slug not in slugs:
            raise Http404
        page = slugs.index(slug) // TermToAvoidList.paginate_by + 1
        return f"{reverse('reference:terms-to-avoid')}?page={page}#{slug}"
