from django.urls import path, register_converter

from events import views


class Year:
    regex = "[0-9]{4}"
    to_python = int

    def to_url(self, value):
        return f"{value:04}"


register_converter(Year, "year")

app_name = "events"
urlpatterns = [
    path("", views.EventList.as_view(), name="list"),
    path("calendar.ics", views.calendar, name="calendar"),
    path("<year:year>/", views.EventYear.as_view(), name="year"),
    path("<year:year>/<slug:slug>/", views.EventDetail.as_view(), name="detail"),
]
