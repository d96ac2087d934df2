"""What the network did: projects with their activities, publications, the calendar."""

from itertools import groupby

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from core import spans
from core.dates import PartialDate, span
from core.l10n.countries import country_name
from core.l10n.languages import language_name
from members.names import name_alone, named, party_name
from members.redaction.unnamed import parted
from projects.models import Partner, Project
from publications.models import Authorship
from reports.data.shared import people, photos, quantity


def achievements(records):
    """The projects of the period by area; one that is told in a chapter of its own is not told again."""
    own_chapter = {part.project_id for part in records.shown}
    projects = [one for one in records.with_work.values() if one.pk not in own_chapter]
    return {
        "areas": [
            {"name": area.name, "summary": area.summary, "projects": [project(record, records) for record in group]}
            for area, group in groupby(projects, key=lambda record: record.area)
        ]
    }


def programme(part, records):
    """One project as a chapter."""
    return {"project": project(records.with_work[part.project_id], records)}


def with_work():
    """The published projects, each with its partners."""
    partners = Partner.objects.select_related("organisation__parent", "person")
    return Project.objects.published().for_directory().prefetch_related(Prefetch("partners", partners))


def project(record, records):
    told = [one for one in record.partners.all() if not one.organisation or one.organisation.is_published]
    partners, unnamed = parted(told)
    grants = [grant for grant in records.grants_of(record) if grant.funder.is_published]
    publications = records.publications_of(record)
    return {
        "number": record.number,
        "title": record.title,
        "acronym": record.acronym,
        "anchor": f"project-{record.slug}",
        "url": record.get_absolute_url(),
        "summary": record.summary,
        "partners": [partner(one, record, records.last) for one in partners],
        "unnamed": unnamed,
        "funders": list(dict.fromkeys(name_alone(grant.funder, records.last, grant) for grant in grants)),
        "events": [{"dates": one.dates, "title": one.title, "place": one.place} for one in records.events_of(record)],
        "publications": [{"title": one.title, "url": one.get_absolute_url()} for one in publications],
        "activities": [activity(one, records) for one in records.activities_of(record)],
    }


def partner(record, project, day):
    return {"name": party_name(record, day, project), "role": record.role, "country": country_name(record.country)}


def activity(record, records):
    """One that reaches beyond the period says of when it is; of the others the report's title does."""
    beyond = record.start.first < records.first or (record.end or record.start).last > records.last
    groups = groupby(record.recommendations.all(), key=lambda one: one.addressee)
    return {
        "heading": ", ".join(filter(None, (record.heading, record.period if beyond else ""))),
        "anchor": f"activity-{record.pk}",
        "text": record.text,
        "figures": [quantity(one) | {"source": one.source} for one in record.figures.all()],
        "recommendations": [recommendations(addressee, list(group)) for addressee, group in groups],
        "photos": photos(record.photos.all()),
    }


def recommendations(addressee, group):
    """Where all of them were taken up in the same place, it is said once."""
    places = {one.taken_up for one in group}
    shared = places.pop() if len(places) == 1 else ""
    items = [{"text": one.text, "taken_up": "" if shared else one.taken_up} for one in group]
    return {"addressee": addressee, "list": items, "taken_up": shared}


def publications(records):
    """What came out in the period, and what the projects of the period point to; but not this report itself."""
    listed = [one for one in records.published_publications if one.is_listed and not one.is_this_report]
    return {"publications": [publication(one, records.last) for one in listed]}


def publication(work, day):
    return {
        "title": work.full_title,
        "url": work.get_absolute_url(),
        "kind": _(work.get_kind_display()),
        "date": str(work.date or ""),
        "ages": work.ages,
        "isbn": work.isbn,
        "note": work.note,
        **people(work.authorships.all(), day, work, unsaid=Authorship.Role.AUTHOR),
        "languages": [language_name(code) for code in work.languages],
        "addresses": list(dict.fromkeys(edition.address for edition in work.editions.all() if edition.address)),
    }


def governance(records):
    """The network’s own meetings in the period."""
    return {"meetings": [meeting(event) for event in records.meetings]}


def meeting(event):
    return {
        "dates": event.dates,
        "iso": event.start.iso,
        "title": event.title,
        "url": event.get_absolute_url(),
        "place": ", ".join(filter(None, (event.venue, event.place))),
        "summary": event.summary,
        "outcome": event.outcome,
        "attendance": [quantity(one) for one in event.attendances.all()],
    }


def plan(records):
    """What is recorded already for the period of the same length that follows."""
    following = spans.after(records.report.start, records.report.end)
    first, last = following[0].first, following[1].last
    going_on = Project.objects.published().overlapping(first, last).filter(end__isnull=False)
    return {
        "following": span(*following),
        "events": [entry(event, {}, last) for event in records.planned_events],
        "projects": [
            {"title": one.title, "acronym": one.acronym, "url": one.get_absolute_url(), "period": one.period}
            for one in going_on.for_directory()
        ],
    }


def calendar(records):
    """The events of the period by month; an event that was part of another stands under it.

    One that began before the period stands under the first month.
    """
    first, last, within = records.first, records.last, {}
    for event in records.published_events:
        within.setdefault(event.parent_id, []).append(event)
    known = {event.pk for event in records.published_events}
    top = [event for event in records.published_events if event.parent_id not in known]
    months = {}
    for event in top:
        began_before = event.start.last < first
        months.setdefault(month_of(PartialDate.of(first) if began_before else event.start), []).append(event)
    return {
        "months": [
            {"label": str(month), "events": [entry(event, within, last) for event in months[month]]}
            for month in sorted(months)
        ]
    }


def month_of(date):
    return PartialDate(date.year, date.month)


def entry(event, within, day):
    organisers = [
        named(one.organisation, day, event).name for one in event.organisers.all() if one.organisation.is_published
    ]
    return {
        "dates": event.dates,
        "iso": event.start.iso,
        "title": event.title,
        "url": event.get_absolute_url(),
        "role": _(event.get_role_display()),
        "summary": event.summary,
        "place": ", ".join(filter(None, (event.venue, event.place))),
        "link": event.link,
        "organisers": organisers,
        "attendance": [quantity(one) for one in event.attendances.all()],
        **people(event.participations.all(), day, event),
        "parts": [entry(part, within, day) for part in within.get(event.pk, [])],
    }
