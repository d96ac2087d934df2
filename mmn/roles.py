"""Who may do what: the secretariat edits every record, and deletes what never was public; accounts are an
administrator's."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from core.permanence import record_models
from members.models import Person
from mmn.admin import APPS

NAME = "Secretariat"
VERBS = ["view", "add", "change"]
SLIPS = [Person]  # beside the records: who stands in one is kept by it


def grant_secretariat():
    """Make the group, or give it the rights over what was added since; whatever else it was given is taken back."""
    group, _ = Group.objects.get_or_create(name=NAME)
    may = Q(*[("codename__startswith", f"{verb}_") for verb in VERBS], _connector=Q.OR)
    given = Permission.objects.filter(may, content_type__app_label__in=APPS)
    slips = [f"delete_{model._meta.model_name}" for model in (*record_models(), *SLIPS)]
    deletions = Permission.objects.filter(codename__in=slips, content_type__app_label__in=APPS)
    group.permissions.set(given | deletions)
