import datetime

from django.db.models import Exists, OuterRef
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from core.publishing import read_once_for_public
from projects.models import Activity, AreaOfWork, Project

YEARS = range(1800, 2201)  # those that a record can be dated in


def held(queryset, field):
    """The values that the records of a list hold. Offering only these, none betrays what the reader may not see."""
    return sorted(filter(None, queryset.order_by().values_list(field, flat=True).distinct()))


def years(queryset, field):
    """The years in which the records of a list are dated, the latest first, as choices."""
    found = queryset.order_by().values_list(Substr(field, 1, 4), flat=True).distinct()
    return [(year, year) for year in sorted(filter(None, found), reverse=True)]


def projects_with(records, user):
    """The projects that have such records, as far as somebody may see both, as choices."""
    found = records.visible_to(user).filter(project=OuterRef("pk"))
    return list(Project.objects.visible_to(user).filter(Exists(found)).values_list("slug", "title"))


def year_of(number):
    """The first and the last day of a year."""
    return datetime.date(number, 1, 1), datetime.date(number, 12, 31)


@read_once_for_public
def areas(user):
    return list(AreaOfWork.objects.values_list("slug", "name"))


@read_once_for_public
def years_active(user):
    """All years that the activities touch; what goes on has not gone further than today."""
    today = timezone.localdate()
    spans = Activity.objects.visible_to(user).order_by().values_list("start", "end").distinct()
    ends = [(start, min(end.last, max(today, start.last)) if end else start.last) for start, end in spans if start]
    return sorted({year for start, end in ends for year in range(start.year, end.year + 1)}, reverse=True)


class ProjectFilter(FilterSet):
    area = ChoiceFilter(field_name="area__slug", label=_("Area of work"), empty_label=_("All areas"))
    year = ChoiceFilter(label=_("Active in"), empty_label=_("Any year"), method="active_in")

    class Meta:
        model = Project
        fields = ["area", "year"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["area"].extra["choices"] = areas(self.request.user)
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years_active(self.request.user)]

    def active_in(self, queryset, name, year):
        running = Activity.objects.visible_to(self.request.user).overlapping(*year_of(int(year)))
        return queryset.filter(pk__in=running.order_by().values("project"))
