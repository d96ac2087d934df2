from functools import cache

from django.apps import AppConfig, apps
from django.conf import settings
from django.core import checks
from django.db.models import Model
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Shared ideas")

    def ready(self) -> None:
        from core.l10n import labels
        from core.permanence import protect
        from core.roles import check_declared
        from core.text.normalisation import cover

        labels.mark(our_models())
        checks.register(check_declared)
        protect()
        cover(app for app in apps.get_app_configs() if is_ours(app) or app.label == "auth")


def is_ours(app: AppConfig) -> bool:
    return app.path == str(settings.BASE_DIR / app.name)


def our_models() -> list[type[Model]]:
    return [model for app in apps.get_app_configs() if is_ours(app) for model in app.get_models()]


@cache
def our_apps() -> list[str]:
    """The labels of the project's apps, each after those that it may import: INSTALLED_APPS has the last one first."""
    return [app.label for app in reversed([*apps.get_app_configs()]) if is_ours(app)]
