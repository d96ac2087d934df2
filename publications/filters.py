from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from core.languages import language_name
from projects.filters import held, years
from projects.models import Project
from publications.models import Publication


def projects_with_publications(request):
    visible = Project.objects.visible_to(request.user)
    return visible.filter(pk__in=Publication.objects.visible_to(request.user).order_by().values("project"))


class PublicationFilter(FilterSet):
    kind = ChoiceFilter(choices=Publication.Kind.choices, empty_label="Every kind")
    language = ChoiceFilter(
        field_name="editions__language", label="Language", empty_label="All languages", distinct=True
    )
    year = ChoiceFilter(field_name="date", lookup_expr="startswith", label="Year", empty_label="All years")
    project = ModelChoiceFilter(queryset=projects_with_publications, to_field_name="slug", empty_label="All projects")

    class Meta:
        model = Publication
        fields = ["kind", "language", "year", "project"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        languages = {code: language_name(code) for code in held(self.queryset, "editions__language")}
        self.filters["year"].extra["choices"] = years(self.queryset, "date")
        self.filters["language"].extra["choices"] = sorted(languages.items(), key=lambda pair: pair[1])
