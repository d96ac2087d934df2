"""Render: a report's data as HTML, for the screen and for print from the same partial templates."""

from collections import Counter

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from core.l10n.scripts import dressed
from core.pdf import PrintError
from core.pdf.client import render_pdf, silent
from core.pdf.families import LAST, SCRIPT_FONTS, SYSTEM_FONTS
from core.pdf.fonts import cure, missing_glyphs, named
from core.schema import records, texts
from reports.languages import fixed_words
from reports.output.maps import drawn_map
from reports.sections.members import MembersData
from reports.sections.schema import PhotoData

FIXED_WORDS = _(
    "This stands in the fixed words of the report, and in no record. Whoever keeps the site changes them in "
    "templates/reports or locale, or adds the font that is missing, which manage.py check names."
)


def context(data, *, for_print=False, **more):
    """What the templates of both need: the data, and the map with the number of members in each country."""
    with fixed_words(data.language):
        place = data.branding.region or data.network.name
        members = drawn_map(data.branding, members_by_country(data), place)
    facts = {"map": members, "cover": cover(data), "label_fonts": label_fonts(data.language)}
    return {"report": data, "for_print": for_print, **facts, **more}


def label_fonts(language):
    """What the words in a drawing are set in: the style sheet does not reach them, and a substitute is refused."""
    han = [SYSTEM_FONTS.get(language, LAST), LAST]
    ours = ["Record Sans", "Noto Serif Thai", "Padauk", "Noto Serif Khmer", "Noto Serif Lao"]
    ours += ["Record Eastern", "Record Signs"]
    return ", ".join(dict.fromkeys([*ours, *han, *SCRIPT_FONTS.values()]))


def cover(data):
    """How large the title and the period may be set, so that every line fits: `long` or `short`."""
    longest = max(map(len, data.title.split()), default=0)
    return {
        "title": "long" if longest > 12 or len(data.title) > 45 else "short",
        "period": "short" if len(data.period) <= 4 else "long" if len(data.period) <= 9 else "longest",
    }


def members_by_country(data):
    """A country may stand under several categories of members."""
    counts = Counter()
    for section in data.sections:
        for country in section.countries if isinstance(section, MembersData) else ():
            counts[country.code] += len(country.members)
    return counts


def report_html(data, light=False, *, draft=False, issue=None):
    """The whole document that is printed: `light`, with the small photos, for slow lines. It says which release it
    is, the `Issue`, or that it is a draft."""
    with fixed_words(data.language):
        html = render_to_string(
            "reports/print.html", context(data, for_print=True, light=light, draft=draft, issue=issue)
        )
    return dressed(html, data.language, for_print=True)


def photos(data, size="print"):
    """The pictures that the data names, wherever they stand in it, by the name of the stored file of a size."""
    return {getattr(photo, size): photo for photo in records(data, PhotoData)}


def report_pdf(data, html, progress=silent, light=False, on_overflow=silent):
    """The PDF of the data's HTML, as bytes; `on_overflow` takes what lies outside its pages. Raises PrintError."""
    if unknown := missing_glyphs(html):
        refuse_letters(unknown, data)
    names = photos_on_disk(data, "light" if light else "print")
    address = f"{settings.SITE_URL}/"
    return render_pdf(html, base_url=address, photos=names, progress=progress, on_overflow=on_overflow)


def photos_on_disk(data, size):
    """The `photos` of a size. Raises PrintError, which names the first that is lost; or the outline of the map."""
    outline = data.branding.outline
    if outline and not default_storage.exists(outline):
        words = _("The outline of the map is no longer on disk (%(name)s). Choose it again in the site settings.")
        raise PrintError(words % {"name": outline})
    found = photos(data, size)
    for name, photo in found.items():
        if not default_storage.exists(name):
            title = photo.caption or photo.alt
            words = _("The photo “%(title)s” is no longer on disk (%(name)s). Choose it again, or withdraw it.")
            raise PrintError(words % {"title": title, "name": name})
    return found


def refuse_letters(unknown, data):
    """Name the record that holds one of some letters, by the heading, title or name that it is printed under."""
    for text, record in texts(data):
        if here := [letter for letter in unknown if letter in text]:
            words = _("No font of the print can draw %(glyphs)s, in “%(record)s”. %(cure)s")
            what_to_do = cure(here) or _("Change the text there.")
            raise PrintError(words % {"glyphs": named(here), "record": record, "cure": what_to_do})
    words = _("No font of the print can draw %(glyphs)s. %(where)s")
    raise PrintError(words % {"glyphs": named(unknown), "where": FIXED_WORDS})
