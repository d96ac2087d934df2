"""Charts as numbers for `reports/chart.html`: bars from zero, each with its name and its amount, and the finding."""

from decimal import Decimal

from django.utils.translation import gettext as _

from core.l10n.formats import number

WIDTH, EDGE = 480, 6
DIGIT = 10  # the width of one, with what is between them, in any face
NAME, BAR, GAP, PAUSE, FOOT = 20, 18, 8, 10, 24  # heights, from the name above a bar to the scale below the last


def income_and_expenditure(money, period, before):
    """The totals of one currency (of gathered data), in this period and the one before."""
    rows = _rows(money, period, before)
    low, high = (edge(0, *(row["value"] for row in rows)) for edge in (min, max))
    numbers = DIGIT * max(len(row["amount"]) for row in rows) + 8
    scale = Decimal(WIDTH - EDGE - numbers) / ((high - low) or 1)
    zero = EDGE - low * scale
    bars = [_bar(row, place, zero, scale) for place, row in enumerate(rows)]
    foot = bars[-1]["y"] + BAR + GAP
    return {
        "title": finding(money, before),
        "description": "; ".join(f"{bar['label']}: {money.currency} {bar['amount']}" for bar in bars),
        "width": WIDTH,
        "height": foot + FOOT,
        "foot": foot,
        "foot_text": foot + 17,
        "name_x": EDGE + 4,
        "zero": f"{zero:.1f}",
        "ticks": [{"x": f"{zero + at * scale:.1f}", "label": number(at).replace("-", "−")} for at in ticks(low, high)],
        "bars": bars,
    }


def _rows(money, period, before):
    """From the top: income now and before, then expenditure."""
    names = {"income": _("Income"), "expenditure": _("Expenditure")}
    rows = []
    for below, side in enumerate(money.sides):
        name, total = names[side.direction], side.total
        times = [(period, "value", "amount"), (before, "value_before", "before")][: 2 if money.compared else 1]
        rows += [
            {
                "label": f"{name} {time}",
                "value": Decimal(getattr(total, value)),
                "amount": getattr(total, amount),
                "is_now": time == period,
                "below": below * PAUSE,
            }
            for time, value, amount in times
        ]
    return rows


def _bar(row, place, zero, scale):
    start, end = sorted((zero, zero + row["value"] * scale))
    y = place * (NAME + BAR + GAP) + NAME + row["below"]
    return {
        **row,
        "x": f"{start:.1f}",
        "y": y,
        "width": f"{end - start:.1f}",
        "height": BAR,
        "name_y": y - 5,
        "number_y": y + 14,
        "number_x": f"{end + 8:.1f}",
    }


def ticks(low, high):
    """Zero and up to four round numbers around it, within what is drawn."""
    size = next(step * 10**power for power in range(14) for step in (1, 2, 5) if high - low <= 4 * step * 10**power)
    return list(range(int(low / size) * size, int(high) + 1, size))


def finding(money, before):
    """What the chart shows, in a sentence."""
    sentence = _one_side(money) or _balance(money.currency, Decimal(money.balance.value), money.balance.amount)
    change = next(side.total.percent for side in money.sides if side.direction == "income")
    since = {
        "+": _("; income rose by %(percent)s since %(period)s"),
        "−": _("; income fell by %(percent)s since %(period)s"),
    }
    if money.compared and change[:1] in since:
        sentence += since[change[0]] % {"percent": _("%(number)s percent") % {"number": change[1:-1]}, "period": before}
    return sentence


def _one_side(money):
    """Where nothing is entered on the other side, no balance is known."""
    entered = [side for side in money.sides if side.entered]
    if len(entered) != 1:
        return ""
    sentences = {
        "income": _("{sum} came in; what was spent is not recorded"),
        "expenditure": _("{sum} was spent; what came in is not recorded"),
    }
    return sentences[entered[0].direction].format(sum=f"{money.currency} {entered[0].total.amount}")


def _balance(currency, balance, amount):
    sum_of = f"{currency} {amount.lstrip('−')}"
    if balance > 0:
        return _("{sum} more came in than was spent").format(sum=sum_of)
    if balance < 0:
        return _("{sum} more was spent than came in").format(sum=sum_of)
    return _("As much was spent as came in")
