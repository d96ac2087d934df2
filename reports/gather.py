"""Gather: everything a report prints, as plain data, from the records of its period.

Only what is published, and people only as they allow. The web page, the PDF and the fingerprint are made
from this data and from nothing else.
"""

from itertools import groupby
from operator import attrgetter

from django.db.models import Prefetch, Q

from core.countries import country_name
from core.languages import language_name
from core.photos import WIDTHS
from events.models import Event
from members.models import Appointment, Office, Organisation, Seat, Term
from members.naming import name_gate
from projects.models import Activity, Grant, Project
from publications.models import Publication
from reports.models import ReportPhoto, Section

MACHINE_READ = {"kind", "code", "anchor", "url", "language", "iso", "print", "src", "srcset"}


def gather(report):
    """The report as nested dicts, lists and strings, in the order it is read."""
    sections = report.sections.filter(shown=True).prefetch_related(shown_photos())
    data = {
        "title": report.title,
        "period": report.period,
        "slug": report.slug,
        "address": report.get_absolute_url(),
        "language": report.language,
        "network": organisation(report.network) | {"website": report.network.website},
        "offices": offices(report),
        "colophon": report.colophon,
        "sections": [section(report, part) for part in sections],
    }
    return map_text(name_gate(), data)


def map_text(change, data):
    """The same data with `change` made to every string that people read."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: value if key in MACHINE_READ else map_text(change, value) for key, value in data.items()}
    if isinstance(data, list):
        return [map_text(change, value) for value in data]
    return data


def section(report, part):
    return {
        "kind": part.kind,
        "heading": part.heading,
        "anchor": f"section-{part.pk}",
        "text": part.text,
        "photos": photos(part.shown_photos),
        **GATHERERS[part.kind](report),
    }


def shown_photos():
    return Prefetch("photos", ReportPhoto.objects.published(), to_attr="shown_photos")


def photos(records):
    return [
        {
            "print": photo.print_name,
            "src": photo.url(),
            "srcset": photo.srcset,
            "width": WIDTHS[-1],
            "height": round(WIDTHS[-1] * photo.height / photo.width),
            "alt": photo.alt,
            "caption": photo.caption,
            "credit": photo.credit,
            "place": photo.place if photo.place not in photo.caption else "",
            "taken": str(photo.taken or ""),
        }
        for photo in records
    ]


def organisation(record):
    return {
        "name": record.full_name,
        "acronym": record.acronym,
        "url": record.get_absolute_url() if record.is_published else "",
    }


def committee(report):
    first, last = report.days
    served = Term.objects.overlapping(first, last).with_people().by_start()
    seats = Seat.objects.filter(committee=report.committee).overlapping(first, last)
    seats = seats.prefetch_related(Prefetch("terms", served, to_attr="served"))
    return {
        "seats": [
            {
                "constituency": seat.constituency,
                "voting": seat.voting,
                "holders": [holder(term, first, last) for term in seat.served],
            }
            for seat in seats
        ]
    }


def holder(term, first, last):
    chaired = [chairing for chairing in term.chairs if chairing.runs(first, last)]
    body = term.on_behalf_of
    return {
        "name": term.person.formal_name,
        "role": term.role,
        "on_behalf_of": organisation(body) if body and body.is_published else None,
        "period": term.period,
        "chair": ", ".join(chairing.period for chairing in chaired if chairing.period),
        "is_chair": bool(chaired),
        "note": term.note,
    }


def offices(report):
    first, last = report.days
    return [
        {
            "name": office.name,
            "address": office.address,
            "country": country_name(office.country),
            "phone": office.phone,
            "fax": office.fax,
            "email": office.email,
            "hosts": [
                {**organisation(host.organisation), "period": host.period}
                for host in office.hosts
                if host.organisation.is_published
            ],
        }
        for office in Office.objects.overlapping(first, last).with_hosts()
    ]


def secretariat(report):
    served = Appointment.objects.overlapping(*report.days).select_related("person")
    team = [
        {
            "category": appointment.category,
            "name": appointment.person.public_name,
            "title": appointment.title or appointment.get_category_display(),
            "programme": appointment.programme,
            "tenure": appointment.period,
        }
        for appointment in served
    ]
    volunteers = {Appointment.Category.INTERN, Appointment.Category.VOLUNTEER}
    groups = [("Team", [one for one in team if one["category"] not in volunteers])]
    groups.append(("Interns and volunteers", [one for one in team if one["category"] in volunteers]))
    return {
        "offices": offices(report),
        "groups": [{"label": label, "people": people} for label, people in groups if people],
    }


def members(report):
    """The members on the last day of the period, by country in the network's order."""
    first, last = report.days
    on_last_day = Organisation.objects.published().members(last).for_directory()
    listed = sorted(on_last_day, key=attrgetter("directory_order"))
    countries = [
        {
            "code": code,
            "name": country_name(code) or "Country not recorded",
            "members": [member(one, first, last) for one in group],
        }
        for code, group in groupby(listed, key=lambda one: one.country)
    ]
    return {"total": len(listed), "countries": countries}


