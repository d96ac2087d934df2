"""Burmese typed in the Zawgyi encoding: on the screen of whoever typed it it is right, elsewhere it is garbled."""

from html import unescape

from django.contrib import messages
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.l10n.folding import BURMESE, from_zawgyi, is_zawgyi

LETTERS = [chr(code) for code in range(0x1000, 0x1022)]  # the consonants: no Burmese is written without
SHOWN = 120


def zawgyi_in(text: str) -> list[tuple[str, str]]:
    """[(as it is written, as Unicode writes it)] for each run of a text, rich or plain, that is surely Zawgyi."""
    words = unescape(strip_tags(text.replace("<", " <"))) if "<" in text else text
    runs = dict.fromkeys(run[0] for run in BURMESE.finditer(words))
    return [(run, from_zawgyi(run)) for run in runs if is_zawgyi(run)]


def explain(field: str, found: list[tuple[str, str]]) -> str:
    """One sentence about the first run; how many more there are."""
    written, meant = (Truncator(text).chars(SHOWN) for text in found[0])
    words = _(
        "“%(written)s” in the %(field)s is Burmese in the Zawgyi encoding, which most readers see garbled. In Unicode "
        "it is “%(meant)s”: put that in its place."
    )
    words %= {"written": written, "field": field, "meant": meant}
    if len(found) == 1:
        return words
    return f"{words} {_('%(number)s more places in it are.') % {'number': len(found) - 1}}"


class WarnsOfZawgyi:
    """An admin page that says so when Zawgyi was saved; nothing is converted unasked, for the guess may be wrong."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for row in (form, *(row for formset in formsets for row in formset.forms)):
            for name in row.changed_data:
                value = row.cleaned_data.get(name)
                if isinstance(value, str) and (found := zawgyi_in(value)):
                    self.message_user(request, explain(row.fields[name].label, found), messages.WARNING)
