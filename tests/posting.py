"""Filling in a form of the admin as a browser does."""

from django.db.models.fields.files import FieldFile
from django.urls import reverse


def address(model, page="changelist", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def change(record):
    return address(type(record), "change", record.pk)


def as_posted(response):
    """What a browser sends back of a form that nobody changed; files it does not send twice."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values = {name: value for form in forms for field in form for name, value in sent_of(field)}
    values |= {"_opened": response.context.get("opened"), "_token": response.context.get("token")}
    return {
        name: value
        for name, value in values.items()
        if value is not None and value is not False and not isinstance(value, FieldFile)
    }


def sent_of(field):
    """(name, value) of each input of a field: one, but for a widget of several."""
    value, suffixes = field.value(), getattr(field.field.widget, "widgets_names", None)
    if suffixes and isinstance(value, list):
        return [(f"{field.html_name}{suffix}", one) for suffix, one in zip(suffixes, value, strict=True)]
    return [(field.html_name, value)]


def send(client, url, changes, follow=False):
    """Open a form, change some of its fields, and send it."""
    return client.post(url, {**as_posted(client.get(url)), **changes}, follow=follow)


def row(prefix, position, /, **fields):
    """A new row of an inline form, at a position counted from nought."""
    return {
        f"{prefix}-TOTAL_FORMS": position + 1,
        **{f"{prefix}-{position}-{name}": value for name, value in fields.items()},
    }


def refusals(response):
    """What the form says is wrong, as plain text."""
    assert response.status_code == 200
    return [text for error in response.context["errors"] for text in ([error] if isinstance(error, str) else error)]
