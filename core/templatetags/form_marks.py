"""What every form of the secretariat’s with typed content carries unseen; without it nothing of it could be kept."""

from django import template
from django.template import Context

from core.http.kept_forms import form_fields

register = template.Library()


@register.inclusion_tag("admin/form_marks.html", takes_context=True)
def form_marks(context: Context) -> dict[str, str | None]:
    return {name: context.get(name) for name in ("opened", "token")} | form_fields(context["request"])
