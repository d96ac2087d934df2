from django.http import HttpResponse
from django.views.generic import DetailView, ListView

from events.models import Event


class EventList(ListView):
    model = Event


class EventYear(ListView):
    model = Event


class EventDetail(DetailView):
    model = Event


def calendar(request):
    return HttpResponse(content_type="text/calendar")
