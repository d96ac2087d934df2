"""What was public stays in the record: it ends, or is marked as entered in error; it is never deleted.

A record is stamped when it can first be seen: by its own status, by that of the record it is seen with (`seen_with`),
or at once where it has neither. What is entered in error is left out by the default manager with all that is part of
it, so that no page, count, rule or report meets it; the admin asks for `objects.with_errors()`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import ProtectedError, Q
from django.db.models.signals import pre_delete
from django.db.models.sql import Query
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _

from core.derived import Derived

NOT_IN_ERROR = Q(entered_in_error="")  # the condition of whatever may stand only once
TAKEN = _("“%(record)s” has this already. It was entered in error and is kept: write another here.")
REFUSED = _("“%(record)s” was public, so it stays in the record. End it, or write why it was entered in error.")
STAYS = _("“%(record)s” was public, so it stays in the record.")


takes_errors = ContextVar("takes_errors", default=False)


@contextmanager
def with_errors() -> Iterator[None]:
    """Every default manager takes what was entered in error too: to see what would be said without the marks."""
    token = takes_errors.set(True)
    try:
        yield
    finally:
        takes_errors.reset(token)


@cache
def query_in_force(model: type[models.Model]) -> Query:
    """Built once: of each record whose rows are prefetched, Django asks the manager for a queryset."""
    return models.QuerySet(model).filter(model.in_force()).query


@cache
def labels_of(field: models.Field) -> dict:
    return dict(field.flatchoices)


class RecordManager(models.Manager):
    def get_queryset(self) -> models.QuerySet:
        query = None if takes_errors.get() else query_in_force(self.model).chain()
        return self._queryset_class(model=self.model, query=query, using=self._db, hints=self._hints)

    def with_errors(self) -> models.QuerySet:
        """What is entered in error too."""
        return super().get_queryset()


class RecordQuerySet(models.QuerySet):
    @classmethod
    def as_manager(cls) -> RecordManager:
        manager = RecordManager.from_queryset(cls)()
        manager._built_with_asmanager = True  # as Django's own does, for migrations
        return manager

    def update(self, **values):
        changed = super().update(**values)
        if "status" in values:
            note_first_published(self.model)
        return changed

    def bulk_create(self, objs, *args, **kwargs):
        made = super().bulk_create(objs, *args, **kwargs)
        note_first_published(self.model)
        return made


class Kept(Derived):
    """What is not deleted once it was public: records, and the people they name, by whatever name."""

    first_published = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def was_public(self) -> bool:
        """Asks the database where this instance does not know: it may be older than the stamp."""
        known = type(self)._base_manager.filter(pk=self.pk, first_published__isnull=False)
        return bool(self.first_published) or (self.pk is not None and known.exists())


class Record(Kept):
    entered_in_error = models.CharField(
        max_length=300,
        blank=True,
        help_text=_(
            "Only if this was never so: say why. It leaves every page, count and report; empty this to undo it. "
            "What has ended gets an end instead."
        ),
    )

    seen_with = ""  # the path of the record whose status decides, of one that has no status of its own
    part_of = ()  # the fields that may be empty, of records that it is nothing without where they are not

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: models.Field) -> str | None:
        """What `get_status_display` and its like give. Django’s own translates all choices to find one."""
        value = getattr(self, field.attname)
        return force_str(labels_of(field).get(value, value), strings_only=True)

    @classmethod
    @cache
    def in_force(cls, at: str = "") -> Q:
        """The condition of not being entered in error, nor part of what was; of what lies at a path (“event__”) too."""
        return Q(**{f"{at}entered_in_error": ""}) & parents_in_force(cls, at)

    @classmethod
    def seen(cls) -> Q:
        """The condition of being seen by the public."""
        if has_status(cls):
            return Q(status="published")
        if cls.seen_with:
            return Q(**{f"{cls.seen_with}__status": "published"}) | Q(**{f"{cls.seen_with}__isnull": True})
        return Q()

    def validate_unique(self, exclude=None):
        with with_errors():  # what is kept keeps its address
            super().validate_unique(exclude)

    def unique_error_message(self, model_class, unique_check):
        same = {name: getattr(self, name) for name in unique_check}
        kept = model_class._base_manager.exclude(NOT_IN_ERROR).filter(**same).first()
        if kept and len(unique_check) == 1:
            return ValidationError(TAKEN, code="unique", params={"record": kept})
        return super().unique_error_message(model_class, unique_check)

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        can_be_seen = getattr(self, "status", "published") == "published"
        if self.first_published is None and can_be_seen and note_first_published(type(self), pk=self.pk):
            self.refresh_from_db(fields=["first_published"])
        elif self.first_published:
            note_named(type(self), pk=self.pk)  # it may name somebody else than it did


def parents_in_force(model: type[models.Model], prefix: str = "") -> Q:
    """The condition that whatever a record of a model is nothing without is in force, at any height."""
    condition = Q()
    for field in model._meta.concrete_fields:
        above, path = field.related_model, f"{prefix}{field.name}"
        if is_part(field) and above and above is not model and issubclass(above, Record):
            known = Q(**{f"{path}__entered_in_error": ""}) & parents_in_force(above, f"{path}__")
            condition &= (known | Q(**{f"{path}__isnull": True})) if field.null else known
    return condition


def is_part(field: models.Field) -> bool:
    """Whether a record is nothing without what a field points to."""
    return not field.null or field.name in field.model.part_of


def has_status(model: type[models.Model]) -> bool:
    try:
        return bool(model._meta.get_field("status"))
    except FieldDoesNotExist:
        return False


def kept_models() -> list[type[Kept]]:
    return [model for model in apps.get_models() if issubclass(model, Kept)]


def record_models() -> list[type[Record]]:
    return [model for model in kept_models() if issubclass(model, Record)]


def has_errors() -> bool:
    return any(model._base_manager.exclude(NOT_IN_ERROR).exists() for model in record_models())


def note_first_published(model: type[Record], **narrowed: object) -> int:
    """Stamp what can be seen and was not yet stamped, and what is seen with it; returns how many of `model`."""
    waiting = model._base_manager.filter(model.seen(), first_published__isnull=True, **narrowed)
    noted = waiting.update(first_published=timezone.now())
    if noted:
        note_named(model)
        for other in record_models():
            if other.seen_with and not has_status(other) and decides(model, other):
                note_first_published(other)
    return noted


def note_named(model: type[Record], **narrowed: object) -> None:
    """Stamp those whom public records name: who is replaced in all of them was public all the same."""
    for field in model._meta.concrete_fields:
        named = field.related_model
        if named and issubclass(named, Kept) and not issubclass(named, Record):
            public = model._base_manager.filter(first_published__isnull=False, **narrowed).values(field.attname)
            waiting = named._base_manager.filter(first_published__isnull=True, pk__in=public)
            waiting.update(first_published=timezone.now())


def note_all_first_published() -> int:
    """For what was stored before there were stamps, or past the models."""
    noted = sum(note_first_published(model) for model in record_models())
    for model in record_models():
        note_named(model)
    return noted


def decides(model: type[Record], other: type[Record]) -> bool:
    """Whether a record of `model` decides when one of `other` is seen."""
    at = other
    for name in other.seen_with.split("__"):
        at = at._meta.get_field(name).related_model
    return at is model


def refuse_deletion(sender: type[Kept], instance: Kept, **kwargs: object) -> None:
    if instance.was_public:
        words = REFUSED if isinstance(instance, Record) else STAYS
        raise ProtectedError(words % {"record": instance}, {instance})


def protect() -> None:
    """By a signal, which what is deleted along with another record meets as well."""
    for model in kept_models():
        pre_delete.connect(refuse_deletion, sender=model, dispatch_uid=f"kept {model._meta.label}")
