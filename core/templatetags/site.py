"""The few words every template knows."""

import re
from collections.abc import Collection, Container, Iterable
from html import unescape
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.forms.utils import flatatt
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from core import panels
from core.dates import PartialDate, ToDate, span
from core.l10n import countries, formats, languages, scripts
from core.l10n.bidi import isolated
from core.periods import Period
from core.publishing import Publishable
from core.richtext import blocks, fitted, sanitise
from core.text.links import is_former, link_to, with_named_links
from core.text.typed import typed
from core.text.typography import typographic

register = template.Library()

OPTION = '\n  <option value="{}"{}>{}</option>'
OPTGROUP = '\n  <optgroup label="{}">{}\n  </optgroup>'

register.filter("typed", typed)
register.filter("flatatt", flatatt)
register.filter("is_former", is_former)
register.filter("typographic", typographic, is_safe=True)  # of a whole page
register.filter("isolated", isolated, is_safe=True)  # of a whole page
register.filter("script", scripts.script)
register.simple_tag(link_to)
register.simple_tag(formats.unnamed)


@register.filter
def country(code: str) -> str:
    return countries.country_name(code)


@register.simple_tag(takes_context=True)
def confirmed(context: Context, record: Period) -> str:
    """“, last confirmed 31 December 2014” beside what goes on, where the day of the page lies after that."""
    last = record.confirmed_before(context.get("day") or timezone.localdate())
    return _(", last confirmed %(last)s") % {"last": last} if last else ""


@register.filter
def language(code: str) -> str:
    return languages.language_name(code)


@register.filter
def autonym(code: str) -> str:
    return languages.autonym(code)


@register.filter
def plural(words: str, records: Collection) -> str:
    """Words of `ngettext_lazy` for so many records: “Author”, “Authors”."""
    return words % len(records)


@register.filter
def titled(title: str, languages: Container[str]) -> SafeString:
    """The title of a work that can be had in some languages, with `lang` on what is not English."""
    return mark_safe(scripts.titled(title, languages))


@register.filter
def rich(html: str, top: int = 3) -> SafeString:
    """Rich text as HTML, its headings (h3, h4) moved so that the first level is `top`.

    It was cleaned when it was written; it is cleaned again because a page must not rely on that.
    """
    moved = re.sub(r"(?<=<)(/?)h([34])\b", lambda tag: f"{tag[1]}h{min(int(tag[2]) + int(top) - 3, 6)}", sanitise(html))
    return mark_safe(fitted(with_named_links(moved)))


@register.filter
def plain(text: str) -> str:
    """Rich text as words alone, for one line or a description."""
    return one_line(unescape(strip_tags(re.sub(r"</(?:p|li|h\d|t[dh])>|<br>", " ", text))))


@register.filter(is_safe=True)
def one_line(text: str) -> str:
    return " ".join(text.split())


@register.filter
def with_figures(html: str, figures: Iterable[Any]) -> list[dict]:
    """Rich text in blocks, each with the figures it is the first to name: [{"opening", "figures", "rest"}].

    A figure that no block names stands beside the first. A paragraph is opened before its figures, so that they
    stand in its first line and a page break never parts them from it.
    """
    parts: list[dict] = [{"html": block, "figures": []} for block in blocks(html)] or [{"html": "", "figures": []}]
    for figure in figures:
        number = re.compile(rf"(?<![\d.,]){re.escape(figure.number)}(?![\d%]|[.,]\d)")
        naming = (part for part in parts if number.search(part["html"]))
        next(naming, parts[0])["figures"].append(figure)
    for part in parts:
        opening = "<p>" if part["html"].startswith("<p>") else ""
        part |= {"opening": mark_safe(opening), "rest": mark_safe(part.pop("html").removeprefix(opening))}
    return parts


@register.simple_tag
def linked(words: str, address: str) -> str:
    """Words as a link, where they have an address."""
    return format_html('<a href="{}">{}</a>', address, words) if address else words


@register.simple_tag
def draft(record: Publishable) -> str:
    """The mark beside the title of what the public does not see."""
    return "" if record.is_published else format_html(' <span class="draft">{}</span>', _("Draft"))


@register.filter
def options(groups: Iterable[tuple[str | None, Iterable[dict], int]]) -> SafeString:
    """Those of a select box: `widget.optgroups`."""
    written: list[str] = []
    for name, group, _place in groups:
        listed = [format_html(OPTION, *parts_of_option(option)) for option in group]
        written += [format_html(OPTGROUP, name, mark_safe("".join(listed)))] if name else listed
    return mark_safe("".join(written))


def parts_of_option(option: dict) -> tuple:
    return option["value"], flatatt(option["attrs"]) if option["attrs"] else "", option["label"]


@register.simple_block_tag
def once(content: str) -> str:
    """What stands on a page twice and is made once: `{% once as menu %}…{% endonce %}`."""
    return content


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[dict]:
    """The ways into the record, each with whether the page lies below it."""
    path = context["request"].path
    return [{"entry": entry, "is_current": entry.is_current(path)} for entry in panels.entries()]


@register.simple_tag
def absolute(path: str) -> str:
    return settings.SITE_URL + path


@register.simple_tag(takes_context=True)
def canonical(context: Context) -> str:
    """The page's one public address, whatever host it was asked for by."""
    return settings.SITE_URL + context["request"].path


@register.simple_tag(takes_context=True)
def page_address(context: Context, number: int) -> str:
    """Of another page of a list: with what was chosen in its filters, and nothing else of what was sent."""
    form = context["filter"].form if "filter" in context else None
    chosen = {name: typed(form.data[name]) for name in form.fields if form.data.get(name)} if form else {}
    return f"?{urlencode({**chosen, 'page': number})}"


@register.simple_tag
def dates(start: PartialDate | None, end: PartialDate | ToDate | None = None) -> str:
    """A partial date or a span of two, marked up so that a machine can read the start."""
    if not isinstance(start, PartialDate):
        return span(start, end)
    return format_html('<time datetime="{}">{}</time>', start.iso, span(start, end))
