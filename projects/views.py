from django.views.generic import DetailView
from django_filters.views import FilterView

from core.pagination import Paginator
from core.panels import PanelsMixin
from projects.filters import ProjectFilter
from projects.models import Project


class ProjectList(FilterView):
    """The network’s projects by area of work."""

    filterset_class = ProjectFilter
    template_name_suffix = "_list"
    paginate_by = 40
    paginator_class = Paginator

    def get_queryset(self):
        return Project.objects.visible_to(self.request.user).for_directory()


class ProjectDetail(PanelsMixin, DetailView):
    """What a project is about, and what it did year by year."""

    def get_queryset(self):
        return Project.objects.visible_to(self.request.user).for_page(self.request.user)
