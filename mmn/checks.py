"""What this machine lacks to print, and the cure: `manage.py check --deploy` says it."""

import os
from ctypes.util import find_library

from django.conf import settings
from django.core.checks import Error, Warning, register

from core.letters import missing_fonts


@register(deploy=True)
def pango(app_configs, **kwargs):
    if find_library("pango-1.0"):
        return []
    return [Error("Pango is missing: no PDF can be printed.", hint="Run bin/setup, which installs it.", id="mmn.E001")]


@register(deploy=True)
def fonts(app_configs, **kwargs):
    return [
        Warning(
            f"The font {family} is missing: reports with its letters cannot be printed.",
            hint="apt-get install fonts-noto-cjk, or run bin/setup.",
            id="mmn.W001",
        )
        for family in missing_fonts()
    ]


@register(deploy=True)
def folders(app_configs, **kwargs):
    if os.access(settings.VAR_DIR, os.W_OK):
        return []
    hint = "Give the site’s user the right to write there, or name another folder in VAR_DIR."
    return [Error(f"The folder {settings.VAR_DIR} cannot be written to.", hint=hint, id="mmn.E002")]
