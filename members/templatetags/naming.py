"""Words of a page that are cut short: the redaction must see them whole, for no one finds half a name."""

from django import template

from core.l10n.formats import unnamed
from core.text.sentences import shortened
from members.names import named
from members.redaction.redactor import redactor_for
from members.redaction.unnamed import parted

register = template.Library()
register.simple_tag(named)


@register.simple_tag(takes_context=True)
def shorten(context, text, characters):
    return shortened(redactor_for(context["request"])(text), characters)


@register.filter
def with_names(records):
    """Those of a list that are named in some way."""
    return parted(records)[0]


@register.simple_tag
def without_names(records):
    """A line for the others: “and 57 who are not named”."""
    named, count = parted(records)
    return unnamed(count, bool(named))
