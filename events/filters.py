from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from core.countries import country_name, region_order
from events.models import Event
from projects.filters import held, years
from projects.models import Project


def projects_with_events(request):
    visible = Project.objects.visible_to(request.user)
    return visible.filter(pk__in=Event.objects.visible_to(request.user).order_by().values("project"))


class EventFilter(FilterSet):
    year = ChoiceFilter(field_name="start", lookup_expr="startswith", label="Year", empty_label="All years")
    country = ChoiceFilter(empty_label="All countries")
    role = ChoiceFilter(label="The network’s role", choices=Event.Role.choices, empty_label="Any role")
    kind = ChoiceFilter(choices=Event.Kind.choices, empty_label="Every kind")
    project = ModelChoiceFilter(queryset=projects_with_events, to_field_name="slug", empty_label="All projects")

    class Meta:
        model = Event
        fields = ["year", "country", "role", "kind", "project"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.years = years(self.queryset, "start")
        countries = sorted(held(self.queryset, "country"), key=region_order)
        self.filters["year"].extra["choices"] = self.years
        self.filters["country"].extra["choices"] = [(code, country_name(code)) for code in countries]
