"""Who has a report, or a part of it, open in the admin: so that two people meet before their forms do."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from reports.admin.preview import report_of
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


class Presence:
    """For the admin of a report and of its parts. Without the script, the form is known to be open for a minute."""

    def get_urls(self):
        of = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view(self.editing)
        return [path("<int:pk>/editing/", view, name=f"{of}_editing"), *super().get_urls()]

    @method_decorator(require_POST)
    def editing(self, request, pk):
        """The form is open still, or was left; answers with who else is there."""
        record = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        report = report_of(record)
        (leave if "left" in request.POST else arrive)(report, request.user, part_of(record))
        return render(request, "admin/reports/others.html", {"others": others(report, request.user)})

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and self.has_change_permission(request, obj):
            report = report_of(obj)
            arrive(report, request.user, part_of(obj))
            address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_editing", args=[obj.pk])
            context |= {"others": others(report, request.user), "editing": address}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def part_of(record):
    """What of the report is open, in words; nothing for the report itself."""
    return "" if isinstance(record, AnnualReport) else f"{record._meta.verbose_name} “{record}”"[:200]
