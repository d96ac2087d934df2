from django_filters.views import FilterView

from reference.filters import TermToAvoidFilter
from reference.models import TermToAvoid


class TermToAvoidList(FilterView):
    filterset_class = TermToAvoidFilter
    template_name_suffix = "_list"
    paginate_by = 60

    def get_queryset(self):
        return TermToAvoid.objects.visible_to(self.request.user).prefetch_related("examples")
