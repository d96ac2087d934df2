"""The button that adds a row to a list of a form, for browsers without scripts."""

from django import template
from django.contrib.admin.helpers import InlineAdminFormSet

from core.admin.unvalidated import ROW
from core.templatetags.errors import first_shown

register = template.Library()


@register.inclusion_tag("admin/add_row.html")
def add_row(inline: InlineAdminFormSet) -> dict[str, str]:
    """It leads to the first field of the row that it adds."""
    formset = inline.formset
    number = formset.total_form_count()
    if not inline.has_add_permission or number >= formset.max_num:
        return {}
    field = first_shown(formset.empty_form)
    target = (field.id_for_label if field else "").replace("__prefix__", str(number)) or f"{formset.prefix}-{number}"
    return {"button": ROW, "prefix": formset.prefix, "target": target, "name": inline.opts.verbose_name}
