"""What is not there: texts, places, dates, sources, what a photo needs, somebody in a seat."""

from core.photos import Photo
from events.models import Event
from reports.findings import Kind, Place, rows
from reports.models import Section

NO_SECTION_TEXT = Kind("Section without text", "It prints as a heading with nothing under it.", blocking=True)
NO_SECTION = Kind("Report without a section", "It prints as a cover and nothing else.", blocking=True)
HIDDEN_CHAPTER = Kind(
    "Chapter of a draft project", "The report leaves it out, heading and all, until the project is published."
)
NO_TEXT = Kind("Nothing written yet", "It prints as a heading, or a name, with nothing under it.")
NO_CITY = Kind("Event without a city", "A reader of the calendar looks for the place first.")
NO_DAY = Kind("Event without a day", "The calendar can only give its month or its year.")
NO_PERIOD = Kind("Activity without a period", "No report can know that it belongs to it, so none prints it.")
NO_AS_OF = Kind(
    "Statistic without a date", "A number that is true of no day cannot be compared, nor brought up to date."
)
NO_SOURCE = Kind(
    "Statistic without a source", "A reader cannot tell who says so; a number without a source is not quoted."
)
NO_DATE = Kind("Publication without a date", "The list of publications cannot say when it came out.")
NO_ALT = Kind("Photo without alternative text", "Whoever cannot see it is told nothing.")
NO_CONSENT = Kind(
    "Photo without its people’s consent", "It can put someone at risk. A draft photo is left out of the report."
)
NO_CAPTION = Kind("Photo without a caption", "A reader does not learn who and what is to be seen.")
NO_CREDIT = Kind("Photo without a credit", "Whoever took it is not named.")
BEYOND = Kind("Sum that reaches beyond the period", "No report can tell how much of it is its own, so none prints it.")
VACANT = Kind("Seat vacant on the last day", "The report prints since when it is vacant.")
NOT_RECORDED = Kind(
    "Seat not recorded on the last day", "The report prints that. Enter who held it, or from when it was vacant."
)
NOBODY_AFTER = Kind(
    "Term ended and nobody is recorded after it", "Enter the new term, or from when the seat was vacant."
)

WRITTEN = {Section.Kind.TEXT, Section.Kind.FRONT, Section.Kind.PLAN}


def sections(context):
    if not context.sections:
        message = f"“{context.report}” shows no section. Add one, or tick “shown”."
        yield NO_SECTION.at(Place(context.report, "sections-group"), message)
    for section in context.sections:
        if section.kind in WRITTEN and not section.text and not section.photos.all():
            yield NO_SECTION_TEXT.at(Place(section, "text"), f"“{section.heading}” is shown and has no text.")


def chapters(context):
    for section in context.shown:
        if section.project and not section.project.is_published:
            message = f"“{section.heading}” tells of {section.project}, which is a draft."
            yield HIDDEN_CHAPTER.at(Place(section, "project"), message)


def texts(context):
    for record in (*context.overviews, *context.messages, *context.activities):
        if not record.text:
            yield NO_TEXT.at(Place(record, "text"), f"“{record}” has no text.")


def events(context):
    for event in context.published_events if context.prints(Section.Kind.CALENDAR) else context.meetings:
        if not event.city and not event.online and event.role != Event.Role.MILESTONE:
            yield NO_CITY.at(Place(event, "city"), f"{event.title}, {event.dates}, has no city.")
        if not event.start.day:
            yield NO_DAY.at(Place(event, "start"), f"{event.title} is dated {event.dates}, without a day.")


def activities(context):
    for activity in context.undated_activities:
        yield NO_PERIOD.at(Place(activity, "start"), f"“{activity}” of {activity.project} has no first day.")


def statistics(context):
    for overview in context.overviews:
        for statistic, place in rows(overview, "statistics"):
            if not statistic.source:
                yield NO_SOURCE.at(place("source"), f"“{statistic}” names no source.")
            if not statistic.as_of:
                yield NO_AS_OF.at(place("as_of"), f"“{statistic}” does not say of when.")


def publications(context):
    for work in context.publications if context.prints(Section.Kind.PUBLICATIONS) else ():
        if not work.date:
            yield NO_DATE.at(Place(work, "date"), f"“{work}” does not say when it came out.")


def photos(context):
    for home in (*context.sections, *context.overviews, *context.activities):
        for photo, place in rows(home, "photos"):
            yield from lacks(photo, place)


def lacks(photo, place):
    """A published photo without consent or alternative text would print: it blocks. A draft only warns."""
    shown = photo.is_published
    name = f"A photo of “{place('alt').home}”" if not photo.caption else f"The photo “{photo.caption}”"
    if photo.consent not in Photo.SHOWABLE:
        consent = photo.get_consent_display().lower()
        yield NO_CONSENT.at(place("consent"), f"{name} is marked “{consent}”.", photo.consent, blocking=shown)
    if not photo.alt:
        yield NO_ALT.at(place("alt"), f"{name} has no alternative text.", blocking=shown)
    if not photo.caption:
        yield NO_CAPTION.at(place("caption"), f"{name} has no caption.")
    if not photo.credit:
        yield NO_CREDIT.at(place("credit"), f"{name} has no credit.")


def finance(context):
    for line in context.lines_beyond:
        field = "start" if line.start.first < context.first else "end"
        yield BEYOND.at(Place(line, field), f"“{line}” is not of {context.report.period} alone. Enter it in two lines.")


def seats(context):
    for seat in context.current_seats:
        terms = list(rows(seat, "terms"))
        if any(term.runs(context.last) for term, _ in terms):
            continue
        if seat.vacant_from and seat.vacant_from.first <= context.last:
            yield VACANT.at(Place(seat, "vacant_from"), f"The seat of {seat} is vacant since {seat.vacant_from}.")
            continue
        ended = [(term, place) for term, place in terms if term.end and term.end.last < context.last]
        if ended and ended[-1][0].end.last >= context.first:
            term, place = ended[-1]
            yield NOBODY_AFTER.at(place("end"), f"{term.person}’s term for {seat} ended in {term.end}.")
        else:
            message = f"Nobody is recorded in the seat of {seat} on the last day."
            yield NOT_RECORDED.at(Place(seat, "terms-group"), message)


CHECKS = [sections, chapters, texts, events, activities, statistics, publications, photos, finance, seats]
