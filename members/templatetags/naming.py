"""Words of a page that are cut short: the name gate must see them whole, for no one finds half a name."""

from django import template
from django.utils.text import Truncator

from members.naming import gate_for

register = template.Library()


@register.simple_tag(takes_context=True)
def shorten(context, text, characters):
    return Truncator(gate_for(context["request"])(text)).chars(characters)
