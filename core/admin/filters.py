"""The filters of the admin's lists."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR
from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.l10n.collation import sort_key
from core.l10n.countries import country_name, country_order
from core.l10n.languages import language_name
from core.permanence import NOT_IN_ERROR


class KeysInRange:
    """For an admin: a filter by a key that SQLite cannot hold leads back to the list, as any other nonsense does."""

    def get_changelist_instance(self, request):
        try:
            return super().get_changelist_instance(request)
        except OverflowError as error:
            raise IncorrectLookupParameters from error


class WhenFilter(admin.SimpleListFilter):
    """Starts on what is current, and a search looks at all times; each choice is a verb of the queryset."""

    title = _("when")
    parameter_name = "when"

    def __init__(self, request, *given):
        self.default = "all" if request.GET.get(SEARCH_VAR) else "current"
        super().__init__(request, *given)

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("current", _("Current")), ("past", _("Past")), ("future", _("Future")), ("all", _("All"))]

    def value(self):
        return super().value() or self.default

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "current":
                return queryset.current()
            case "past":
                return queryset.past()
            case "future":
                return queryset.future()
        return queryset

    def choices(self, changelist):
        return list(super().choices(changelist))[1:]  # Django's “All” would say that nothing is chosen


class YearFilter(admin.SimpleListFilter):
    """The years written in a partial date, the latest first."""

    title = _("year")
    parameter_name = "year"
    field = "start"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        years = model_admin.model._base_manager.order_by().values_list(Substr(self.field, 1, 4), flat=True).distinct()
        return [(year, year) for year in sorted(filter(None, years), reverse=True)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(**{f"{self.field}__startswith": self.value()}) if self.value() else queryset


class CountryFilter(admin.AllValuesFieldListFilter):
    """The countries there are records of, in the network's order and by its names."""

    def choices(self, changelist):
        everywhere, *countries = super().choices(changelist)
        by_region = sorted(
            (choice for choice in countries if choice["display"]), key=lambda one: country_order(one["display"])
        )
        return [everywhere, *({**choice, "display": country_name(choice["display"])} for choice in by_region)]


class LanguageFilter(admin.AllValuesFieldListFilter):
    """The languages that occur, by their names."""

    def choices(self, changelist):
        everything, *languages = super().choices(changelist)
        named = [{**choice, "display": language_name(choice["display"])} for choice in languages if choice["display"]]
        return [everything, *sorted(named, key=lambda choice: sort_key(choice["display"]))]


class GapFilter(admin.SimpleListFilter):
    """Records that lack something: the admin's `gaps`, `{key: (in words, Q)}`. The index page counts them."""

    title = _("still to do")
    parameter_name = "gap"

    def __init__(self, request, params, model, model_admin):
        self.gaps = model_admin.gaps
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(key, capfirst(words)) for key, (words, _) in self.gaps.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(self.gaps[self.value()][1]) if self.value() in self.gaps else queryset


class ErrorFilter(admin.SimpleListFilter):
    """What was entered in error is listed on request, with the reason."""

    title = _("entered in error")
    parameter_name = "error"

    @classmethod
    def is_on(cls, request: HttpRequest) -> bool:
        return request.GET.get(cls.parameter_name) == "yes"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", _("Entered in error"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Only in the list: a form is opened of any record."""
        return queryset.exclude(NOT_IN_ERROR) if self.value() == "yes" else queryset.filter(NOT_IN_ERROR)
