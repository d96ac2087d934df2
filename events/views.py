from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe
from django.views.generic import DetailView, ListView
from django_filters.views import FilterView

from core.pagination import Paginator
from core.panels import PanelsMixin
from events.feeds import icalendar
from events.filters import EventFilter, years_seen
from events.models import Event
from projects.filters import YEARS, year_of


class EventList(FilterView):
    """All events, the newest first; what was part of a listed event stands under it."""

    filterset_class = EventFilter
    template_name_suffix = "_list"
    paginate_by = 40
    paginator_class = Paginator

    def get_queryset(self):
        return Event.objects.visible_to(self.request.user).newest_first()

    def paginate_queryset(self, queryset, page_size):
        return super().paginate_queryset(queryset.nested(), page_size)


class EventYear(ListView):
    """The calendar of one year, month by month. A year without events says so."""

    template_name = "events/event_year.html"
    paginate_by = 200  # so that a year is one page, in all likelihood
    paginator_class = Paginator

    def get_queryset(self):
        if self.kwargs["year"] not in YEARS:
            raise Http404(_("There is no such year."))
        visible = Event.objects.visible_to(self.request.user)
        self.years = years_seen(self.request.user)
        return visible.touching(*year_of(self.kwargs["year"])).chronological().nested()

    def get_context_data(self, **kwargs):
        context, year = super().get_context_data(**kwargs), self.kwargs["year"]
        return context | {
            "year": year,
            "months": months(context["object_list"], year, empty_too=not context["is_paginated"]),
            "earlier": max((other for other in self.years if other < year), default=None),
            "later": min((other for other in self.years if other > year), default=None),
        }


class CurrentYear(EventYear):
    """The calendar of this year; where nothing is in it, of the latest year that has something."""

    def setup(self, request, *args, **kwargs):
        this = timezone.localdate().year
        known = years_seen(request.user)
        super().setup(request, *args, year=this if this in known or not known else known[0], **kwargs)


def months(events, year, empty_too):
    """[(“May”, events)]. Months without any run together, “June – August”; what has no month comes first.

    What began in an earlier year stands under January.
    """
    by_month = {}
    for event in events:
        by_month.setdefault(event.start.month if event.start.year == year else 1, []).append(event)
    groups = [(_("Some time in the year"), by_month.pop(None))] if None in by_month else []
    for found, run in groupby(range(1, 13), key=lambda month: by_month.get(month, [])):
        names = [str(MONTHS[month]) for month in run]
        groups.append((" – ".join(dict.fromkeys((names[0], names[-1]))), found))
    return [(label, found) for label, found in groups if found or empty_too]


class EventDetail(PanelsMixin, DetailView):
    def get_object(self, queryset=None):
        user = self.request.user
        return get_object_or_404(
            Event.objects.visible_to(user).in_year(self.kwargs["year"]).for_page(user), slug=self.kwargs["slug"]
        )


@require_safe
@conditional_page
def calendar(request):
    events = Event.objects.published().of_feed()
    response = HttpResponse(icalendar(events, request.branding.name), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return response
