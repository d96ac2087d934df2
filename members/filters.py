from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, Filter, FilterSet

from core.change_token import read_once
from core.dates import PartialDateFormField
from core.l10n.countries import REGIONAL, country_name, country_order, own_countries
from core.publishing import read_once_for_public
from members.models import Membership, Organisation
from members.models.organisations import ROLES

AS_OF = {
    "label": _("On this day"),
    "required": False,
    "help_text": _("Such as 31 December 2014, or 2014."),
}


def day_meant(date):
    """The last day of a partial date, as a report counts its members on the last day of its period; else today.

    Of a year or a month that has begun and not yet ended, today.
    """
    today = timezone.localdate()
    return date.last if date and not date.first <= today <= date.last else today


class DayForm(forms.Form):
    as_of = PartialDateFormField(**AS_OF)


class DayFilter(Filter):
    field_class = PartialDateFormField

    def filter(self, queryset, value):
        return queryset.members(day_meant(value))


@read_once
def countries_held():
    return held(Organisation.objects.published().filter(has_membership=True), "country")


def countries_of_members():
    return [
        (code, country_name(code))
        for code in sorted({REGIONAL, *own_countries(), *countries_held()}, key=country_order)
    ]


class MemberFilter(FilterSet):
    country = ChoiceFilter(choices=countries_of_members, empty_label=_("All countries"))
    kind = ChoiceFilter(choices=Organisation.Kind.choices, empty_label=_("Any kind"))
    category = ChoiceFilter(
        label=_("Membership"), choices=Membership.Category.choices, empty_label=_("Any"), method="in_category"
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


def held(queryset, field):
    return set(queryset.order_by().values_list(field, flat=True).distinct()) - {""}


@read_once_for_public
def choices_of_others(user):
    """The countries and the kinds of those that are no members."""
    listed = Organisation.objects.visible_to(user).filter(has_membership=False)
    return held(listed, "country"), held(listed, "kind")


class OtherOrganisationFilter(FilterSet):
    country = ChoiceFilter(empty_label=_("All countries"))
    kind = ChoiceFilter(empty_label=_("Any kind"))
    role = ChoiceFilter(
        label=_("To the network"), choices=list(ROLES.items()), empty_label=_("Anything"), method="in_role"
    )

    class Meta:
        model = Organisation
        fields = ["country", "kind", "role"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        codes, kinds = choices_of_others(self.request.user)
        countries = [(code, country_name(code)) for code in sorted(codes, key=country_order)]
        self.filters["country"].extra["choices"] = countries
        self.filters["kind"].extra["choices"] = [one for one in Organisation.Kind.choices if one[0] in kinds]

    def in_role(self, queryset, name, role):
        return queryset.filter(**{f"as_{role}": True})
