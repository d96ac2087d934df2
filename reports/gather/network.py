"""Who the network is: committee, secretariat, members, supporters."""

from itertools import groupby
from operator import attrgetter

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.countries import country_name
from members.models import Appointment, Membership, Office, Organisation, Seat, Term
from projects.models import Grant
from reports.gather.shared import organisation


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
            "title": appointment.title or _(appointment.get_category_display()),
            "programme": appointment.programme,
            "tenure": appointment.period,
        }
        for appointment in served
    ]
    volunteers = {Appointment.Category.INTERN, Appointment.Category.VOLUNTEER}
    groups = [(_("Team"), [one for one in team if one["category"] not in volunteers])]
    groups.append((_("Interns and volunteers"), [one for one in team if one["category"] in volunteers]))
    return {
        "offices": offices(report),
        "groups": [{"label": label, "people": people} for label, people in groups if people],
    }


def members(report):
    """The members on the last day of the period, by country in the network's order; last the persons, who have none."""
    first, last = report.days
    on_last_day = Organisation.objects.published().members(last).for_directory()
    listed = sorted(on_last_day, key=lambda one: (category(one, last), one.directory_order))
    running = Membership.objects.of_persons().current(last).by_start()
    people = sorted({one.person_id: one for one in reversed(running)}.values(), key=attrgetter("public_name"))
    several = len({category(one, last) for one in listed} | ({ASSOCIATE} if people else set())) > 1
    countries = [
        {
            "category": str(CATEGORIES[kind][1]) if several else "",
            "code": code,
            "name": country_name(code) or _("Country not recorded"),
            "members": [member(one, first, last) for one in group],
        }
        for (kind, code), group in groupby(listed, key=lambda one: (category(one, last), one.country))
    ]
    if people:
        heading = str(CATEGORIES[ASSOCIATE][1]) if several else ""
        told = [individual(one, first, last) for one in people]
        countries.append({"category": heading, "code": "", "name": _("Individuals"), "members": told})
    return {"total": len(listed), "people": len(people), "countries": countries}


# As a list of them is headed, in the order of the lists. A person can be an associate only.
CATEGORIES = [(Membership.Category.FULL, gettext_lazy("Full members"))]
CATEGORIES += [(Membership.Category.ASSOCIATE, gettext_lazy("Associate members"))]
ASSOCIATE = 1


def category(record, day):
    """The place in CATEGORIES of what an organisation is on a day; of two categories, the first."""
    running = {membership.category for membership in record.memberships.all() if membership.runs(day)}
    return next(place for place, (kind, _label) in enumerate(CATEGORIES) if kind in running)


def member(record, first, last):
    new = any(began(membership, first, last) for membership in record.memberships.all())
    return {**organisation(record), "former": [name.name for name in record.former_names], "joined": new}


def individual(membership, first, last):
    new = began(membership, first, last)
    return {"name": membership.public_name, "acronym": "", "url": "", "former": [], "joined": new}


def began(membership, first, last):
    return bool(membership.start) and first <= membership.start.first and membership.start.last <= last


def supporters(report):
    grants = Grant.objects.for_acknowledgements(*report.days).filter(funder__in=Organisation.objects.published())
    by_funder = {}
    for grant in grants:  # each funder once, where its first grant stands
        by_funder.setdefault(grant.funder, []).append(grant)
    return {
        "supporters": [
            {**organisation(funder), "supported": list(dict.fromkeys(supported(grant) for grant in given))}
            for funder, given in by_funder.items()
        ]
    }


def supported(grant):
    project = grant.project.title if grant.project and grant.project.is_published else ""
    return ": ".join(filter(None, (project, grant.purpose))) or _("General support")
