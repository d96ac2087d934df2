"""What an organisation was called on a past day.

A former name was borne until its end; one whose end is not known is used for no day, for nobody knows for which. Where
a change is known to the year alone, the earlier name stands for the whole of that year. Whoever answers a request or
gathers a report keeps what was read (`former_names_kept`): however many names it shows, they cost one query at most.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import NamedTuple

from django.utils import timezone

from core.change_token import read_once
from members.models import OrganisationName


class Named(NamedTuple):
    name: str  # with the body that it belongs to
    acronym: str
    now: str = ""  # what it is called today, where that is another name


@read_once
def read_names():
    """{organisation: [its former names, the first to end first]}"""
    names = {}
    for one in OrganisationName.objects.former():
        names.setdefault(one.organisation_id, []).append(one)
    return names


_names = ContextVar("former_names", default=read_names)


@contextmanager
def former_names_kept():
    """Within, the former names are read once, and only where a page asks for them."""
    token = _names.set(cache(read_names))
    try:
        yield
    finally:
        _names.reset(token)


def former_names(organisation):
    return _names.get()().get(organisation.pk, ())


def borne(organisation, day):
    """The former name that it bore on a day (a `datetime.date`); itself, where that is the name of today."""
    if day >= timezone.localdate():
        return organisation
    dated = (one for one in former_names(organisation) if not one.is_open_ended and one.runs(day))
    return next(dated, organisation)


def named(organisation, day=None, record=None):
    """How it is named on a page of a day (today where none is given), in the line of a record that may have ended."""
    day = shown_day(day or timezone.localdate(), record)
    then, above = borne(organisation, day), organisation.public_parent
    name = organisation.within(then.name, borne(above, day).name) if above else then.name
    if (name, then.acronym) == (organisation.full_name, organisation.acronym):
        return Named(name, then.acronym)
    acronym = f" ({organisation.acronym})" if organisation.acronym else ""
    return Named(name, then.acronym, f"{organisation.full_name}{acronym}")


def name_alone(organisation, day, record=None):
    """Its own name of a day, without the body that it belongs to."""
    return borne(organisation, shown_day(day, record)).name


def party_name(party, day, record=None):
    return name_alone(party.organisation, day, record) if party.organisation_id else party.public_name


def shown_day(day, record):
    """The day shown, or the last on which the record was surely so, if it had ended by then."""
    last = record and record.last_sure_day
    return min(day, last) if last else day


def formerly(organisation, day):
    """The names it had before the one of a day, as far as that is known."""
    then = borne(organisation, day)
    return [one for one in former_names(organisation) if one != then and _is_before(one, day, then is organisation)]


def _is_before(name, day, is_of_today):
    """One without an end is before the name of today alone: of the others nobody knows which was first."""
    if name.is_open_ended:
        return is_of_today and not (name.start and name.start.first > day)
    return name.end.last < day
