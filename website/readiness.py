"""Whether the site can write, to its database and to its folder: tried once in five seconds by all its processes."""

import logging
import tempfile

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

SECONDS = 5
BYTES = 64 * 1024
NO_FOLDER = "the folder cannot be written to"
log = logging.getLogger(__name__)


@require_safe
def readyz(request):
    """For whoever decides where readers are sent: 200 when the site can save, 503 when it cannot."""
    try:
        if cache.add("readyz-tried", True, SECONDS):
            cache.set("readyz", what_fails(), None)
        words = cache.get("readyz", "not known yet")
    except OSError:  # the cache that processes share lies in the same folder
        log.exception("The cache cannot be written to")
        words = NO_FOLDER
    return HttpResponse(words or "ok", status=503 if words else 200, content_type="text/plain")


def what_fails():
    """Nothing is committed, and no file stays."""
    try:
        with transaction.atomic():
            Session.objects.create(session_key="readyz", session_data="", expire_date=timezone.now())
            transaction.set_rollback(True)
    except DatabaseError:
        log.exception("The database cannot be written to")
        return "the database cannot be written to"
    try:
        with tempfile.TemporaryFile(dir=settings.VAR_DIR) as file:
            file.write(b"." * BYTES)
            file.flush()
    except OSError:
        log.exception("The folder cannot be written to")
        return NO_FOLDER
    return ""
