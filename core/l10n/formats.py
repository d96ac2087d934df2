"""Dates and numbers as the language that is spoken now writes them.

English as the network writes it; the others by CLDR, in the Common Era and with European digits in each: a reader of
the report compares its years with those of laws and sources. Babel 2.18 brings CLDR 47, which knows no Shan; the months
stand here as CLDR 48 has them.
"""

from __future__ import annotations

import calendar
import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from django.utils.translation import get_language, ngettext

if TYPE_CHECKING:
    from core.dates import PartialDate

LONG = {"th": "d MMMM y"}  # CLDR adds the era, which 2014 tells by itself
MONTHS = list(calendar.month_name)[1:]
# CLDR 48, common/main/shn.xml, which writes “y MMMM d”; MediaWiki, languages/i18n/shn.json, has the same names.
SHAN_MONTHS = [
    "ၸၼ်ႇဝႃႇရီႇ",
    "ၾႅပ်ႇဝႃႇရီႇ",
    "မၢတ်ႉၶ်ျ",
    "ဢေႇပရႄႇ",
    "မေႇ",
    "ၸုၼ်ႇ",
    "ၸူႇလၢႆႇ",
    "ဢေႃးၵၢတ်ႉ",
    "သႅပ်ႇထႅမ်ႇပႃႇ",
    "ဢွၵ်ႇထူဝ်ႇပႃႇ",
    "ၼူဝ်ႇဝႅမ်ႇပႃႇ",
    "တီႇသႅမ်ႇပႃႇ",
]


def spoken() -> Locale | None:
    """The locale of the active language; nothing for English, or a language of which Babel has too little."""
    return _locale(language())


def language() -> str:
    return (get_language() or "en").split("-")[0]


@cache
def _locale(code):
    try:
        return None if code in {"en", "shn"} else Locale(code)
    except UnknownLocaleError:
        return None


def date(one: PartialDate) -> str:
    """A partial date: “21 March 2014”, “21 มีนาคม 2014”, “2014年3月”, “2014”."""
    return DATES.get(language(), _date)(one)


def span(start: PartialDate, end: PartialDate, to: str = "–") -> str:
    """From one partial date to another: “21–23 March 2014”, “30 May – 1 June 2014”, “21–23 มีนาคม 2014”."""
    return SPANS.get(language(), _span)(start, end, to)


def amount(value: Decimal, upper: Decimal | None = None) -> str:
    """“1.7 million”, “3–4 million”, “220,000”, “1,999–2,500”; the languages that count otherwise write it out."""
    return AMOUNTS.get(language(), _amount)(value, upper)


def _english_date(one):
    return " ".join(str(part) for part in (one.day, one.month and MONTHS[one.month - 1], one.year) if part)


def _shan_date(one):
    month = SHAN_MONTHS[one.month - 1] if one.month else None
    return " ".join(str(part) for part in (one.year, month, one.day) if part)


def _date(one):
    locale = spoken()
    if locale is None:
        return "/".join(str(part) for part in (one.day, one.month, one.year) if part)
    if one.day:
        return format_date(one.first, LONG.get(locale.language, "long"), locale=locale)
    return format_skeleton("yMMMM" if one.month else "y", one.first, locale=locale)


def _english_span(start, end, to):
    left = _without_what_follows(start, end)
    tight = to == "–" and left.isdigit() and (start.day or not end.month)
    return f"{left}{to}{date(end)}" if tight else f"{left} {to} {date(end)}"


def _without_what_follows(start, end):
    """The start without the month and year that the end says again."""
    if bool(start.month) != bool(end.month) or bool(start.day) != bool(end.day) or start.year != end.year:
        return date(start)
    if start.day and start.month == end.month:
        return str(start.day)
    return date(start).removesuffix(f" {start.year}")


def _span(start, end, to):
    if start.day and end.day and (start.year, start.month) == (end.year, end.month):
        text = date(end)
        days = list(re.finditer(rf"(?<!\d){end.day}(?!\d)", text))
        day = days[-1 if text.startswith(str(end.year)) else 0]
        return f"{text[: day.start()]}{start.day}–{text[day.start() :]}"
    return f"{date(start)} – {date(end)}"


def _english_amount(value, upper):
    million = Decimal(1_000_000)
    if value >= million and (upper or value) % 10_000 == value % 10_000 == 0:
        return "–".join(_plain(one / million) for one in (value, upper) if one) + " million"
    return "–".join(_plain(one) for one in (value, upper) if one is not None)


def _plain(number):
    return f"{Decimal(number).normalize():,f}"


def _amount(value, upper):
    return "–".join(number(one) for one in (value, upper) if one is not None)


DATES = {"en": _english_date, "shn": _shan_date}
SPANS = {"en": _english_span}
AMOUNTS = {"en": _english_amount}


def number(value: Decimal | float, places: int | None = None) -> str:
    """“1,234,567” or “1.234.567”, with as many decimals as asked, or as it has."""
    pattern = "#,##0." + ("#" * 9 if places is None else "0" * places)
    return format_decimal(value, pattern.rstrip("."), locale=spoken() or "en", decimal_quantization=places is not None)


def unnamed(count: int, follows_names: bool = True) -> str:
    """One line for all whose names are withheld, which tells neither who they are nor where they stood."""
    if not count:
        return ""
    words = ngettext("%(count)s person who is not named", "%(count)s people who are not named", count)
    if follows_names:
        words = ngettext("and %(count)s who is not named", "and %(count)s who are not named", count)
    return words % {"count": number(count)}
