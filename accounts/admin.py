import allauth.account.admin  # noqa: F401
import django_tasks_db.admin  # noqa: F401  each registers its models, before some are taken back here
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django_tasks_db.models import DBTaskResult

from core.admin.filters import KeysInRange
from core.admin.saving import Guarded

# The page of a release says how far the worker is; nobody signs in by e-mail.
admin.site.unregister([DBTaskResult, EmailAddress, Group, User])


@admin.register(Group)
class SafeGroupAdmin(Guarded, KeysInRange, GroupAdmin):
    pass


@admin.register(User)
class SafeUserAdmin(Guarded, KeysInRange, UserAdmin):
    pass
