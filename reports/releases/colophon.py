"""Issue: what a release says of itself in the colophon of every form: number, date, content hash and address."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.dates import PartialDate
from core.schema import as_json

SHORT = 16  # digits of a hash that are printed
MARGIN = 4  # modules of white around a QR code, which readers need


def content_hash(data):
    """SHA-256 of the data, whatever the code and the form that print it: what all forms of a release have in common."""
    return hashlib.sha256(json.dumps(as_json(data), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Issue:
    number: int
    published_at: datetime  # to the second, as a PDF writes it
    content_hash: str
    path: str

    @classmethod
    def new(cls, report, number, data):
        path = reverse("reports:release", args=[report.slug, number])
        return cls(number, timezone.now().replace(microsecond=0), content_hash(data), path)

    @classmethod
    def of(cls, release):
        return cls(release.number, release.published_at, release.content_hash, release.get_absolute_url())

    @property
    def address(self):
        return f"{settings.SITE_URL}{self.path}"

    @property
    def date(self):
        return PartialDate.of(timezone.localdate(self.published_at))

    @property
    def created(self):
        return self.published_at.astimezone(timezone.get_current_timezone()).isoformat(timespec="seconds")

    @property
    def short_hash(self):
        """“1a2b 3c4d 5e6f 7081”"""
        return " ".join(self.content_hash[at : at + 4] for at in range(0, SHORT, 4))

    @cached_property
    def qr(self):
        """The address as a QR code: its `size` in modules with the margin, and a drawing’s `path` of the dark ones."""
        code = segno.make(self.address, error="m", micro=False)
        rows = enumerate(code.matrix_iter(border=MARGIN))
        dark = [f"M{x} {y}h1v1h-1z" for y, row in rows for x, module in enumerate(row) if module]
        return {"size": code.symbol_size(border=MARGIN)[0], "path": "".join(dark)}
