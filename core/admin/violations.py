"""What the database refuses although the form found nothing wrong, as when two people save at once: in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.db import IntegrityError
from django.db.models import BaseConstraint, Model, UniqueConstraint
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

MEANWHILE = _(
    "Somebody else has just saved something that does not go together with this. Look at both, and save again."
)


class RowIntegrityError(IntegrityError):
    """Raised from the database’s own error by the row whose form has this prefix."""

    def __init__(self, prefix):
        super().__init__(prefix)
        self.prefix = prefix


@contextmanager
def of_row(form: BaseForm) -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise RowIntegrityError(form.prefix) from error


@dataclass
class Violation:
    words: str
    prefix: str | None  # of the form of a row; None for the record itself

    @classmethod
    def of(cls, error: IntegrityError) -> Violation:
        prefix = getattr(error, "prefix", None)
        return cls(words_of(error.__cause__ if prefix else error), prefix)


def words_of(error: BaseException | None) -> str:
    """The words of the constraint that was violated. SQLite names its columns, PostgreSQL the constraint."""
    text = str(error)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name in text or names_columns(text, model, constraint):
                return own_message(constraint) or MEANWHILE
    return MEANWHILE


def names_columns(text: str, model: type[Model], constraint: BaseConstraint) -> bool:
    if not isinstance(constraint, UniqueConstraint) or not constraint.fields:
        return False
    columns = (model._meta.get_field(name).column for name in constraint.fields)
    return text.endswith(": " + ", ".join(f"{model._meta.db_table}.{column}" for column in columns))


def own_message(constraint: BaseConstraint) -> str:
    """Nothing where a constraint has only Django’s words, which name it."""
    is_own = constraint.violation_error_message != constraint.default_violation_error_message
    return constraint.get_violation_error_message() if is_own else ""


class Violating:
    """For the form of a record that the database refused: nothing is saved, and the form says why."""

    violation = None

    def _post_clean(self):
        super()._post_clean()
        if self.violation.prefix is None and not self.errors:
            self.add_error(None, self.violation.words)

    def is_valid(self):
        super().is_valid()
        return False


def without_files(request: HttpRequest) -> None:
    """Saving may have read or moved them; the form asks to choose them again."""
    request._files = MultiValueDict()
