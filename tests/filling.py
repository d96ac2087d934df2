"""Filling in any form of the admin: a value for each field, made from what the field itself says it takes."""

from io import BytesIO
from itertools import count

import pikepdf
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.models import InlineForeignKeyField, ModelMultipleChoiceField

from core.dates import EndFormField, PartialDateFormField
from core.l10n.countries import CountryListFormField
from members.models import Organisation, Person
from members.parties import Party
from tests.factories import make, outline, picture
from tests.posting import as_posted

numbers = count(1)
# What no field tells: a rule between two of them, or the form of a text.
VALUES = {
    "AnnualReport.slug": "2014",
    "Attendance.upper": "2000",
    "Figure.upper": "2000",
    "Statistic.upper": "2000",
    "FinanceLine.currency": "USD",
    "Grant.currency": "USD",
    "User.username": "somebody-{n}",
    "User.password1": "a long password",
    "User.password2": "a long password",
}


def a_pdf():
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return SimpleUploadedFile("file.pdf", out.getvalue(), "application/pdf")


def value_for(model, name, field):
    n = next(numbers)
    if shown := VALUES.get(f"{model.__name__}.{name}"):
        return shown.format(n=n)
    match field:
        case forms.FileField() if name == "image":
            return SimpleUploadedFile("photo.jpg", picture(colour=(n % 250, 9, 9)).read(), "image/jpeg")
        case forms.FileField() if name == "outline":
            return outline()
        case forms.FileField():
            return a_pdf()
        case ModelMultipleChoiceField():
            return [first(field.queryset)]
        case forms.ModelChoiceField():
            return first(field.queryset)
        case forms.ChoiceField():
            chosen = field.initial() if callable(field.initial) else field.initial
            return chosen or next(key for key in flat(field.choices) if key or not field.required)
        case EndFormField() | PartialDateFormField():
            return "2014"
        case CountryListFormField():
            return "Thailand"
        case forms.DecimalField() | forms.IntegerField():
            return 1 + n % 1000
        case forms.BooleanField():
            return ""
        case forms.URLField():
            return f"https://example.org/{n}"
        case forms.EmailField():
            return f"somebody-{n}@example.org"
        case forms.SlugField():
            return f"record-{n}"
    return field.initial or f"Text {n}"[-(field.max_length or 99) :]


def first(queryset):
    """A record of its own, or one that migrations made."""
    return queryset[0].pk if queryset.model._meta.app_label == "auth" else make(queryset.model).pk


def flat(choices):
    for key, label in choices:
        yield from (flat(label) if isinstance(label, list | tuple) else [key])


def filled(form, parent=None):
    """Each field of a form, by its name there; a party is an organisation unless its parent is one of the two."""
    left_out = {"DELETE", "id", "project", "activity", "parent"}
    if issubclass(form._meta.model, Party):
        left_out |= {"person", "organisation"} if parent in (Organisation, Person) else {"person"}
    return {
        form.add_prefix(name): value_for(form._meta.model, name, field)
        for name, field in form.fields.items()
        if not isinstance(field, InlineForeignKeyField) and (field.required or name not in left_out)
    }


def posted(page, rows=1):
    """An add form as it would be sent, with so many rows in each of its lists, all alike."""
    return as_posted(page) | filled(page.context["adminform"].form) | rows_of(page, rows)


def rows_of(page, rows=1):
    sent, parent = {}, page.context["adminform"].form._meta.model
    for formset in (one.formset for one in page.context["inline_admin_formsets"] if one.has_add_permission):
        row, there = filled(formset.empty_form, parent), formset.initial_form_count()
        sent[f"{formset.prefix}-TOTAL_FORMS"] = there + rows
        for position in range(there, there + rows):
            sent |= {name.replace("__prefix__", str(position)): again(value) for name, value in row.items()}
    return sent


def again(value):
    if hasattr(value, "read"):
        value.seek(0)
        return SimpleUploadedFile(value.name, value.read(), value.content_type)
    return value
