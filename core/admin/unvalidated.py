"""A form that comes again as it was typed, with one more row: how a list grows without scripts. Nothing is saved."""

from django.forms import BaseForm
from django.forms.utils import ErrorDict

ROW = "_row"  # the button’s name; its value is the prefix of the list that grows


class Unjudged:
    """Nobody said that it is finished, so it is not read and nothing in it is wrong yet."""

    def full_clean(self) -> None:
        self._errors = ErrorDict()
        self.cleaned_data: dict = {}

    def is_valid(self) -> bool:
        return False


def unjudged(form: type[BaseForm]) -> type[BaseForm]:
    return type(form.__name__, (Unjudged, form), {})
