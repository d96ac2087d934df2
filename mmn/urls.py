from django.contrib import admin
from django.urls import include, path

from mmn import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("events/", include("events.urls")),
    path("projects/", include("projects.urls")),
    path("publications/", include("publications.urls")),
    path("annual-reports/", include("reports.urls")),
    path("", include("members.urls")),
    path("", include("core.urls")),
]
