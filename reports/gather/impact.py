"""The period in figures, counted from the records and typed by nobody."""

import datetime
import re
from decimal import Decimal
from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.countries import REGIONAL, country_name, region_order
from core.dates import TO_DATE
from core.languages import language_name
from core.periods import not_after, not_before
from core.quantities import Quantity, amount, qualified
from events.models import Event
from members.models import Membership, Organisation
from publications.models import Edition, Publication

OURS = [Event.Role.ORGANISED, Event.Role.CO_ORGANISED]
OTHERS = [Event.Role.ATTENDED, Event.Role.PRESENTED]
COUNTED = JOINED, LEFT = ("member joined", "members joined"), ("member left", "members left")
DAY = datetime.timedelta(days=1)
# What is counted at an event besides people: “15 countries”, “international organisations”.
NOT_PEOPLE = re.compile(r"(\w+ )?(countries|organi[sz]ations|networks|institutions|provinces|sessions)\b", re.I)


def impact(report):
    first, last = report.days
    events = list(Event.objects.published().within(first, last).prefetch_related("attendances"))
    counted = [
        *events_counted(events),
        people_reached([event for event in events if event.role in OURS]),
        *works_counted(first, last),
        *members_counted(first, last),
    ]
    return {"figures": [figure for figure in counted if figure]}


def figure(number, unit, note=""):
    return {"amount": str(number), "unit": unit, "note": note} if number else None


def events_counted(events):
    ours = [event for event in events if event.role in OURS]
    others = [event for event in events if event.role in OTHERS]
    places = {event.country for event in ours + others} - {"", REGIONAL}
    return [
        figure(len(ours), ngettext("event organised", "events organised", len(ours)), named(e.country for e in ours)),
        figure(len(others), ngettext("event attended", "events attended", len(others))),
        figure(len(places), ngettext("country where we met", "countries where we met", len(places)), named(places)),
    ]


def named(codes):
    """“Cambodia, Thailand”: the countries in the network's order, each once."""
    known = set(codes) - {"", REGIONAL}
    return ", ".join(country_name(code) for code in sorted(known, key=region_order))


def people_reached(events):
    """One count of people for each event we held, added up; its parts are not counted again."""
    heads = {event.pk: count for event in events if (count := people_at(event))}
    counts = [count for event in events if (count := heads.get(event.pk)) and event.parent_id not in heads]
    if not counts:
        return None
    note = ngettext(
        "at %(counted)d event, of %(held)d held", "at %(counted)d events, of %(held)d held", len(counts)
    ) % {"counted": len(counts), "held": len(events)}
    return figure(added(counts), _("people reached"), note)


def people_at(event):
    return next((count for count in event.attendances.all() if not NOT_PEOPLE.match(count.unit)), None)


def added(counts):
    """The sum with a qualifier that stays true of it: over 100 and exactly 20 are over 120."""
    said = {count.qualifier for count in counts} - {Quantity.Qualifier.EXACTLY}
    least = sum((count.value for count in counts), Decimal(0))
    most = sum((count.upper or count.value for count in counts), Decimal(0))
    qualifier = said.pop() if len(said) == 1 else Quantity.Qualifier.ABOUT if said else ""
    return qualified(qualifier, amount(least, most if most > least else None))


def works_counted(first, last):
    works = Publication.objects.published().filter(not_before("date", first) & not_after("date", last))
    languages = list(
        Edition.objects.filter(publication__in=works).order_by("language").values_list("language", flat=True).distinct()
    )
    count = works.count()
    spoken = ", ".join(sorted(language_name(code) for code in languages))
    return [
        figure(count, ngettext("publication", "publications", count)),
        figure(len(languages), ngettext("language published in", "languages published in", len(languages)), spoken),
    ]


def members_counted(first, last):
    """Who is a member on the last day; who joined and left in the period, as far as the dates are written."""
    members = Organisation.objects.published().members(last)
    countries = set(members.order_by().values_list("country", flat=True)) - {"", REGIONAL}
    spells = sorted(Membership.objects.told(), key=attrgetter("public_name", "pk"))
    joined = [spell for spell in spells if within(spell.start, first, last)]
    left = [spell for spell in spells if spell.end is not TO_DATE and within(spell.end, first, last)]
    total = len(members) + len({spell.person_id for spell in spells if spell.person_id and spell.runs(last)})
    where = ngettext("in %(number)d country", "in %(number)d countries", len(countries)) % {"number": len(countries)}
    return [
        figure(total, ngettext("member on the last day", "members on the last day", total), where if countries else ""),
        changed([one for one in joined if not_member(one, one.start.first - DAY, spells)], *JOINED),
        changed([one for one in left if not_member(one, one.end.last + DAY, spells)], *LEFT),
    ]


def within(date, first, last):
    return bool(date) and first <= date.first and date.last <= last


def party(spell):
    return spell.organisation_id, spell.person_id


def not_member(spell, day, spells):
    """Whether no other membership of the same party runs on a day: it came or went, and did not change its category."""
    return not any(party(one) == party(spell) and one != spell and one.runs(day) for one in spells)


def changed(spells, one, many):
    names = list({party(spell): spell.public_name for spell in spells}.values())
    return figure(len(names), ngettext(one, many, len(names)), ", ".join(names))
