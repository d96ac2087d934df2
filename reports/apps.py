from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Annual reports")

    def ready(self):
        from core import consent
        from core.admin import way_back
        from reports.admin import check as admin_check
        from reports.releases import standing, withdrawing

        consent.followers.append(withdrawing.follow)
        consent.finders += standing.FINDERS
        way_back.ways[admin_check.WAY] = admin_check.way_back
