"""The span of the same length just before another, or just after it: what a report compares with, and plans for."""

import datetime

from core.dates import PartialDate

DAY = datetime.timedelta(days=1)


def before(start: PartialDate, end: PartialDate) -> tuple[PartialDate, PartialDate]:
    """“2013” for 2014, “2008–2010” for 2011–2013, April 2013 – March 2014 for the year after: two partial dates."""
    return _moved(start, end, -1)


def after(start: PartialDate, end: PartialDate) -> tuple[PartialDate, PartialDate]:
    return _moved(start, end, 1)


def _moved(start, end, direction):
    first, last = start.first, end.last
    if first.day != 1 or (last + DAY).day != 1:  # not whole months
        length = (last - first + DAY) * direction
        return PartialDate.of(first + length), PartialDate.of(last + length)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole_years = first.month == 1 and months % 12 == 0
    return tuple(_month(date, months * direction, whole_years) for date in (first, last))


def _month(date, by, whole_years):
    year, month = divmod(date.year * 12 + date.month - 1 + by, 12)
    return PartialDate(year) if whole_years else PartialDate(year, month + 1)
