"""Dates that chapters tell, against the calendar: days that disagree, and launches that it lacks."""

import datetime
import re

from events.models import Event
from projects.models import Activity, Project
from reports.checks.days import Days, days_in
from reports.findings import Kind, Place
from reports.models import Section

DISAGREES = Kind("Date that disagrees with its event", "Chapter and calendar of one report say two things.")
NO_LAUNCH = Kind(
    "Launch that the calendar lacks", "A chapter tells of it; a reader of the calendar does not learn of it."
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
                what = f"Here {named_days}; the calendar has “{event.title}” on {event.dates}."
                yield DISAGREES.at(text.place, what)


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
                launch_days.setdefault(day, (text.place, f"“{text.place}” tells of a launch on {day}"))
    for work in context.publications:
        if work.date and work.date.day:
            day = Days(work.date.first, work.date.last)
            launch_days.setdefault(day, (Place(work, "launch_event"), f"“{work}” came out on {day}"))
    for day, (place, what) in launch_days.items():
        if context.first <= day.first <= context.last:
            yield from absent(context, day, place, what)


def absent(context, day, place, what):
    held = [event for event in context.events if is_launch(event) and days_of(event) and days_of(event).overlaps(day)]
    if any(event.is_published for event in held):
        return
    if held:
        yield NO_LAUNCH.at(Place(held[0], "status"), f"{what}; its event is a draft, so the calendar lacks it.")
    else:
        yield NO_LAUNCH.at(place, f"{what}; the calendar has no launch on that day.")


def is_launch(event):
    return event.kind == Event.Kind.LAUNCH or bool(LAUNCH.search(f"{event.title} {event.summary}"))


ENGLISH = "launches that a chapter tells of"
CHECKS = [disagreements, launches]
