from django.contrib import admin
from django.urls import include, path, re_path

from mmn import old_addresses, views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("events/", include("events.urls")),
    path("projects/", include("projects.urls")),
    path("publications/", include("publications.urls")),
    path("reference/", include("reference.urls")),
    path("annual-reports/", include("reports.urls")),
    path("", include("members.urls")),
    path("", include("core.urls")),
    re_path(
        r"^(?:wp-content/uploads/.+|(?:vocab|labourlaw|bibliography|add)/.*|[^/]+\.pdf)$", old_addresses.old_address
    ),
]
