from django.contrib import admin
from django.urls import include, path, re_path

from website import crawlers, readiness, redirects, views

handler400 = "core.http.failures.bad_request"
handler500 = "core.http.failures.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", readiness.readyz, name="readyz"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path(".well-known/security.txt", crawlers.security, name="security"),
    path("admin/", admin.site.urls),
    path("events/", include("events.urls")),
    path("projects/", include("projects.urls")),
    path("publications/", include("publications.urls")),
    path("reference/", include("reference.urls")),
    path("annual-reports/", include("reports.urls")),
    path("", include("members.urls")),
    path("", include("core.urls")),
    re_path(r"^(?:wp-content/uploads/.+|(?:vocab|labourlaw|bibliography|add)/.*|[^/]+\.pdf)$", redirects.old_address),
]
