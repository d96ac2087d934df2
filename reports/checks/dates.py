"""Dates that chapters tell, against the calendar: days that disagree, and launches that it lacks."""

import datetime
import re

from django.utils.translation import gettext_lazy as _

from events.models import Event
from projects.models import Activity, Project
from reports.checks.days import Days, days_in
from reports.findings import Kind, Place
from reports.models import Section

DISAGREES = Kind(
    "date-disagrees", _("Date that disagrees with its event"), _("Chapter and calendar of one report say two things.")
)
NO_LAUNCH = Kind(
    "launch-not-in-calendar",
    _("Launch that the calendar lacks"),
    _("A chapter tells of it; a reader of the calendar does not learn of it."),
)

LAUNCH = re.compile(r"\blaunch", re.IGNORECASE)
NEAR = datetime.timedelta(days=3)


def days_of(event):
    """The days of an event that is known to the day; else None."""
    end = event.end or event.start
    return Days(event.start.first, end.last) if event.start.day and end.day else None


def year_of(context):
    return context.first.year if context.first.year == context.last.year else None


def disagreements(context):
    language, known = context.report.language, {days_of(event) for event in context.published_events}
    for text in context.texts:
        linked = linked_events(context, text.place)
        named = dict.fromkeys(days_in(text.plain, year_of(context), language)) if linked else {}
        for named_days in (one for one in named if one not in known):
            if event := next((event for event in linked if disagrees(named_days, days_of(event), named)), None):
                what = _("Here %(days)s; the calendar has “%(event)s” on %(dates)s.")
                what %= {"days": named_days, "event": event.title, "dates": event.dates}
                yield DISAGREES.at(text.place, what, named_days.iso, event.pk, days_of(event).iso)


def linked_events(context, place):
    """The events that a chapter tells of: those of its activity or, for a summary, of its project."""
    of = place.home or place.record
    if isinstance(of, Activity):
        return [
            event
            for event in context.published_events
            if event.activity_id == of.pk or (not event.activity_id and event.project_id == of.project_id)
        ]
    return [one for one in context.published_events if isinstance(of, Project) and one.project_id == of.pk]


def disagrees(named_days, held, named):
    """Whether days of a text are most likely those of an event and yet not the same."""
    if held is None or named_days.several != held.several:
        return False
    if named_days.several:
        return named_days.overlaps(held)
    return abs(named_days.first - held.first) <= NEAR and held not in named


def launches(context):
    if not context.prints(Section.Kind.CALENDAR):
        return
    launch_days = {}
    for text in context.english:
        for sentence in re.split(r"(?<=[.!?]) |\n", text.plain):
            for day in days_in(sentence, year_of(context)) if LAUNCH.search(sentence) else ():
                launch_days.setdefault(day, (text.place, _("“%(what)s” tells of a launch on %(day)s.")))
    for work in context.publications:
        if work.date and work.date.day:
            day = Days(work.date.first, work.date.last)
            launch_days.setdefault(day, (Place(work, "launch_event"), _("“%(what)s” came out on %(day)s.")))
    for day, (place, words) in launch_days.items():
        if context.first <= day.first <= context.last:
            yield from absent(context, day, place, words % {"what": place, "day": day})


def absent(context, day, place, what):
    held = [event for event in context.events if is_launch(event) and days_of(event) and days_of(event).overlaps(day)]
    if any(event.is_published for event in held):
        return
    if held:
        place, lacking = Place(held[0], "status"), _("Its event is a draft, so the calendar lacks it.")
    else:
        lacking = _("The calendar has no launch on that day.")
    yield NO_LAUNCH.at(place, f"{what} {lacking}", day.iso)


def is_launch(event):
    return event.kind == Event.Kind.LAUNCH or bool(LAUNCH.search(f"{event.title} {event.summary}"))


ENGLISH = _("launches that a chapter tells of")
CHECKS = [disagreements, launches]
