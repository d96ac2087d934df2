"""Who may do what: the secretariat edits every record and deletes none; accounts are an administrator's."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from mmn.admin import FLOORS

NAME = "Secretariat"
VERBS = ["view", "add", "change"]


def grant_secretariat():
    """Make the group, or give it the rights over what was added since; whatever else it was given is taken back."""
    group, _ = Group.objects.get_or_create(name=NAME)
    may = Q(*[("codename__startswith", f"{verb}_") for verb in VERBS], _connector=Q.OR)
    group.permissions.set(Permission.objects.filter(may, content_type__app_label__in=FLOORS))
