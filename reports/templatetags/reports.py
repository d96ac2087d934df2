from django import template
from django.utils.safestring import mark_safe

from core.l10n.scripts import dressed
from members.colours import ROLES, stylesheet
from reports import wording
from reports.output import formats as forms
from reports.output.charts import income_and_expenditure
from reports.sections import KINDS, NOTHING, summary

register = template.Library()


@register.simple_tag
def chart(money, period, before):
    return income_and_expenditure(money, period, before)


@register.filter
def kind(section):
    """The kind of a section of gathered data: its template, and where its words stand."""
    return KINDS[section["kind"]]


@register.filter
def says_nothing(section):
    """Whether neither anybody nor the records have filled it yet: then it needs no page of its own."""
    return not section["text"] and summary(section) == NOTHING


@register.filter
def embedded(name):
    return forms.embedded(name)


@register.simple_tag
def branding_colours(branding):
    return mark_safe(stylesheet(**{role: branding[role] for role in ROLES}))


@register.simple_tag
def unreviewed(language):
    """How many of the fixed words of a language no native speaker has reviewed."""
    return wording.unreviewed(language)


@register.simple_block_tag
def by_language(content, language):
    """What is between, written in a language, with `lang` on every run of another one."""
    return mark_safe(dressed(content, language))
