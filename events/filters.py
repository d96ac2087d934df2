from django.db.models.functions import Coalesce, Substr
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from core.l10n.countries import country_name, country_order
from core.publishing import read_once_for_public
from events.models import Event
from projects.filters import held, projects_with, year_of


def years(events):
    """The years that events touch, the latest first: one over New Year stands in two."""
    written = Substr("start", 1, 4), Substr(Coalesce("end", "start"), 1, 4)
    spans = events.order_by().values_list(*written).distinct()
    return sorted({year for first, last in spans for year in range(int(first), int(last) + 1)}, reverse=True)


@read_once_for_public
def years_seen(user):
    """The years of all events that somebody may see: each year’s page and the list lead to the others."""
    return years(Event.objects.visible_to(user))


@read_once_for_public
def countries_seen(user):
    return held(Event.objects.visible_to(user), "country")


@read_once_for_public
def projects_seen(user):
    return projects_with(Event.objects, user)


class EventFilter(FilterSet):
    year = ChoiceFilter(label=_("Year"), empty_label=_("All years"), method="in_year")
    country = ChoiceFilter(empty_label=_("All countries"))
    role = ChoiceFilter(label=_("The network’s role"), choices=Event.Role.choices, empty_label=_("Any role"))
    kind = ChoiceFilter(choices=Event.Kind.choices, empty_label=_("Every kind"))
    project = ChoiceFilter(field_name="project__slug", label=_("Project"), empty_label=_("All projects"))

    class Meta:
        model = Event
        fields = ["year", "country", "role", "kind", "project"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.years = years_seen(self.request.user)
        countries = sorted(countries_seen(self.request.user), key=country_order)
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in self.years]
        self.filters["country"].extra["choices"] = [(code, country_name(code)) for code in countries]
        self.filters["project"].extra["choices"] = projects_seen(self.request.user)

    def in_year(self, queryset, name, year):
        return queryset.touching(*year_of(int(year)))
