from django.apps import AppConfig, apps
from django.conf import settings


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Shared ideas"

    def ready(self):
        from core.normalisation import cover
        from core.permanence import protect

        protect()
        cover(app for app in apps.get_app_configs() if is_ours(app) or app.label == "auth")


def is_ours(app):
    return app.path == str(settings.BASE_DIR / app.name)
