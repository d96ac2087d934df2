from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class WebsiteConfig(AppConfig):
    name = "website"
    verbose_name = "Home page and public extras"

    def ready(self):
        from website import checks  # noqa: F401  registers the system checks


class NetworkAdminConfig(AdminConfig):
    default_site = "website.admin.NetworkAdminSite"
