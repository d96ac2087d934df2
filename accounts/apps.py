from django.apps import AppConfig
from django.contrib.auth.apps import AuthConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Roles and signing in"


class SignInConfig(AuthConfig):
    verbose_name = "Who may sign in"
