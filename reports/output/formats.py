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

from core.l10n.scripts import SCRIPTS, dressed, script
from core.text.plaintext import plain_text
from reports.languages import fixed_words
from reports.output.html import context, photos_on_disk

STYLES = ["colours.css", "site.css", "report-web.css", "report-file.css"]
# Scripts that an old telephone may have no letters for, and the files of their fonts.
FONTS = {"th": "noto-serif-thai", "lo": "noto-serif-lao", "km": "noto-serif-khmer", "my": "padauk"}


def text_form(data, issue=None):
    """The report as plain text of 72 columns: of the release that `issue` says, or a draft."""
    return plain_text(_document(data, issue, with_photos=False))


def page_form(data, issue=None):
    """The report as one HTML file that asks for nothing else. Raises PrintError where a photo is lost."""
    photos_on_disk(data, "light")
    html = dressed(_document(data, issue, with_photos=True), data.language)
    html = html.replace("</style>", f"{_fonts(html, data.language)}</style>", 1)
    return re.sub(r'(?<=\shref=")/(?!/)', f"{settings.SITE_URL}/", html)


def _document(data, issue, *, with_photos):
    with fixed_words(data.language):
        styles = _styles() if with_photos else ""
        given = {"for_file": True, "with_photos": with_photos, "styles": styles, "site": settings.SITE_URL}
        given |= {"issue": issue, "draft": issue is None}
        return render_to_string("reports/file.html", {**context(data), **given})


def _styles():
    return "\n".join(_static(name).decode() for name in STYLES)


def _static(name):
    return Path(finders.find(name)).read_bytes()


def _fonts(html, language):
    """The fonts of the scripts that stand in it, as data: addresses; a bold one for the report's own script only."""
    files = {code: rf"{name}-\d+" if code == script(language) else f"{name}-400" for code, name in FONTS.items()}
    used = "|".join(files[code] for code in FONTS if re.search(f"[{SCRIPTS[code]}]", html))
    faces = (
        re.findall(rf'@font-face {{[^}}]*"fonts/(?:{used})\.[^}}]*}}', _static("fonts.css").decode()) if used else []
    )
    return "".join(re.sub(r'(?<=url\(")[^"]+', lambda file: _font(file[0]), face) for face in faces)


def _font(name):
    return "data:font/woff2;base64," + base64.b64encode(_static(name)).decode()


def embedded(name):
    """A stored photo as a data: address."""
    with default_storage.open(name) as file:
        return "data:image/jpeg;base64," + base64.b64encode(file.read()).decode()
