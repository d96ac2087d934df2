from django import forms
from django.utils import timezone
from django_filters import ChoiceFilter, Filter, FilterSet

from core.countries import GMS, REGIONAL, country_name, region_order
from core.dates import PartialDateFormField
from members.models import Membership, Organisation

AS_OF = {
    "label": "On this day",
    "required": False,
    "help_text": "Such as 31 December 2014, or 2014.",
}


def day_meant(date):
    """The last day of a partial date, as a report counts its members on the last day of its period; else today."""
    return date.last if date else timezone.localdate()


class DayForm(forms.Form):
    as_of = PartialDateFormField(**AS_OF)


class DayFilter(Filter):
    field_class = PartialDateFormField

    def filter(self, queryset, value):
        return queryset.members(day_meant(value))


def countries_of_members():
    listed = Organisation.objects.published().filter(memberships__isnull=False).order_by()
    codes = {REGIONAL, *GMS, *listed.values_list("country", flat=True).distinct()} - {""}
    return [(code, country_name(code)) for code in sorted(codes, key=region_order)]


class OrganisationFilter(FilterSet):
    country = ChoiceFilter(choices=countries_of_members, empty_label="All countries")
    kind = ChoiceFilter(choices=Organisation.Kind.choices, empty_label="Any kind")
    category = ChoiceFilter(
        label="Membership", choices=Membership.Category.choices, empty_label="Any", method="in_category"
    )
    as_of = DayFilter(**AS_OF)

    class Meta:
        model = Organisation
        fields = ["country", "kind", "category", "as_of"]

    @property
    def day(self):
        return day_meant(self.form.cleaned_data["as_of"])

    def in_category(self, queryset, name, category):
        return queryset.members(self.day, category=category)
