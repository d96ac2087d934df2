from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.apps import AuthConfig


class MmnConfig(AppConfig):
    name = "mmn"
    verbose_name = "Records and site"

    def ready(self):
        from mmn import checks  # noqa: F401  registers the system checks


class NetworkAdminConfig(AdminConfig):
    default_site = "mmn.admin.NetworkAdminSite"

    def ready(self):
        super().ready()
        from allauth.account.models import EmailAddress
        from django.contrib import admin
        from django.contrib.auth.admin import GroupAdmin, UserAdmin
        from django.contrib.auth.models import Group, User
        from django_tasks_db.models import DBTaskResult

        from core.admin_filters import KeysInRange
        from core.admin_saving import Guarded

        # The page of a release says how far the worker is; nobody signs in by e-mail.
        admin.site.unregister([DBTaskResult, EmailAddress, Group, User])
        admin.site.register(Group, type("GroupAdmin", (Guarded, KeysInRange, GroupAdmin), {}))
        admin.site.register(User, type("UserAdmin", (Guarded, KeysInRange, UserAdmin), {}))


class SignInConfig(AuthConfig):
    verbose_name = "Who may sign in"
