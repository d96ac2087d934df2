"""Consent withdrawn: what follows when a person, or the people of a photo, allow less than before.

The record itself sees to it, in `save`: no form, action or script that saves it can pass by. What follows is the
matter of other apps, which add to the two lists below. A form of the admin asks first: within `asking`, what was
not confirmed is collected, does not follow, and the form is to take back what it saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from hashlib import sha256

from django.core.signing import Signer
from django.db import models, transaction

FIELD = "_withdraw"  # of a form: what was confirmed
# Of a record as it was stored (None where it is new) and as it is now:
# called in the transaction that saves it; what one raises undoes the saving.
followers: list[Callable[[models.Model | None, models.Model], None]] = []
# Gives the places at which what is no longer allowed stands.
finders: list[Callable[[models.Model | None, models.Model], Iterable[Place]]] = []
# ask(request, forms): other `questions` of a form of the admin that was saved, and waits to be kept.
askers: list[Callable] = []


@dataclass(frozen=True)
class Place:
    """Where something stands that somebody no longer allows."""

    kind: str  # “Texts”, “Releases”: places are listed by it
    what: str
    address: str = ""
    follows: str = ""  # what saving does about it, in words


@dataclass
class Question:
    """What saving a record withdraws: asked before, and confirmed by the token of the very places that were shown."""

    record: models.Model
    places: dict
    is_new: bool
    template = "admin/withdraws.html"

    @property
    def token(self) -> str:
        which = str(self.record) if self.is_new else self.record.pk  # a new one’s key is another each time
        content = repr([self.record._meta.label, which, self.record.allowed, self.places])
        return Signer(salt=FIELD).sign(sha256(content.encode()).hexdigest())


@dataclass
class Asking:
    confirmed: set
    questions: list = field(default_factory=list)

    def waits(self, before: models.Model | None, now: models.Model) -> bool:
        question = Question(now, places(before, now), is_new=before is None)
        unseen = bool(question.places) and question.token not in self.confirmed
        self.questions += [question] * unseen
        return unseen


class Unconfirmed(Exception):
    """What a form would withdraw was not shown to whoever sent it."""


current: ContextVar[Asking | None] = ContextVar("asking", default=None)


@contextmanager
def asking(confirmed: Iterable[str] = ()) -> Iterator[Asking]:
    """For a form: gives the `Asking`, whose `questions` are to be answered before anything is saved."""
    token = current.set(asked := Asking(set(confirmed)))
    try:
        yield asked
    finally:
        current.reset(token)


class Consenting(models.Model):
    """A subclass says in `allows_less_than(before)` whether something that was allowed as the record was then is not
    as it is now; where there was none (`None`), whether others may have published what this one does not allow."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            before = None if self._state.adding else type(self)._base_manager.filter(pk=self.pk).first()
            allows_less = self.allows_less_than(before)
            super().save(*args, **kwargs)
            if allows_less and (now := type(self)._base_manager.get(pk=self.pk)).allows_less_than(before):
                if (asked := current.get()) and asked.waits(before, now):
                    return
                for follow in followers:
                    follow(before, now)


def places(before: models.Model | None, now: models.Model) -> dict[str, list[Place]]:
    """Every `Place` at which what `now` no longer allows stands, kind by kind."""
    found = [place for find in finders for place in find(before, now)]
    return {kind: [place for place in found if place.kind == kind] for kind in dict.fromkeys(p.kind for p in found)}
