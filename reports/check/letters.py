"""Letters that no font of the print can draw: they would be empty boxes.

They are looked for in what is printed, whatever field it comes from, so that none can be forgotten; only when
there are some are the records asked whose they are.
"""

from functools import reduce
from operator import or_

from django.db.models import CharField, Q, TextField

from core.letters import named, undrawable
from members.naming import name_gate
from reports.check.findings import Kind, Place, desks, place_of
from reports.gather import strings
from reports.render import FIXED_WORDS, report_html

UNDRAWABLE = Kind(
    "Letters that cannot be printed", "No font of the report has them; print shows empty boxes.", blocking=True
)


def letters(reading):
    refused = set(undrawable(report_html(reading.printed)))  # the data holds some for the web page alone
    if not refused:
        return
    printed = {text: under for text, under in strings(reading.printed) if not refused.isdisjoint(text)}
    gate, everything, owned = name_gate(), "\n".join(printed), set()
    for record, field, links in holders(refused):
        text = gate(getattr(record, field.name))  # as it leaves for the public
        unknown = [letter for letter in undrawable(text) if letter in refused]
        if unknown and text in everything:
            owned.update(unknown)
            what = f"{named(unknown)} in the {field.verbose_name} cannot be printed."
            yield UNDRAWABLE.at(place_of(record, field.name, links), what, content="".join(unknown))
    for text, under in printed.items():
        if unknown := [letter for letter in undrawable(text) if letter in refused - owned]:
            what = f"{named(unknown)} under “{under}” cannot be printed."
            yield UNDRAWABLE.at(Place(reading.report, "title"), what, content="".join(unknown))
    if fixed := sorted(refused.difference(everything)):
        what = f"{named(fixed)} cannot be printed. {FIXED_WORDS}"
        yield UNDRAWABLE.at(Place(reading.report, "language"), what, content="".join(fixed))


def holders(refused):
    """(record, field, how it is edited) of every text with one of some letters that is edited in the admin."""
    letters = "".join(sorted(refused))
    for model, links in desks().items() if refused else ():
        fields = [one for one in model._meta.fields if isinstance(one, CharField | TextField) and one.editable]
        if fields:
            holds = reduce(or_, (Q(**{f"{field.name}__regex": f"[{letters}]"}) for field in fields))
            related = [one.name for one in model._meta.fields if one.many_to_one or one.one_to_one]
            for record in model._default_manager.filter(holds).select_related(*related):
                yield from ((record, field, links) for field in fields if getattr(record, field.name))


LOOKS = [letters]
