"""What is printed: the record of 2014 with photos like a camera's, ten times that record, and a long calendar."""

import itertools
import re
from dataclasses import replace

from django.conf import settings

from core.schema import is_record, map_text, parts
from projects.models import Activity, ActivityPhoto
from reports.data.gather import gather
from reports.models import AnnualReport
from reports.output.html import report_html
from tests.factories import camera_picture

PHOTOS = 20
ENTRIES = 1000
WORD = re.compile("[A-Za-z’]+ ?")


def record():
    return AnnualReport.objects.select_related("network__parent", "committee").get(slug="2014")


def take_photos():
    """Put photos like a camera's in place of the drawn ones, twenty in all."""
    for photo in ActivityPhoto.objects.published():
        photo.image = camera_picture()
        photo.save()
    activities = Activity.objects.touching(*record().days).order_by("pk")
    for number, activity in enumerate(activities[: PHOTOS - ActivityPhoto.objects.published().count()]):
        ActivityPhoto.objects.create(
            activity=activity, image=camera_picture(), alt=f"Scene {number}", consent="given", status="published"
        )


def keep(name, html):
    (settings.VAR_DIR / f"{name}.html").write_text(html, encoding="utf-8")


def kept(name):
    return (settings.VAR_DIR / f"{name}.html").read_text(encoding="utf-8")


def kept_photos(html):
    return set(re.findall(r'<img src="/(photos/[^"]+)"', html))


def keep_all():
    data = gather(record())
    keep("report", report_html(data))
    keep("light", report_html(data, light=True))
    keep("tenfold", report_html(tenfold(data)))
    calendar = report_html(long_calendar(data))
    keep("calendar", calendar)
    keep("paragraphs", as_paragraphs(calendar))
    for language in ("zh", "ja"):
        keep(language, report_html(in_characters(language)))


def tenfold(data):
    """Ten times the record's sections, each with addresses of its own."""
    sections = [renamed(section, f"-{turn}") for turn in range(10) for section in data.sections]
    return replace(data, sections=sections)


def renamed(value, ending):
    if is_record(value):
        given = {field.name: renamed(one, ending) for field, one in parts(value)}
        return replace(value, **given | ({"anchor": f"{value.anchor}{ending}"} if "anchor" in given else {}))
    return [renamed(one, ending) for one in value] if isinstance(value, list) else value


def long_calendar(data):
    """The calendar alone, its months repeated until they hold a thousand entries."""
    (calendar,) = (section for section in data.sections if section.kind == "calendar")
    months, count = [], 0
    while count < ENTRIES:
        for month in calendar.months:
            events = month.events[: ENTRIES - count]
            months.append(replace(month, events=events))
            count += len(events)
    return replace(data, sections=[replace(calendar, months=months)])


def in_characters(language):
    """The record's sections as long as they are, each word two of a thousand common Chinese characters."""
    common = [bytes([0xB0 + at // 94, 0xA1 + at % 94]).decode("gb2312") for at in range(1000)]
    turns = itertools.count()

    def characters(word):
        at = next(turns)
        return common[at * 7 % 1000] + common[at * 11 % 1000]

    def written(text):
        pieces = re.split(r"(<[^>]*>|&[^;]*;)", text)
        return "".join(piece if piece[:1] in "<&" else WORD.sub(characters, piece) for piece in pieces)

    one = record()
    one.language = language
    data = gather(one)
    return replace(data, sections=map_text(written, data.sections))


def as_paragraphs(html):
    """The same words and links, each entry one plain paragraph."""
    head, *entries = html.split('<div class="entry">')
    tail = html[html.index("</section>", html.rindex('<div class="entry">')) :]
    words = [re.sub(r"<(?!/?a[ >])[^>]+>", " ", entry.removesuffix(tail)) for entry in entries]
    return f"{head}<p>{'</p><p>'.join(words)}</p>{tail}"
