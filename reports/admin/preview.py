"""The report as an unsaved form would have it: saved, gathered and taken back again, all in one transaction."""

from dataclasses import dataclass, field

from django.contrib.admin.utils import flatten_fieldsets
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core import consent
from core.photos import Photo
from reports.data.gather import gather
from reports.models import AnnualReport


class NotIncluded(Exception):
    """No report tells of the record: why, in words."""


@dataclass
class Preview:
    """A report and its data, or why there is none: `why`, in words, or `problems`, a line for each field."""

    report: AnnualReport | None = None
    data: dict | None = None
    why: str = ""
    problems: list[str] = field(default_factory=list)


def unsaved(model_admin, request, record, find_report):
    """What the report of a record says with the posted form of its admin, `model_admin`. Stores nothing.

    A file is not written for a preview: photos that were just chosen are shown once the form is saved.
    """
    form, formsets = bound(model_admin, request, record)
    if problems := [*wrong(form), *(problem for formset in formsets for problem in wrong_rows(formset))]:
        return Preview(problems=problems)
    return preview(record, find_report, [form, *formsets])


def preview(record, find_report, forms=()):
    """What the report of a record says, once these forms of it are saved; all is taken back.

    `find_report` gives it, or raises NotIncluded.
    """
    with transaction.atomic(), consent.asking():  # what is taken back withdraws nothing
        for form in forms:
            form.save()
        try:
            report = find_report(record)
            return Preview(report, gather(report))
        except NotIncluded as why:
            return Preview(why=str(why))
        finally:
            transaction.set_rollback(True)


def report_of(record):
    return record if isinstance(record, AnnualReport) else record.report


def bound(model_admin, request, record):
    fields = flatten_fieldsets(model_admin.get_fieldsets(request, record))
    form = model_admin.get_form(request, record, change=True, fields=fields)(request.POST, instance=record)
    made = model_admin.get_formsets_with_inlines(request, record)
    return form, [rows(formset, inline, request, record) for formset, inline in made]


def rows(FormSet, inline, request, record):
    data, prefix = request.POST, FormSet.get_default_prefix()
    if issubclass(FormSet.model, Photo):
        data = data.copy()
        data[f"{prefix}-TOTAL_FORMS"] = data.get(f"{prefix}-INITIAL_FORMS")
    return FormSet(data, instance=record, prefix=prefix, queryset=inline.get_queryset(request))


def wrong(form, of=""):
    """“Sections, ‘About us’, Heading: This field is required.”"""
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        where = ", ".join(map(str, filter(None, (of, capfirst(label)))))
        yield from (f"{where}: {error}" if where else error for error in errors)


def wrong_rows(formset):
    list_name = capfirst(formset.model._meta.verbose_name_plural)
    yield from (f"{list_name}: {error}" for error in formset.non_form_errors())
    for number, form in enumerate(formset.forms, 1):
        if form not in formset.deleted_forms:
            # A row may stand elsewhere on the page than it was sent from: a stored one has its name.
            row = f"“{form.instance}”" if form.instance.pk else _("row %(number)s") % {"number": number}
            yield from wrong(form, f"{list_name}, {row}")
