"""Who sees what a form asks for: said once above the fields, in the same words everywhere."""

from django.utils.translation import gettext_lazy as _

PRIVATE = _("Never shown to the public")
UNSHOWN = _("Not shown to the public.")


def public(*fields: str | tuple[str, ...], title: str | None = None) -> tuple[str | None, dict]:
    return title, {"fields": fields, "description": _("Shown to the public.")}


def private(*fields: str | tuple[str, ...]) -> tuple[str, dict]:
    return PRIVATE, {"fields": fields, "classes": ["private"]}
