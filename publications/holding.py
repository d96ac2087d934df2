"""Files of editions that have an address and none held: fetched, validated as an upload is, and kept whole."""

import tempfile

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from core.files import MEGABYTES
from core.http.fetching import FetchError, fetch
from core.text.links import archived, is_former
from publications.models import Edition


def wanted():
    """The editions that have an address and no file; releases keep theirs elsewhere."""
    editions = Edition.objects.filter(file="", withdrawn=False, release=None).exclude(address="")
    return editions.select_related("publication").order_by("publication__sort_key", "order", "pk")


def hold(edition, seconds):
    """Fetch an edition's file and keep it. The bytes it has; None where it was changed meanwhile.

    Raises FetchError or ValidationError, in words, and then nothing is kept.
    """
    with tempfile.TemporaryFile() as content:
        first_error = None
        for address in sources(edition.address):
            try:
                fetch(address, content, megabytes=MEGABYTES, seconds=seconds)
                return keep(edition, content)
            except (FetchError, ValidationError) as error:
                first_error = first_error or error
        raise first_error


def sources(address):
    """Where to ask: there; and for what was at the former site, the archive's copy, byte by byte."""
    return [address, archived(address, as_it_was=True)] if is_former(address) else [address]


def keep(edition, content):
    file = File(content, name="fetched.pdf")
    file.size = content.seek(0, 2)
    content.seek(0)
    with transaction.atomic():
        now = wanted().select_for_update(of=("self",)).filter(pk=edition.pk, address=edition.address).first()
        if now is None:
            return None
        now.file = file
        now.full_clean()
        now.save()
    return file.size
