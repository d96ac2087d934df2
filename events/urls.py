from django.urls import path

from events import views

app_name = "events"
urlpatterns = [
    path("", views.EventList.as_view(), name="list"),
    path("calendar/", views.CurrentYear.as_view(), name="current"),
    path("calendar.ics", views.calendar, name="calendar"),
    path("<int:year>/", views.EventYear.as_view(), name="year"),
    path("<int:year>/<slug:slug>/", views.EventDetail.as_view(), name="detail"),
]
