"""The collector: every text a report prints, with its record, its field and whose words they are."""

from reports.texts import Voice, of, of_rows


def collect(context):
    """Every `Text` that is not empty, in the order in which a report is read."""
    return [text for gather in GATHERERS for text in gather(context) if text.source.strip()]


def report_itself(context):
    yield from of(context.report, "title", voice=Voice.TITLE)
    yield from of(context.report, "colophon", rich=True)
    if context.branding.is_entered:
        yield from of(context.branding.network, "region")
    if context.branding.is_entered and not context.report.colophon:
        yield from of(context.branding.network, "colophon", rich=True)


def sections(context):
    for section in context.sections:
        yield from of(section, "heading")
        yield from of(section, "text", rich=True)
        yield from of_rows(section, "photos", "caption", "alt", "credit", "place")


def committee(context):
    for seat in context.current_seats:
        yield from of(seat, "constituency")
        yield from of_rows(seat, "terms", "role", "note")


def secretariat(context):
    for appointment in context.appointments:
        yield from of(appointment, "title", "programme")


def networks(context):
    for affiliation in context.affiliations:
        yield from of(affiliation, "note")


def messages(context):
    for message in context.messages:
        yield from of(message, "signed_as", voice=Voice.QUOTED)
        yield from of(message, "text", voice=Voice.QUOTED, rich=True)


def overviews(context):
    for overview in context.overviews:
        yield from of(overview, "text", rich=True)
        yield from of_rows(overview, "statistics", "unit", "source", "note")
        yield from of_rows(overview, "photos", "caption", "alt", "credit", "place")


def projects(context):
    for area in dict.fromkeys(project.area for project in context.projects):
        yield from of(area, "name", voice=Voice.TITLE)
        yield from of(area, "summary", rich=True)
    for project in context.projects:
        yield from of(project, "title", "acronym", voice=Voice.TITLE)
        yield from of(project, "summary", rich=True)
        yield from of_rows(project, "partners", "role")


def activities(context):
    for activity in context.activities:
        yield from of(activity, "heading")
        yield from of(activity, "text", rich=True)
        yield from of_rows(activity, "figures", "unit", "source")
        yield from of_rows(activity, "recommendations", "addressee", "text", "taken_up")
        yield from of_rows(activity, "photos", "caption", "alt", "credit", "place")


def publications(context):
    for work in context.publications:
        yield from of(work, "title", "subtitle", voice=Voice.TITLE)
        yield from of(work, "ages", "note")


def events(context):
    for event in (*context.published_events, *context.planned_events):
        yield from of(event, "title", voice=Voice.TITLE)
        yield from of(event, "summary")
    for event in context.published_events:
        yield from of_rows(event, "attendances", "unit")
    for meeting in context.meetings:
        yield from of(meeting, "outcome", rich=True)


def supporters(context):
    for grant in context.grants:
        yield from of(grant, "purpose")


def finance(context):
    """A label, or a note, of several lines is printed once."""
    now, before = context.finance_lines
    for line in {line.label: line for line in (*before, *now)}.values():
        yield from of(line, "label")
    for line in {line.note: line for line in now}.values():
        yield from of(line, "note")


GATHERERS = [
    report_itself,
    sections,
    committee,
    secretariat,
    networks,
    supporters,
    messages,
    overviews,
    projects,
    activities,
    publications,
    finance,
    events,
]
