"""Income and expenditure of the period, each currency by itself, compared with the period before."""

from decimal import Decimal

from django.utils.translation import gettext as _

from core import said, spans
from core.dates import span
from reports.models import FinanceLine

MINUS = "−"


def finance(report):
    lines, before = lines_of(report)
    return {
        "before": span(*spans.before(report.start, report.end)),
        "currencies": [
            in_currency(currency, of_currency(lines, currency), of_currency(before, currency))
            for currency in dict.fromkeys(line.currency for line in lines)
        ],
    }


def lines_of(report):
    """Those of its period, and those of the period before, with which they are compared."""
    own, earlier = report.network.finance_lines, spans.before(report.start, report.end)
    return list(own.within(*report.days)), list(own.within(earlier[0].first, earlier[1].last))


def of_currency(lines, currency):
    return [line for line in lines if line.currency == currency]


def in_currency(currency, lines, before):
    """Two sides and their balance; no sum ever mixes two currencies."""
    cents = any(line.amount % 1 for line in lines + before)
    sides = [
        side(direction, *([line for line in some if line.direction == direction] for some in (lines, before)), cents)
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


def side(direction, lines, before, cents):
    """The lines of one label are one row, however many quarters it was entered in."""
    labels = dict.fromkeys(line.label for line in lines + before)
    return {
        "direction": direction.value,
        "rows": [
            {"label": label, **figures(*(labelled(some, label) for some in (lines, before)), cents)} for label in labels
        ],
        "total": figures(total(lines, direction), total(before, direction), cents),
    }


def labelled(lines, label):
    return sum((line.amount for line in lines if line.label == label), Decimal(0))


def figures(now, then, cents):
    return {
        "value": str(now),
        "value_before": str(then),
        "amount": money(now, cents),
        "before": money(then, cents),
        "difference": signed(money(now - then, cents)) if now != then else "0",
        "percent": percent(now, then),
    }


def money(amount, cents):
    """“12,300”, “−450.50”; with cents only where some amount of the table has them."""
    return (MINUS if amount < 0 else "") + said.number(abs(amount), 2 if cents else 0)


def signed(text):
    return text if text.startswith(MINUS) else f"+{text}"


def percent(now, then):
    """The change in percent; nothing where there is nothing above zero to compare with."""
    if then <= 0:
        return _("new") if now > 0 and not then else ""
    change = round((now - then) * 100 / then)
    return signed(f"{money(change, False)}%") if change else "0%"
