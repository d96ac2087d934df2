"""Who may delete what in the admin: nobody what was public, and the secretariat of the rest what it added itself.

Who added a record is what the admin's log says; a row of a list is written down there as well. An administrator
(a superuser) deletes whatever never was public.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.admin.utils import NestedObjects
from django.contrib.contenttypes.models import ContentType
from django.db import router
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from core.permanence import Kept

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class KeepsPublic:
    """For an admin."""

    def has_delete_permission(self, request, obj=None):
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or not (getattr(obj, "first_published", None) or others(request.user, [obj]))

    def get_deleted_objects(self, objs, request):
        """With what was public, and what somebody else added, among what goes along."""
        tree, counts, missing, protected = super().get_deleted_objects(objs, request)
        collector = NestedObjects(using=router.db_for_write(self.model))
        collector.collect(objs)
        kept = [str(one) for going in collector.data.values() for one in going if getattr(one, "first_published", None)]
        if kept or protected:
            return tree, counts, set(), [*protected, *kept]
        for going in collector.data.values():
            words = _("“%(record)s”, which somebody else added")
            missing |= {words % {"record": one} for one in others(request.user, going)}
        return tree, counts, missing, protected

    @admin.action(description=_("Delete"), permissions=["delete"])
    def delete_selected(self: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        if issubclass(self.model, Kept) and (kept := queryset.filter(first_published__isnull=False).count()):
            words = _(
                "%(number)s of these were public and stay in the record. End them, or say on the form of each why it "
                "was entered in error. Nothing was deleted."
            )
            self.message_user(request, words % {"number": kept}, messages.ERROR)
            return None
        return delete_selected(self, request, queryset)


def others(user: User, records: Iterable[Model]) -> list[Kept]:
    """Those of some records of one model that somebody else added, as far as that hinders this user."""
    records = [one for one in records if isinstance(one, Kept)]
    if user.is_superuser or not records:
        return []
    own = added_by(user, type(records[0]), records)
    return [one for one in records if str(one.pk) not in own]


def added_by(user: User, model: type[Model], records: Iterable[Model]) -> set[str]:
    """The keys of those among some records that a user added, as text."""
    entries = LogEntry.objects.filter(
        user=user,
        action_flag=ADDITION,
        content_type=ContentType.objects.get_for_model(model, for_concrete_model=False),
        object_id__in=[str(one.pk) for one in records],
    )
    return set(entries.values_list("object_id", flat=True))


def log_rows(user: User, rows: Sequence[Model]) -> None:
    """Write down who added the rows of a list."""
    if rows:
        LogEntry.objects.log_actions(user.pk, rows, ADDITION, change_message=_("Added in a list."))
