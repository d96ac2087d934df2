import datetime

from django.db.models.functions import Substr
from django.utils import timezone
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from projects.models import Activity, AreaOfWork, Project


def held(queryset, field):
    """The values that the records of a list hold. Offering only these, none betrays what the reader may not see."""
    return sorted(filter(None, queryset.order_by().values_list(field, flat=True).distinct()))


def years(queryset, field):
    """The years in which the records of a list are dated, the latest first, as choices."""
    found = queryset.order_by().values_list(Substr(field, 1, 4), flat=True).distinct()
    return [(year, year) for year in sorted(filter(None, found), reverse=True)]


class ProjectFilter(FilterSet):
    area = ModelChoiceFilter(
        queryset=AreaOfWork.objects.all(), to_field_name="slug", label="Area of work", empty_label="All areas"
    )
    year = ChoiceFilter(label="Active in", empty_label="Any year", method="active_in")

    class Meta:
        model = Project
        fields = ["area", "year"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.activities = Activity.objects.visible_to(self.request.user)
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in self.years()]

    def years(self):
        """All years that the activities touch; what goes on has not gone further than today."""
        today = timezone.localdate()
        spans = self.activities.order_by().values_list("start", "end").distinct()
        ends = [(start, min(end.last, max(today, start.last)) if end else start.last) for start, end in spans if start]
        return sorted({year for start, end in ends for year in range(start.year, end.year + 1)}, reverse=True)

    def active_in(self, queryset, name, year):
        first, last = datetime.date(int(year), 1, 1), datetime.date(int(year), 12, 31)
        return queryset.filter(pk__in=self.activities.overlapping(first, last).order_by().values("project"))
