"""Income and expenditure of the period, each currency by itself, compared with the period before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from core import spans
from core.dates import span
from core.l10n import formats
from core.schema import Flag, Key, LeftOut, MachineRead, Name, Printed, Readable
from reports.findings import Finding, Kind, Place
from reports.models import FinanceLine, Section
from reports.sections.base import SectionKind
from reports.sections.schema import SectionData
from reports.texts import Text, of

if TYPE_CHECKING:
    from reports.checks.context import CheckContext
    from reports.data.records import Records

BEYOND = Kind(
    "sum-beyond-period",
    _("Sum that reaches beyond the period"),
    _("No report can tell how much of it is its own, so none prints it."),
)
MINUS = "−"


@dataclass(kw_only=True)
class AmountsData(Readable):
    label: Annotated[Name, LeftOut] = ""  # totals and the balance have none
    value: MachineRead
    value_before: MachineRead
    amount: Printed
    before: Printed
    difference: Printed
    percent: Printed


@dataclass(kw_only=True)
class SideData(Readable):
    direction: Key
    entered: Flag = True  # an older release does not say
    rows: list[AmountsData]
    total: AmountsData


@dataclass
class MoneyData(Readable):
    currency: Name
    compared: Flag
    sides: list[SideData]
    balance: AmountsData
    notes: list[Printed]


@dataclass
class FinanceData(SectionData):
    before: Printed
    currencies: list[MoneyData]


class Finance(SectionKind[FinanceData]):
    kind = Section.Kind.FINANCE
    schema = FinanceData

    def data(self, records: Records, section: Section) -> FinanceData:
        report, (lines, before) = records.report, records.finance_lines
        known = known_before(records)
        return FinanceData(
            before=span(*spans.before(report.start, report.end)),
            currencies=[
                in_currency(currency, of_currency(lines, currency), of_currency(before, currency), known)
                for currency in dict.fromkeys(line.currency for line in lines)
            ],
        )

    def summary(self, data: FinanceData) -> str:
        lines = sum(len(side.rows) for money in data.currencies for side in money.sides)
        currencies = ", ".join(money.currency for money in data.currencies)
        words = ngettext_lazy("%(number)s line in %(currencies)s", "%(number)s lines in %(currencies)s", "number")
        return words % {"number": lines, "currencies": currencies} if lines else ""

    def texts(self, context: CheckContext) -> Iterable[Text]:
        """A label, or a note, of several lines is printed once."""
        now, before = context.finance_lines
        for line in {line.label: line for line in (*before, *now)}.values():
            yield from of(line, "label")
        for line in {line.note: line for line in now}.values():
            yield from of(line, "note")

    def missing(self, context: CheckContext) -> Iterable[Finding]:
        period = context.report.period
        for line in (one for one in context.all_finance_lines if one.reaching_beyond):
            field = "start" if line.start.first < context.first else "end"
            message = _("“%(line)s” is not of %(period)s alone. Enter it in two lines.")
            yield BEYOND.at(Place(line, field), message % {"line": line, "period": period}, line.label, line.start.iso)


def known_before(records: Records) -> set[tuple[str, str]]:
    """{(direction, label)} of lines from before the two periods that are compared: who is back is not new."""
    start, _end = spans.before(records.report.start, records.report.end)
    return {(one.direction, one.label) for one in records.all_finance_lines if one.start < start}


def of_currency(lines: Iterable[FinanceLine], currency: str) -> list[FinanceLine]:
    return [line for line in lines if line.currency == currency]


def of_direction(lines: Iterable[FinanceLine], direction: str) -> list[FinanceLine]:
    return [line for line in lines if line.direction == direction]


def in_currency(
    currency: str, lines: list[FinanceLine], before: list[FinanceLine], known: set[tuple[str, str]]
) -> MoneyData:
    """Two sides and their balance; no sum ever mixes two currencies."""
    cents = any(line.amount % 1 for line in lines + before)
    sides = [
        side(direction, of_direction(lines, direction), of_direction(before, direction), cents, known)
        for direction in FinanceLine.Direction
    ]
    return MoneyData(
        currency=currency,
        compared=bool(before),
        sides=sides,
        # A percentage of what may be below zero says nothing.
        balance=replace(figures(balance_of(lines), balance_of(before), cents), percent=""),
        notes=list(dict.fromkeys(line.note for line in lines if line.note)),
    )


def balance_of(lines: list[FinanceLine]) -> Decimal:
    Direction = FinanceLine.Direction
    return total(lines, Direction.INCOME) - total(lines, Direction.EXPENDITURE)


def total(lines: Iterable[FinanceLine], direction: str) -> Decimal:
    return sum((line.amount for line in lines if line.direction == direction), Decimal(0))


def side(
    direction: FinanceLine.Direction,
    lines: list[FinanceLine],
    before: list[FinanceLine],
    cents: bool,
    known: set[tuple[str, str]],
) -> SideData:
    """The lines of one label are one row, however many quarters it was entered in."""
    labels = dict.fromkeys(line.label for line in lines + before)
    return SideData(
        direction=direction.value,
        entered=bool(lines),
        rows=[
            figures(labelled(lines, label), labelled(before, label), cents, (direction, label) not in known, label)
            for label in labels
        ],
        total=figures(total(lines, direction), total(before, direction), cents, bool(before)),
    )


def labelled(lines: Iterable[FinanceLine], label: str) -> Decimal:
    return sum((line.amount for line in lines if line.label == label), Decimal(0))


def figures(now: Decimal, then: Decimal, cents: bool, new: bool = False, label: str = "") -> AmountsData:
    return AmountsData(
        label=label,
        value=str(now),
        value_before=str(then),
        amount=money(now, cents),
        before=money(then, cents),
        difference=signed(money(now - then, cents)) if now != then else "0",
        percent=percent(now, then, new),
    )


def money(amount: Decimal, cents: bool) -> str:
    """“12,300”, “−450.50”; with cents only where some amount of the table has them."""
    return (MINUS if amount < 0 else "") + formats.number(abs(amount), 2 if cents else 0)


def signed(text: str) -> str:
    return text if text.startswith(MINUS) else f"+{text}"


def percent(now: Decimal, then: Decimal, new: bool) -> str:
    """The change in percent; nothing where there is nothing above zero to compare with."""
    if then <= 0:
        return gettext("new") if new and now > 0 and not then else ""
    change = round((now - then) * 100 / then)
    return signed(f"{money(Decimal(change), False)}%") if change else "0%"
