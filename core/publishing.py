"""Draft and published: the public rule, said once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.change_token import read_once
from core.permanence import Record, RecordQuerySet, is_part, takes_errors

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SEE_DRAFTS = "members.view_drafts"


def sees_drafts(user: User | AnonymousUser) -> bool:
    """Whether somebody sees drafts where the public sees what is published: by a permission, not by being staff."""
    return user.has_perm(SEE_DRAFTS)


def read_once_for_public(read: Callable[[User | AnonymousUser], Any]) -> Callable[[User | AnonymousUser], Any]:
    """What `read(user)` gives, kept for the public (`read_once`); for who sees drafts it is read anew."""
    of_public = read_once(lambda: read(AnonymousUser()))

    @wraps(read)
    def seen(user):
        return read(user) if sees_drafts(user) else of_public()

    return seen


def visible(field: models.ForeignKey, user: User | AnonymousUser) -> Q:
    """The condition that what a field points to is `visible_to` somebody: a join costs less than a list of them all.

    Of a record that is nothing without it, the manager has left out what was entered in error.
    """
    at = f"{field.name}__"
    condition = Q() if takes_errors.get() or is_part(field) else field.related_model.in_force(at)
    if not sees_drafts(user):
        condition &= Q(**{f"{at}status": Publishable.Status.PUBLISHED})
    return condition or Q(**{f"{at}isnull": False})


class PublishedQuerySet(RecordQuerySet):
    def published(self) -> Self:
        return self.filter(status=Publishable.Status.PUBLISHED)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The secretariat sees drafts too; everyone else sees what is published."""
        return self.all() if sees_drafts(user) else self.published()


class Publishable(Record):
    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    status = models.CharField(
        max_length=10,
        choices=Status,
        default=Status.DRAFT,
        db_index=True,
        help_text=_(
            "Drafts are seen by the secretariat only. What is published appears on the site and in the report."
        ),
    )

    objects = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED and not self.entered_in_error
