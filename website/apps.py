from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "website"
    verbose_name = _("Home page and public extras")

    def ready(self):
        from website import checks  # noqa: F401  registers the system checks


class NetworkAdminConfig(AdminConfig):
    default_site = "website.admin.NetworkAdminSite"
