from django.apps import AppConfig


class MmnConfig(AppConfig):
    name = "mmn"
    verbose_name = "Mekong Migration Network"

    def ready(self):
        from mmn import checks  # noqa: F401  registers the system checks
