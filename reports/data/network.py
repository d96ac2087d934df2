"""Who the network is: committee, secretariat, members, supporters."""

from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.l10n.collation import sort_key
from core.l10n.countries import country_name, region_order
from core.periods import by_start
from members.models import Appointment, Membership
from members.names import borne, formerly
from members.redaction.unnamed import parted
from members.standing import best_known, why_unknown
from reports.data.shared import organisation
from reports.models import Section


def unknown(report, network):
    """{kind of section: what it says instead} where the period lies before the network or has not come yet."""
    first, last = report.days
    said = {}
    best = best_known(first, last)
    whys = {day: why_unknown(day, network) for day in {best, last}}
    if why := whys[best]:
        said = {
            Section.Kind.COMMITTEE: {"seats": [], "unknown": why},
            Section.Kind.SECRETARIAT: {"offices": [], "groups": [], "unknown": why},
            Section.Kind.SUPPORTERS: {"supporters": [], "unknown": why},
            Section.Kind.IMPACT: {"figures": [], "unknown": why},
        }
    if why := whys[last]:  # members are those of the last day
        said[Section.Kind.MEMBERS] = {"total": 0, "people": 0, "countries": [], "unknown": why}
    return said


def committee(records):
    first, last = records.first, records.last
    return {"seats": [seated(seat, first, last) for seat in records.seats if seat.runs(first, last)]}


def seated(seat, first, last):
    served = sorted((term for term in seat.terms.all() if term.runs(first, last)), key=by_start)
    return {
        "constituency": seat.constituency,
        "voting": seat.voting,
        "holders": [holder(term, first, last) for term in served],
        "nobody": "" if served else seat.nobody,
    }


def holder(term, first, last):
    chaired = [chairing for chairing in term.chairs if chairing.runs(first, last)]
    body = term.on_behalf_of
    return {
        "name": term.person.formal_name,
        "role": term.role,
        "on_behalf_of": organisation(body, last, term) if body and body.is_published else None,
        "period": term.period,
        "chair": ", ".join(chairing.period for chairing in chaired if chairing.period),
        "is_chair": bool(chaired),
        "note": term.note,
    }


def offices(records):
    last = records.last
    return [
        {
            "name": office.name,
            "address": office.address,
            "place": office.place,
            "phone": office.phone,
            "fax": office.fax,
            "email": office.email,
            "hosts": [
                {**organisation(host.organisation, last, host), "period": host.period}
                for host in office.hosts
                if host.organisation.is_published
            ],
        }
        for office in records.offices
    ]


def secretariat(records):
    served = records.appointments
    volunteers = {Appointment.Category.INTERN, Appointment.Category.VOLUNTEER}
    groups = [(_("Team"), [one for one in served if one.category not in volunteers])]
    groups.append((_("Interns and volunteers"), [one for one in served if one.category in volunteers]))
    return {"offices": offices(records), "groups": [group(label, posts) for label, posts in groups if posts]}


def networks(records):
    """Those of which the network itself was a member."""
    return [
        {**organisation(one.organisation, records.last, one), "period": one.period, "note": one.note}
        for one in records.affiliations
    ]


def group(label, appointments):
    named, unnamed = parted(appointments)
    return {"label": label, "people": [post(one) for one in named], "unnamed": unnamed}


def post(appointment):
    return {
        "category": appointment.category,
        "name": appointment.person.public_name,
        "title": appointment.title or _(appointment.get_category_display()),
        "programme": appointment.programme,
        "tenure": appointment.period,
    }


def members(records):
    """The members on the last day of the period, by country in the network's order; last the persons, who have none."""
    first, last = records.first, records.last
    kinds = {body: category(spells, last) for body, spells in records.members.items()}
    listed = sorted(kinds, key=lambda one: (kinds[one], *directory_order(one, last)))
    people = sorted(records.individual_members, key=lambda one: sort_key(one.public_name))
    several = len({*kinds.values(), *([ASSOCIATE] if people else [])}) > 1
    countries = [
        {
            "category": str(CATEGORIES[kind][1]) if several else "",
            "code": code,
            "name": country_name(code) or _("Country not recorded"),
            "members": [member(one, records.members[one], first, last) for one in listed_here],
            "unnamed": 0,
        }
        for (kind, code), listed_here in groupby(listed, key=lambda one: (kinds[one], one.country))
    ]
    if people:
        heading = str(CATEGORIES[ASSOCIATE][1]) if several else ""
        named, unnamed = parted(people)
        told = [individual(one, first, last) for one in named]
        individuals = {"code": "", "name": _("Individuals"), "members": told, "unnamed": unnamed}
        countries.append({"category": heading, **individuals})
    return {"total": len(listed), "people": len(people), "countries": countries, "networks": networks(records)}


# As a list of them is headed, in the order of the lists. A person can be an associate only.
CATEGORIES = [(Membership.Category.FULL, gettext_lazy("Full members"))]
CATEGORIES += [(Membership.Category.ASSOCIATE, gettext_lazy("Associate members"))]
ASSOCIATE = 1


def category(memberships, day):
    """The place in CATEGORIES of what an organisation is on a day; of two categories, the first."""
    running = {membership.category for membership in memberships if membership.runs(day)}
    return next(place for place, (kind, _label) in enumerate(CATEGORIES) if kind in running)


def directory_order(record, day):
    """Where it stands in a list of members: by country in the network’s order, then by its name of the day."""
    return region_order(record.country), borne(record, day).sort_key, record.pk


def member(record, memberships, first, last):
    return {
        **organisation(record, last),
        "former": [one.name for one in formerly(record, last)],
        "joined": any(began(membership, first, last) for membership in memberships),
        "founding": any(membership.founding and membership.runs(last) for membership in memberships),
    }


def individual(membership, first, last):
    new = began(membership, first, last)
    return {
        "name": membership.public_name,
        "acronym": "",
        "now": "",
        "url": "",
        "former": [],
        "joined": new,
        "founding": False,
    }


def began(membership, first, last):
    return bool(membership.start) and first <= membership.start.first and membership.start.last <= last


def supporters(records):
    by_funder = {}
    for grant in (one for one in records.grants if one.funder.is_published):  # each once, where its first grant stands
        by_funder.setdefault(grant.funder, []).append(grant)
    return {
        "supporters": [
            {
                **organisation(funder, records.last),
                "supported": list(dict.fromkeys(supported(grant) for grant in given)),
            }
            for funder, given in by_funder.items()
        ],
    }


def supported(grant):
    project = grant.project.title if grant.tells_project else ""
    return ": ".join(filter(None, (project, grant.purpose))) or _("General support")
