from django import template

from reports.charts import income_and_expenditure
from reports.contents import NOTHING, describe

register = template.Library()


@register.simple_tag
def chart(money, period, before):
    return income_and_expenditure(money, period, before)


@register.filter
def says_nothing(section):
    """Whether neither anybody nor the records have filled it yet: then it needs no page of its own."""
    return not section["text"] and describe(section) == NOTHING
