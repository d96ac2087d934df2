from django.apps import AppConfig
from django.contrib.auth.apps import AuthConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Roles and signing in")


class SignInConfig(AuthConfig):
    verbose_name = _("Who may sign in")
