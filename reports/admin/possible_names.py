"""The list of the admin: where a part of a protected name stands in any public text, until somebody says of it
*not this person*."""

from django.apps import apps
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import NoReverseMatch
from django.utils.translation import gettext_lazy as _

from core.apps import our_apps
from core.http import kept_forms
from members.models import Person
from members.redaction.possible_names import TICKED, denied, plain, possible_names, texts_of
from members.redaction.questions import say
from reports.admin.views import ReportAdminView
from reports.findings import admin_links, place_of
from reports.models import Release
from reports.releases.standing import UNSEEN

SHOWN = 200  # at once: more are shown as these are dealt with


class PossibleNamesView(ReportAdminView):
    """Among the pages of reports, which stand on every app, though of no report."""

    template_name = "admin/reports/possible_names.html"
    title = _("Possible protected names")

    def get_object(self):
        return None

    def get(self, request):
        found, links = open_places(), admin_links()
        return self.page(
            places=[shown(one, links) for one in found[:SHOWN]],
            more=max(0, len(found) - SHOWN),
            field=TICKED,
            ticked=request.POST.getlist(TICKED),
            may_change=self.model_admin.has_change_permission(request),
        )

    def post(self, request):
        ticked = set(request.POST.getlist(TICKED))
        keys = [key for *_, key in open_places() if token(key) in ticked]
        for key in keys:
            say(request.user, key)
        kept_forms.used(request)
        messages.success(request, _("%(number)s said to be somebody else.") % {"number": len(keys)})
        return redirect("admin:reports_annualreport_possible_names")


def open_places():
    """[(model, field, `Possible`, key of `NotThisPerson`)] over all public texts. One query for each kind of record."""
    find, denials = possible_names(), denied()
    return [
        (model, field, one, key)
        for model in apps.get_models()
        for pk, field, text in texts(model)
        for one in find(plain(text, field))
        if (key := one.key(model._meta.label_lower, pk, field.name)) not in denials
    ]


def texts(model):
    """(key of the record, field, text) of a model, of what is ever shown to the public."""
    is_ours = model._meta.app_label in our_apps() and model._meta.managed and model is not Release
    fields = texts_of(model) if is_ours and model.__name__ not in UNSEEN else []
    if not fields:
        return
    records = model._base_manager.filter(naming=Person.Naming.FULL) if model is Person else model._base_manager.all()
    for pk, *values in records.values_list("pk", *(field.name for field in fields)):
        yield from ((pk, field, text) for field, text in zip(fields, values, strict=True) if text)


def shown(found, links):
    model, field, one, key = found
    place = place_of(model._base_manager.get(pk=key[1]), field.name, links.get(model, []))
    try:
        address = place.address
    except NoReverseMatch:
        address = ""
    return {"what": f"{place}, {field.verbose_name}", "address": address, "one": one, "token": token(key)}


def token(key):
    return "/".join(map(str, key))
