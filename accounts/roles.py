"""Who may do what, as the apps declare it (`core.roles`); accounts are an administrator's."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from core.roles import codenames, declared


def grant_roles():
    """Make the group of each role, or give it the rights over what was added since; whatever else it was given is
    taken back."""
    for role, rights in declared().items():
        group, _ = Group.objects.get_or_create(name=role)
        wanted = [
            Q(content_type__app_label=model._meta.app_label, codename__in=codenames(model, verbs))
            for model, verbs in rights.items()
        ]
        group.permissions.set(Permission.objects.filter(Q(*wanted, _connector=Q.OR)))
