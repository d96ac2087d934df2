"""Letters that no font of the print can draw: they would be empty boxes.

They are looked for in what is printed, whatever field it comes from, so that none can be forgotten; only when
there are some are the records asked whose they are.
"""

from functools import reduce
from operator import or_

from django.db.models import BooleanField, CharField, F, Lookup, Q, TextField
from django.utils.translation import gettext_lazy as _

from core.l10n.zawgyi import LETTERS as ZAWGYI_LETTERS
from core.l10n.zawgyi import explain, zawgyi_in
from core.pdf.fonts import cure, missing_glyphs, named
from core.schema import texts
from members.redaction.redactor import name_redactor
from reports.findings import Kind, Place, admin_links, label, place_of
from reports.languages import fixed_words
from reports.output.html import FIXED_WORDS, report_html

MISSING_GLYPHS = Kind(
    "missing-glyphs",
    _("Letters that cannot be printed"),
    _("No font of the report has them; print shows empty boxes."),
    blocking=True,
)

ZAWGYI = Kind(
    "zawgyi", _("Burmese in the Zawgyi encoding"), _("Print, search and most readers’ screens show it garbled.")
)


def letters(context):
    refused = set(missing_glyphs(report_html(context.printed)))  # the data holds some for the web page alone
    if not refused:
        return
    printed = {text: under for text, under in texts(context.printed) if not refused.isdisjoint(text)}
    redact, everything, owned = redactor(context), "\n".join(printed), set()
    for record, field, links in holders(refused):
        text = redact(getattr(record, field.name))  # as it leaves for the public
        unknown = [letter for letter in missing_glyphs(text) if letter in refused]
        if unknown and text in everything:
            owned.update(unknown)
            what = _("%(glyphs)s in the %(field)s cannot be printed.")
            what = f"{what % {'glyphs': named(unknown), 'field': field.verbose_name}} {cure(unknown)}".strip()
            yield MISSING_GLYPHS.at(place_in(context, record, field.name, links), what, *unknown)
    for text, under in printed.items():
        if unknown := [letter for letter in missing_glyphs(text) if letter in refused - owned]:
            what = _("%(glyphs)s under “%(heading)s” cannot be printed.")
            what = f"{what % {'glyphs': named(unknown), 'heading': under}} {cure(unknown)}".strip()
            yield MISSING_GLYPHS.at(Place(context.report, "title"), what, *unknown)
    if fixed := sorted(refused.difference(everything)):
        what = _("%(glyphs)s cannot be printed.") % {"glyphs": named(fixed)}
        yield MISSING_GLYPHS.at(Place(context.report, "language"), f"{what} {FIXED_WORDS}", *fixed)


def redactor(context):
    """It puts what a name is withheld by in the language of the report, as what is printed has it."""
    with fixed_words(context.report.language):
        return name_redactor(context.protected)


def place_in(context, record, field, links):
    """Known of what is printed as a text; of other rows the database is asked which of their list they are."""
    return context.places.get(Place(record, field).identity) or place_of(record, field, links)


def holders(refused):
    """(record, field, how it is edited) of every text with one of some letters that is edited in the admin.

    One question finds the records of every kind; then each kind that has any is read.
    """
    known = admin_links()
    found = [
        model._default_manager.filter(holds_any(fields, refused)).order_by().values_list(label(model), "pk")
        for model in known
        if (fields := written(model))
    ]
    keys = {}
    for name, pk in found[0].union(*found[1:], all=True):
        keys.setdefault(name, []).append(pk)
    for model, links in known.items():
        if pks := keys.get(model._meta.label):
            related = [one.name for one in model._meta.fields if one.many_to_one or one.one_to_one]
            for record in model._default_manager.filter(pk__in=pks).select_related(*related):
                yield from ((record, field, links) for field in written(model) if text_in(record, field))


def text_in(record, field):
    """What stands in a field as words: a date or a list of countries is none."""
    value = getattr(record, field.name)
    return value if isinstance(value, str) else ""


def written(model):
    return [one for one in model._meta.fields if isinstance(one, CharField | TextField) and one.editable]


def holds_any(fields, letters):
    return reduce(or_, (Q(HoldsAny(F(field.name), letters)) for field in fields))


class HoldsAny(Lookup):
    """Whether a text has one of some letters. Of regular expressions SQLite would ask Python, text by text."""

    output_field = BooleanField()

    def get_prep_lookup(self):
        return "".join(sorted(self.rhs))

    def as_sql(self, compiler, connection):
        text, parameters = self.process_lhs(compiler, connection)
        return f"{text} GLOB %s", [*parameters, f"*[{self.rhs}]*"]

    def as_postgresql(self, compiler, connection):
        text, parameters = self.process_lhs(compiler, connection)
        return f"{text} ~ %s", [*parameters, f"[{self.rhs}]"]


def zawgyi(context):
    garbled = {text for text, _under in texts(context.printed) if zawgyi_in(text)}
    if not garbled:
        return
    redact, everything = redactor(context), "\n".join(garbled)
    for record, field, links in holders(ZAWGYI_LETTERS):
        text = redact(getattr(record, field.name))
        if text in everything and (found := zawgyi_in(text)):
            place = place_in(context, record, field.name, links)
            yield ZAWGYI.at(place, explain(field.verbose_name, found), *(written for written, _meant in found))


CHECKS = [letters, zawgyi]
