"""The report in other forms, from the same data and the same partial templates as page and print.

One is plain text for e-mail and slow lines; the other a single HTML file, to be kept and read without a network.
"""

import base64
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import translation

from core.plaintext import plain_text
from core.scripts import dressed
from reports.render import context, photos_on_disk

STYLES = ["site.css", "report-web.css", "report-file.css"]


def text_form(data):
    """The report as plain text of 72 columns."""
    return plain_text(_document(data, with_photos=False))


def page_form(data):
    """The report as one HTML file that asks for nothing else. Raises PrintError where a photo is lost."""
    photos_on_disk(data, "light")
    html = dressed(_document(data, with_photos=True), data["language"])
    return re.sub(r'(?<=\shref=")/(?!/)', f"{settings.SITE_URL}/", html)


def _document(data, *, with_photos):
    with translation.override(data["language"]):
        styles = _styles() if with_photos else ""
        given = {"for_file": True, "with_photos": with_photos, "styles": styles, "site": settings.SITE_URL}
        return render_to_string("reports/file.html", {**context(data), **given})


def _styles():
    return "\n".join(Path(finders.find(name)).read_text(encoding="utf-8") for name in STYLES)


def embedded(name):
    """A stored photo as a data: address."""
    with default_storage.open(name) as file:
        return "data:image/jpeg;base64," + base64.b64encode(file.read()).decode()
