"""The secretariat's front desk: Django's admin, with the work of the day first."""

from django.contrib import admin

from members.house import house

FLOORS = ["members", "projects", "events", "publications", "reference", "news", "reports"]


class FrontDesk(admin.AdminSite):
    site_title = "Records"
    index_title = "The work of the day"
    index_template = "admin/index.html"

    def each_context(self, request):
        return super().each_context(request) | {"site_header": house(request)["house"].name}

    def index(self, request, extra_context=None):
        return super().index(request, {"work": self.work_waiting(request), **(extra_context or {})})

    def work_waiting(self, request):
        """What each list that this person may see is waiting for: `(what, address)`; one query a list."""
        desks = sorted(self._registry.values(), key=lambda desk: floor(desk.opts.app_label))
        open_to_them = (desk for desk in desks if getattr(desk, "gaps", None) and desk.has_view_permission(request))
        return [task for desk in open_to_them for task in desk.work_waiting()]

    def get_app_list(self, request, app_label=None):
        """By floor, and on a floor in the order its admin registers them; the alphabet knows no neighbours."""
        order = list(self._registry)
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda entry: order.index(entry["model"]))
        return sorted(apps, key=lambda app: floor(app["app_label"]))


def floor(app_label):
    return FLOORS.index(app_label) if app_label in FLOORS else len(FLOORS)
