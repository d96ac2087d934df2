"""Income and expenditure of the period, each currency by itself, compared with the period before."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from core import spans
from core.dates import span
from core.l10n import formats
from reports.findings import Kind, Place
from reports.models import FinanceLine, Section
from reports.sections.base import SectionKind
from reports.texts import of

BEYOND = Kind("Sum that reaches beyond the period", "No report can tell how much of it is its own, so none prints it.")
MINUS = "−"


class Finance(SectionKind):
    kind = Section.Kind.FINANCE

    def data(self, records, section):
        report, (lines, before) = records.report, records.finance_lines
        known = known_before(records)
        return {
            "before": span(*spans.before(report.start, report.end)),
            "currencies": [
                in_currency(currency, of_currency(lines, currency), of_currency(before, currency), known)
                for currency in dict.fromkeys(line.currency for line in lines)
            ],
        }

    def summary(self, data):
        lines = sum(len(side["rows"]) for money in data["currencies"] for side in money["sides"])
        currencies = ", ".join(money["currency"] for money in data["currencies"])
        words = ngettext_lazy("%(number)s line in %(currencies)s", "%(number)s lines in %(currencies)s", "number")
        return words % {"number": lines, "currencies": currencies} if lines else ""

    def texts(self, context):
        """A label, or a note, of several lines is printed once."""
        now, before = context.finance_lines
        for line in {line.label: line for line in (*before, *now)}.values():
            yield from of(line, "label")
        for line in {line.note: line for line in now}.values():
            yield from of(line, "note")

    def missing(self, context):
        period = context.report.period
        for line in (one for one in context.all_finance_lines if one.reaching_beyond):
            field = "start" if line.start.first < context.first else "end"
            yield BEYOND.at(Place(line, field), f"“{line}” is not of {period} alone. Enter it in two lines.")


def known_before(records):
    """{(direction, label)} of lines from before the two periods that are compared: who is back is not new."""
    start, _end = spans.before(records.report.start, records.report.end)
    return {(one.direction, one.label) for one in records.all_finance_lines if one.start < start}


def of_currency(lines, currency):
    return [line for line in lines if line.currency == currency]


def in_currency(currency, lines, before, known):
    """Two sides and their balance; no sum ever mixes two currencies."""
    cents = any(line.amount % 1 for line in lines + before)
    sides = [
        side(
            direction,
            *([line for line in some if line.direction == direction] for some in (lines, before)),
            cents,
            known,
        )
        for direction in FinanceLine.Direction
    ]
    balance = [balance_of(some) for some in (lines, before)]
    return {
        "currency": currency,
        "compared": bool(before),
        "sides": sides,
        "balance": {**figures(*balance, cents), "percent": ""},  # a percentage of what may be below zero says nothing
        "notes": list(dict.fromkeys(line.note for line in lines if line.note)),
    }


def balance_of(lines):
    Direction = FinanceLine.Direction
    return total(lines, Direction.INCOME) - total(lines, Direction.EXPENDITURE)


def total(lines, direction):
    return sum((line.amount for line in lines if line.direction == direction), Decimal(0))


def side(direction, lines, before, cents, known):
    """The lines of one label are one row, however many quarters it was entered in."""
    labels = dict.fromkeys(line.label for line in lines + before)
    return {
        "direction": direction.value,
        "entered": bool(lines),
        "rows": [
            {
                "label": label,
                **figures(*(labelled(some, label) for some in (lines, before)), cents, (direction, label) not in known),
            }
            for label in labels
        ],
        "total": figures(total(lines, direction), total(before, direction), cents, bool(before)),
    }


def labelled(lines, label):
    return sum((line.amount for line in lines if line.label == label), Decimal(0))


def figures(now, then, cents, new=False):
    return {
        "value": str(now),
        "value_before": str(then),
        "amount": money(now, cents),
        "before": money(then, cents),
        "difference": signed(money(now - then, cents)) if now != then else "0",
        "percent": percent(now, then, new),
    }


def money(amount, cents):
    """“12,300”, “−450.50”; with cents only where some amount of the table has them."""
    return (MINUS if amount < 0 else "") + formats.number(abs(amount), 2 if cents else 0)


def signed(text):
    return text if text.startswith(MINUS) else f"+{text}"


def percent(now, then, new):
    """The change in percent; nothing where there is nothing above zero to compare with."""
    if then <= 0:
        return _("new") if new and now > 0 and not then else ""
    change = round((now - then) * 100 / then)
    return signed(f"{money(change, False)}%") if change else "0%"
