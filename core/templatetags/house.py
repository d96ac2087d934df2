"""The few words every template knows."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from core import countries, languages
from core.dates import PartialDate, span
from core.richtext import sanitise

register = template.Library()


@register.filter
def country(code):
    return countries.country_name(code)


@register.filter
def language(code):
    return languages.language_name(code)


@register.filter
def autonym(code):
    return languages.autonym(code)


@register.filter
def rich(html):
    """Rich text as HTML. It was cleaned when it was written; it is cleaned again because a page must not rely on that."""
    return mark_safe(sanitise(html))  # noqa: S308


@register.simple_tag
def dates(start, end=None):
    """A partial date or a span of two, marked up so that a machine can read the start."""
    if not isinstance(start, PartialDate):
        return span(start, end)
    return format_html('<time datetime="{}">{}</time>', start.iso, span(start, end))
