from django.views.generic import DetailView, ListView

from projects.models import Project


class ProjectList(ListView):
    model = Project


class ProjectDetail(DetailView):
    model = Project
