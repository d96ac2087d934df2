from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.apps import AuthConfig


class MmnConfig(AppConfig):
    name = "mmn"
    verbose_name = "Records and site"

    def ready(self):
        from mmn import checks  # noqa: F401  registers the system checks


class FrontDeskConfig(AdminConfig):
    default_site = "mmn.admin.FrontDesk"

    def ready(self):
        super().ready()
        from django.contrib import admin
        from django_tasks_db.models import DBTaskResult

        admin.site.unregister(DBTaskResult)  # the page of a release says how far the worker is


class SignInConfig(AuthConfig):
    verbose_name = "Who may sign in"