def member(record, first, last):
    new = any(m.start and first <= m.start.first and m.start.last <= last for m in record.memberships.all())
    return {**organisation(record), "former": [name.name for name in record.former_names], "joined": new}


def supporters(report):
    grants = Grant.objects.for_acknowledgements(*report.days).filter(funder__status="published")
    return {
        "supporters": [
            {**organisation(funder), "supported": list(dict.fromkeys(supported(grant) for grant in given))}
            for funder, given in groupby(grants, key=lambda grant: grant.funder)
        ]
    }


def supported(grant):
    project = grant.project.title if grant.project and grant.project.is_published else ""
    return ": ".join(filter(None, (project, grant.purpose))) or "General support"


def messages(report):
    return {
        "messages": [
            {"name": message.signature, "signed_as": message.signed_as, "text": message.text}
            for message in report.messages.select_related("person")
        ]
    }


def overview(report):
    return {
        "countries": [
            {
                "code": part.country,
                "name": "The region" if part.country == "regional" else country_name(part.country),
                "text": part.text,
                "statistics": [statistic(record) for record in part.statistics.all()],
                "photos": photos(part.shown_photos),
            }
            for part in report.overviews.prefetch_related("statistics", shown_photos())
        ]
    }


def quantity(record):
    return {"amount": record.amount, "number": record.number, "unit": record.unit}


def statistic(record):
    return {
        **quantity(record),
        "as_of": str(record.as_of or ""),
        "source": record.source,
        "source_address": record.source_address,
        "note": record.note,
    }


def achievements(report):
    first, last = report.days
    activities = Activity.objects.published().within(first, last).with_parts().order_by("order", "pk")
    projects = (
        Project.objects.published()
        .filter(pk__in=activities.order_by().values("project"))
        .for_directory()
        .prefetch_related(
            Prefetch("activities", activities, to_attr="told"),
            Prefetch("events", Event.objects.published().within(first, last).chronological(), to_attr="held"),
            Prefetch("publications", Publication.objects.published().newest_first(), to_attr="published_works"),
            Prefetch("grants", Grant.objects.for_acknowledgements(first, last), to_attr="granted"),
            "partners__organisation__parent",
            "partners__person",
        )
    )
    return {
        "areas": [
            {"name": area.name, "summary": area.summary, "projects": [project(record) for record in group]}
            for area, group in groupby(projects, key=lambda record: record.area)
        ]
    }


def project(record):
    return {
        "number": record.number,
        "title": record.title,
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
    """What came out in the period, and what the projects of the period point to."""
    first, last = report.days
    told = Activity.objects.published().within(first, last).values("project")
    in_period = Q(date__gte=first, date__lte=last) | Q(date__startswith=f"{first.year}") | Q(project__in=told)
    works = Publication.objects.published().filter(in_period).for_list().newest_first()
    return {"publications": [publication(work) for work in works]}


def publication(work):
    return {
        "title": work.full_title,
        "url": work.get_absolute_url(),
        "kind": work.get_kind_display(),
        "date": str(work.date or ""),
        "ages": work.ages,
        "note": work.note,
        "languages": list(dict.fromkeys(language_name(edition.language) for edition in work.editions.all())),
        "addresses": list(dict.fromkeys(edition.address for edition in work.editions.all() if edition.address)),
    }


def calendar(report):
    """The events of the period by month; an event that was part of another stands under it."""
    events = list(Event.objects.published().within(*report.days).chronological().for_list())
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
        "role": event.get_role_display(),
        "summary": event.summary,
        "place": event.place,
        "link": event.link,
        "organisers": organisers,
        "parts": [entry(part, within) for part in within.get(event.pk, [])],
    }


def acronyms(report):
    return {"acronyms": [{"acronym": one.acronym, "expansion": one.expansion} for one in report.acronyms.all()]}


GATHERERS = {
    Section.Kind.TEXT: lambda report: {},
    Section.Kind.COMMITTEE: committee,
    Section.Kind.SECRETARIAT: secretariat,
    Section.Kind.MEMBERS: members,
    Section.Kind.SUPPORTERS: supporters,
    Section.Kind.MESSAGES: messages,
    Section.Kind.OVERVIEW: overview,
    Section.Kind.ACHIEVEMENTS: achievements,
    Section.Kind.PUBLICATIONS: publications,
    Section.Kind.CALENDAR: calendar,
    Section.Kind.ACRONYMS: acronyms,
}
