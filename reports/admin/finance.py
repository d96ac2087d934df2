"""Finance lines in the admin: by period and currency, and those that one report counts."""

from django.contrib import admin
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.admin.base import BaseAdmin
from core.dates import span
from members.admin_branding import OfOurNetwork
from reports.models import AnnualReport, FinanceLine


class PeriodFilter(admin.SimpleListFilter):
    title = _("period")
    parameter_name = "period"

    def lookups(self, request, model_admin):
        periods = FinanceLine.objects.order_by("-start", "end").values_list("start", "end").distinct()
        return [(f"{start.iso}_{end.iso}", span(start, end)) for start, end in periods]

    def queryset(self, request, queryset):
        start, _, end = (self.value() or "").partition("_")
        return queryset.filter(start=start, end=end) if self.value() in dict(self.lookup_choices) else queryset


class ReportFilter(admin.SimpleListFilter):
    """The lines that a report counts: of its network, within its period."""

    title = _("counted in the report")
    parameter_name = "report"

    @cached_property
    def reports(self):
        return {str(report.pk): report for report in AnnualReport.objects.select_related("network")}

    def lookups(self, request, model_admin):
        return [(key, f"{report} ({report.language})") for key, report in self.reports.items()]

    def queryset(self, request, queryset):
        report = self.reports.get(self.value())
        return queryset.filter(network=report.network).within(*report.days) if report else queryset


@admin.register(FinanceLine)
class FinanceLineAdmin(OfOurNetwork, BaseAdmin):
    list_display = ["label", "when", "direction", "sum", "currency", "network"]
    list_filter = [PeriodFilter, "currency", "direction", ReportFilter]
    list_select_related = ["network"]
    search_fields = ["search_text"]
    fieldsets = [
        (None, {"fields": ["network", ("start", "end"), "direction"]}),
        (_("Printed in the report"), {"fields": ["label", ("amount", "currency"), "note", "order"]}),
    ]

    @admin.display(description=_("amount"), ordering="amount")
    def sum(self, line):
        return f"{line.amount:,.2f}"

    @admin.display(description=_("period"), ordering="start")
    def when(self, line):
        return span(line.start, line.end)
