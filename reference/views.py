from django_filters.views import FilterView

from reference.filters import TermToAvoidFilter
from reference.models import TermToAvoid


class TermToAvoidList(FilterView):
    filterset_class = TermToAvoidFilter
    template_name_suffix = "_list"  # one page: the address of a term is a place on it

    def get_queryset(self):
        return TermToAvoid.objects.visible_to(self.request.user).prefetch_related("examples")
