"""What this machine lacks to print, and the cure: `manage.py check --deploy` says it."""

import os
from ctypes.util import find_library

from django.conf import settings
from django.core.checks import Error, Info, Tags, Warning, register
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from core.apps import our_apps
from core.pdf.families import SCRIPT_FONTS
from core.pdf.fonts import missing_fonts
from publications.models import Edition


@register(deploy=True)
def pango(app_configs, **kwargs):
    if find_library("pango-1.0"):
        return []
    hint = "Run bin/setup, which installs it."
    return [Error("Pango is missing: no PDF can be printed.", hint=hint, id="website.E001")]


@register(deploy=True)
def fonts(app_configs, **kwargs):
    return [
        Warning(
            f"The font {family} is missing: reports with its letters cannot be printed.",
            hint=f"apt-get install fonts-noto-{'cjk' if 'CJK' in family else 'core'}, or run bin/setup.",
            id="website.W001",
        )
        for family in missing_fonts()
    ]


@register()
def scripts(app_configs, **kwargs):
    unknown = [script for script in settings.SCRIPTS if script not in SCRIPT_FONTS]
    hint = f"Those there are: {' '.join(SCRIPT_FONTS)}."
    return [Error(f"SCRIPTS names “{script}”, which is no script.", hint=hint, id="website.E004") for script in unknown]


@register(deploy=True)
def folders(app_configs, **kwargs):
    if os.access(settings.VAR_DIR, os.W_OK):
        return []
    hint = "Give the site’s user the right to write there, or name another folder in VAR_DIR."
    return [Error(f"The folder {settings.VAR_DIR} cannot be written to.", hint=hint, id="website.E002")]


@register(deploy=True)
def buffering_proxy(app_configs, **kwargs):
    if settings.BEHIND_PROXY:
        return []
    hint = "Put nginx in front as docs/operations.md shows, and set BEHIND_PROXY=on."
    words = (
        "No proxy stands in front that takes requests whole: some hundreds of slow clients at once can stop the site."
    )
    return [Warning(words, hint=hint, id="website.W002")]


@register()
def shared_cache(app_configs, **kwargs):
    if not settings.CACHES["default"]["BACKEND"].endswith(("LocMemCache", "DummyCache")):
        return []
    hint = "Leave CACHE_URL out (a folder in VAR_DIR), or name a cache that all processes reach: rediscache://…"
    words = "Failures to sign in are counted in each process by itself: its cache is not shared."
    return [Warning(words, hint=hint, id="website.W003")]


@register(Tags.database)
def migrations(app_configs, databases=None, **kwargs):
    """Whether this version knows the migrations that the database went through; `migrate` asks before it begins."""
    if not databases:
        return []
    recorder, known = MigrationRecorder(connection), MigrationLoader(None).disk_migrations
    try:
        applied = set(recorder.applied_migrations())
    except DatabaseError:  # it does not answer: whoever asked for it says so
        return []
    strange = sorted(".".join(one) for one in applied - set(known) if one[0] in our_apps())
    if not strange:
        return []
    hint = "Keep it for that version, and start this one with an empty database: another VAR_DIR or DATABASE_URL."
    words = f"The database was made by another version of this site ({strange[-1]}), and this one cannot read it."
    return [Error(words, hint=hint, id="website.E003")]


@register(deploy=True)
def files_held(app_configs, **kwargs):
    try:
        count = Edition.objects.not_held().count()
    except DatabaseError:  # no tables yet
        return []
    if not count:
        return []
    hint = "Fetch them: manage.py hold_files. Or choose the files in the admin: Editions, “not held”."
    words = f"{count} editions are not held: their addresses are of the former site."
    return [Info(words, hint=hint, id="website.I001")]
