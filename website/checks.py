"""What this machine lacks to print, and the cure: `manage.py check --deploy` says it."""

import os
from ctypes.util import find_library

from django.conf import settings
from django.core.checks import Error, Info, Warning, register
from django.db import DatabaseError

from core.pdf.fonts import missing_fonts
from publications.models import Edition


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


@register(deploy=True)
def buffering_proxy(app_configs, **kwargs):
    if settings.BEHIND_PROXY:
        return []
    hint = "Put nginx in front as docs/operations.md shows, and set BEHIND_PROXY=on."
    words = (
        "No proxy stands in front that takes requests whole: some hundreds of slow clients at once can stop the site."
    )
    return [Warning(words, hint=hint, id="mmn.W002")]


@register()
def shared_cache(app_configs, **kwargs):
    if not settings.CACHES["default"]["BACKEND"].endswith(("LocMemCache", "DummyCache")):
        return []
    hint = "Leave CACHE_URL out (a folder in VAR_DIR), or name a cache that all processes reach: rediscache://…"
    words = "Failures to sign in are counted in each process by itself: its cache is not shared."
    return [Warning(words, hint=hint, id="mmn.W003")]


@register(deploy=True)
def files_held(app_configs, **kwargs):
    try:
        count = Edition.objects.not_held().count()
    except DatabaseError:  # no tables yet
        return []
    if not count:
        return []
    hint = "Fetch them: manage.py hold_files. Or choose the files in the admin: Editions, “not held”."
    return [Info(f"{count} editions are not held: their addresses are of the former site.", hint=hint, id="mmn.I001")]
