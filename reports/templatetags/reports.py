from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from core.l10n.languages import language_name
from core.l10n.scripts import dressed
from members.colours import ROLES, stylesheet
from reports import languages
from reports.output import formats as forms
from reports.output.charts import income_and_expenditure
from reports.sections import KINDS, NOTHING, summary

register = template.Library()


register.filter("spoken", languages.spoken)


@register.simple_tag
def chart(money, period, before):
    return income_and_expenditure(money, period, before)


@register.filter
def kind(section):
    """The kind of a section of gathered data: its template, and where its words stand."""
    return KINDS[section.kind]


@register.filter
def is_unfilled(section):
    """Whether neither anybody nor the records have filled it yet: then it needs no page of its own."""
    return not section.text and summary(section) == NOTHING


@register.filter
def embedded(name):
    return forms.embedded(name)


@register.simple_tag
def branding_colours(branding):
    return mark_safe(stylesheet(**{role: getattr(branding, role) for role in ROLES}))


@register.simple_tag
def unreviewed(language):
    """How many of the fixed words of a language no native speaker has reviewed."""
    return languages.unreviewed(language)


@register.simple_tag
def why_in_english(language):
    """Why the fixed words of a report are not in its language, if they are not."""
    if languages.has_words(language):
        return ""
    words = _(
        "The fixed words of this report, such as its headings and dates, are in English: nobody has translated them "
        "into %(language)s yet."
    )
    return words % {"language": language_name(language)}


@register.simple_block_tag
def by_language(content, language):
    """What is between, written in a language, with `lang` on every run of another one."""
    return mark_safe(dressed(content, language))
