"""Each app says which of its models each role may view, add, change and delete."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from accounts.roles import grant_roles
from core.apps import is_ours
from core.roles import check_declared, declared
from members import permissions
from members.models import Person

pytestmark = pytest.mark.django_db


def test_check_declared_names_the_model_that_was_forgotten(monkeypatch):
    assert check_declared(None) == []
    monkeypatch.delitem(permissions.ROLES["Secretariat"], Person)
    (error,) = check_declared(None)
    assert error.msg == "members.Person does not say what the role “Secretariat” may do with it."
    assert error.hint == "Add it to ROLES in members/permissions.py."


def test_grant_roles_gives_what_was_declared_and_takes_back_the_rest():
    grant_roles()
    group = Group.objects.get(name="Secretariat")
    before = set(group.permissions.values_list("codename", flat=True))
    assert {"view_withheld_names", "view_drafts", "add_event", "change_network", "delete_person"} <= before
    assert not before & {"add_release", "delete_network", "add_user", "change_withdrawal"}
    group.permissions.add(Permission.objects.get(codename="add_user"))
    grant_roles()
    assert set(group.permissions.values_list("codename", flat=True)) == before


def test_every_model_is_declared_by_its_own_app():
    models = [model for app in apps.get_app_configs() if is_ours(app) for model in app.get_models()]
    assert len(models) > 40
    assert set(declared()["Secretariat"]) == set(models)
