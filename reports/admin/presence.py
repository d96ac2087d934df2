"""Who has a report, or a part of it, open in the admin: so that two people meet before their forms do."""

from datetime import timedelta

from django.forms import Media, Script
from django.shortcuts import render
from django.utils import timezone

from core.admin.panels import FormPanel
from reports.admin.preview import report_of
from reports.admin.views import ReportAdminView, page_address, page_urls
from reports.models import AnnualReport, Editing

STALE = timedelta(seconds=60)  # an open form is heard of every twenty


def arrive(report, user, part):
    """Note that a form is open still. Who was not heard of for a minute has left."""
    Editing.objects.filter(seen_at__lt=timezone.now() - STALE).delete()
    Editing.objects.update_or_create(report=report, user=user, part=part)


def leave(report, user, part):
    Editing.objects.filter(report=report, user=user, part=part).delete()


def others(report, user):
    """The others who have the report or a part of it open, first come first."""
    heard = Editing.objects.filter(report=report, seen_at__gte=timezone.now() - STALE)
    return list(heard.exclude(user=user).select_related("user").order_by("since", "pk"))


class EditingView(ReportAdminView):
    """The form is open still, or was left; answers with who else is there."""

    def post(self, request, **kwargs):
        report = report_of(self.object)
        (leave if "left" in request.POST else arrive)(report, request.user, part_of(self.object))
        return render(request, "admin/reports/others.html", {"others": others(report, request.user)})


class Presence(FormPanel):
    """Of a report and of its parts: its script says that it is open; without, a form that comes back is known to be."""

    template = "admin/reports/presence.html"
    is_above = True
    media = Media(js=[Script("report-presence.js", defer=True)])

    def get_urls(self):
        return page_urls(self.model_admin, [("<int:pk>/editing/", EditingView, "editing")])

    def get_context(self, request, record):
        if not self.model_admin.has_change_permission(request, record):
            return None
        report = report_of(record)
        if request.method == "POST":
            arrive(report, request.user, part_of(record))
        return {"others": others(report, request.user), "address": page_address(record, "editing")}


def part_of(record):
    """What of the report is open, in words; nothing for the report itself."""
    return "" if isinstance(record, AnnualReport) else f"{record._meta.verbose_name} “{record}”"[:200]
