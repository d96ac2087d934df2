"""The summary at the top of a form that was refused: each error with its field, also in rows, and the way there."""

from collections.abc import Iterable, Iterator

from django import template
from django.contrib.admin.helpers import InlineAdminFormSet
from django.forms import BaseForm, BoundField
from django.forms.models import BaseModelFormSet
from django.template import Context
from django.utils.text import capfirst
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("admin/error_summary.html", takes_context=True)
def error_summary(context: Context) -> dict[str, list]:
    """Of whatever form the page shows: that of a record with its rows, that of a list, or one of its own."""
    found = []
    if "adminform" in context:
        found = [*of_form(context["adminform"].form), *of_lists(context["inline_admin_formsets"])]
    elif "cl" in context and isinstance(getattr(context["cl"], "formset", None), BaseModelFormSet):
        found = list(of_rows(context["cl"].formset, capfirst(context["cl"].opts.verbose_name)))
    elif hasattr(context.get("form"), "errors"):
        found = list(of_form(context["form"]))
    return {"summary": found}


def of_lists(inlines: Iterable[InlineAdminFormSet]) -> Iterator[dict]:
    for inline in inlines:
        name = inline.opts.verbose_name if inline.formset.max_num == 1 else inline.opts.verbose_name_plural
        for error in inline.formset.non_form_errors():
            yield {"text": f"{capfirst(name)}: {error}", "target": f"{inline.formset.prefix}-heading"}
        yield from of_rows(inline.formset, capfirst(name))


def of_rows(formset: BaseModelFormSet, name: str) -> Iterator[dict]:
    for number, form in enumerate(formset.forms, 1):
        where = name if formset.max_num == 1 else _("%(list)s, row %(number)s") % {"list": name, "number": number}
        yield from of_form(form, where)


def of_form(form: BaseForm, where: str = "") -> Iterator[dict]:
    for name, errors in form.errors.items():
        field = form[name] if name in form.fields else first_shown(form)
        named = [where, form[name].label] if name in form.fields and not form[name].is_hidden else [where]
        words = ", ".join(str(one) for one in named if one)
        for error in errors:
            yield {"text": f"{words}: {error}" if words else error, "target": target(field)}


def first_shown(form: BaseForm) -> BoundField | None:
    """Where an error of no one field leads: to the first that can be filled in."""
    return next(iter(form.visible_fields()), None)


def target(field: BoundField | None) -> str | None:
    """Radio buttons and the like have an id each, and none for all."""
    return field and (field.id_for_label or f"{field.auto_id}_0")
