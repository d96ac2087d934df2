"""What the network did: projects with their activities, publications, the calendar."""

from itertools import groupby

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from core import spans
from core.countries import country_name
from core.dates import span
from core.languages import language_name
from core.periods import not_after, not_before
from events.models import Event
from projects.models import Activity, Grant, Project
from publications.models import Publication
from reports.gather.shared import photos, quantity


def achievements(report):
    """The projects of the period by area; one that is told in a chapter of its own is not told again."""
    own_chapter = report.sections.filter(shown=True, project__isnull=False)
    told = activities(report).order_by().values("project")
    projects = with_work(report).filter(pk__in=told).exclude(pk__in=own_chapter.values("project"))
    return {
        "areas": [
            {"name": area.name, "summary": area.summary, "projects": [project(record) for record in group]}
            for area, group in groupby(projects, key=lambda record: record.area)
        ]
    }


def programme(part):
    """One project as a chapter."""
    return {"project": project(part.project)}


def activities(report):
    return Activity.objects.published().within(*report.days).with_parts().order_by("order", "pk")


def with_work(report):
    """The published projects, each with what it did in the period."""
    first, last = report.days
    return (
        Project.objects.published()
        .for_directory()
        .prefetch_related(
            Prefetch("activities", activities(report), to_attr="told"),
            Prefetch("events", Event.objects.published().within(first, last).chronological(), to_attr="held"),
            Prefetch("publications", Publication.objects.published().newest_first(), to_attr="published_works"),
            Prefetch("grants", Grant.objects.for_acknowledgements(first, last), to_attr="granted"),
            "partners__organisation__parent",
            "partners__person",
        )
    )


def project(record):
    return {
        "number": record.number,
        "title": record.title,
        "acronym": record.acronym,
        "anchor": f"project-{record.slug}",
        "url": record.get_absolute_url(),
        "summary": record.summary,
        "partners": [
            partner(one) for one in record.partners.all() if not one.organisation or one.organisation.is_published
        ],
        "funders": list(dict.fromkeys(grant.funder.name for grant in record.granted if grant.funder.is_published)),
        "events": [{"dates": one.dates, "title": one.title, "place": one.place} for one in record.held],
        "publications": [{"title": one.title, "url": one.get_absolute_url()} for one in record.published_works],
        "activities": [activity(one) for one in record.told],
    }


def partner(record):
    return {"name": record.public_name, "role": record.role, "country": country_name(record.country)}


def activity(record):
    groups = groupby(record.recommendations.all(), key=lambda one: one.addressee)
    return {
        "heading": record.heading,
        "anchor": f"activity-{record.pk}",
        "text": record.text,
        "figures": [quantity(one) | {"source": one.source} for one in record.figures.all()],
        "recommendations": [recommendations(addressee, list(group)) for addressee, group in groups],
        "photos": photos(record.public_photos),
    }


def recommendations(addressee, group):
    """Where all of them were taken up in the same place, it is said once."""
    places = {one.taken_up for one in group}
    shared = places.pop() if len(places) == 1 else ""
    items = [{"text": one.text, "taken_up": "" if shared else one.taken_up} for one in group]
    return {"addressee": addressee, "list": items, "taken_up": shared}


def publications(report):
    """What came out in the period, and what the projects of the period point to; but not this report itself."""
    first, last = report.days
    told = Activity.objects.published().within(first, last).values("project")
    in_period = not_before("date", first) & not_after("date", last)
    works = Publication.objects.published().filter(in_period | Q(project__in=told)).for_directory()
    works = works.exclude(editions__release__report=report)
    return {"publications": [publication(work) for work in works]}


def publication(work):
    return {
        "title": work.full_title,
        "url": work.get_absolute_url(),
        "kind": _(work.get_kind_display()),
        "date": str(work.date or ""),
        "ages": work.ages,
        "note": work.note,
        "languages": [language_name(code) for code in work.languages],
        "addresses": list(dict.fromkeys(edition.address for edition in work.editions.all() if edition.address)),
    }


def governance(report):
    """The network’s own meetings in the period."""
    meetings = Event.objects.published().filter(role=Event.Role.INTERNAL).within(*report.days)
    return {"meetings": [meeting(event) for event in meetings.chronological().prefetch_related("attendances")]}


def meeting(event):
    return {
        "dates": event.dates,
        "iso": event.start.iso,
        "title": event.title,
        "url": event.get_absolute_url(),
        "place": event.place,
        "summary": event.summary,
        "outcome": event.outcome,
        "attendance": [quantity(one) for one in event.attendances.all()],
    }


def plan(report):
    """What is recorded already for the period of the same length that follows."""
    following = spans.after(report.start, report.end)
    events, (first, last) = planned(report).with_organisers(), (following[0].first, following[1].last)
    going_on = Project.objects.published().overlapping(first, last).filter(end__isnull=False)
    return {
        "following": span(*following),
        "events": [entry(event, {}) for event in events],
        "projects": [
            {"title": one.title, "acronym": one.acronym, "url": one.get_absolute_url(), "period": one.period}
            for one in going_on.for_directory()
        ],
    }


def planned(report):
    """The events of the period that follows."""
    following = spans.after(report.start, report.end)
    return Event.objects.published().within(following[0].first, following[1].last).chronological()


def calendar(report):
    """The events of the period by month; an event that was part of another stands under it."""
    events = list(Event.objects.published().within(*report.days).chronological().with_organisers())
    within = {}
    for event in events:
        within.setdefault(event.parent_id, []).append(event)
    known = {event.pk for event in events}
    top = [event for event in events if event.parent_id not in known]
    months = groupby(top, key=lambda event: (event.start.year, event.start.month))
    return {
        "months": [
            {"label": month_label(group_events[0].start), "events": [entry(event, within) for event in group_events]}
            for group_events in (list(group) for _, group in months)
        ]
    }


def month_label(date):
    return str(type(date)(date.year, date.month))


def entry(event, within):
    organisers = [
        organiser.organisation.full_name for organiser in event.organisers.all() if organiser.organisation.is_published
    ]
    return {
        "dates": event.dates,
        "iso": event.start.iso,
        "title": event.title,
        "url": event.get_absolute_url(),
        "role": _(event.get_role_display()),
        "summary": event.summary,
        "place": event.place,
        "link": event.link,
        "organisers": organisers,
        "parts": [entry(part, within) for part in within.get(event.pk, [])],
    }
