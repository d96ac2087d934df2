"""The secretariat's admin site: Django's, with a dashboard first."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from core.admin.relation_widgets import Choices
from core.apps import our_apps
from core.http.kept_forms import kept_of
from members.branding import branding


class NetworkAdminSite(admin.AdminSite):
    site_title = _("Records")
    index_title = _("Dashboard")
    index_template = "admin/index.html"

    def each_context(self, request):
        return super().each_context(request) | {"site_header": branding(request)["branding"].name}

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Through allauth, under the address that people know."""
        from accounts.sign_in import SignInView  # it needs the models, which are not there yet when this is imported

        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index", current_app=self.name))
        facts = {"title": _("Log in"), "subtitle": None, "app_path": request.get_full_path()}
        context = self.each_context(request) | facts | {"username": request.user.get_username()}
        return SignInView.as_view(extra_context=context | (extra_context or {}))(request)

    def autocomplete_view(self, request):
        return Choices.as_view(admin_site=self)(request)

    def index(self, request, extra_context=None):
        waiting = {"work": self.work_waiting(request), "kept": kept_of(request.user.pk)}
        return super().index(request, waiting | (extra_context or {}))

    def work_waiting(self, request):
        """What each list that this person may see is waiting for: `(what, address)`; one query a list."""
        admins = sorted(self._registry.values(), key=lambda model_admin: position(model_admin.opts.app_label))
        open_to_them = (
            model_admin
            for model_admin in admins
            if getattr(model_admin, "gaps", None) and model_admin.has_view_permission(request)
        )
        return [task for model_admin in open_to_them for task in model_admin.work_waiting()]

    def get_app_list(self, request, app_label=None):
        """By app, and within one in the order its admin registers them; the alphabet knows no neighbours."""
        order = list(self._registry)
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda entry: order.index(entry["model"]))
        return sorted(apps, key=lambda app: position(app["app_label"]))


def position(app_label):
    ours = our_apps()
    return ours.index(app_label) if app_label in ours else len(ours)
