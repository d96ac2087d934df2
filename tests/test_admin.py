"""The whole admin, by walking it: every list, form, filter and search of every record."""

import re

import pytest
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteMixin
from django.contrib.auth.models import Group
from django.db import connection
from django.forms import ModelChoiceField
from django.forms.models import InlineForeignKeyField
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import grant_roles
from core.apps import our_apps
from tests import factories
from tests.factories import make, make_edition, make_event, make_event_photo, make_project, make_staff
from tests.posting import address, as_posted

pytestmark = pytest.mark.django_db

MODEL_ADMINS = {
    model: model_admin for model, model_admin in admin.site._registry.items() if model._meta.app_label in our_apps()
}
EDITED = [model for model in MODEL_ADMINS if model.__name__ != "Release"]  # which is never altered
every_form = pytest.mark.parametrize("model", EDITED, ids=lambda model: model.__name__)
every_list = pytest.mark.parametrize("model", MODEL_ADMINS, ids=lambda model: model.__name__)

# What a list shows of another record, where the builders leave it out: a query for each row would hide there.
RELATIONS = {
    "Person": {"affiliation": "organisation"},
    "Organisation": {"parent": "organisation"},
    "Term": {"on_behalf_of": "organisation"},
    "Grant": {"project": "project"},
    "Event": {"project": "project"},
    "Publication": {"project": "project", "publisher": "organisation"},
}


def make_row(model):
    related = RELATIONS.get(model.__name__, {})
    row = make(model, **{field: getattr(factories, f"make_{other}")() for field, other in related.items()})
    if model.__name__ == "Publication":
        make_edition(publication=row)
    return row


def get(client, url):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200, url
    return response, len(queries)


@every_list
def test_a_list_asks_as_much_for_three_as_for_one(admin_client, model):
    make_row(model)
    page, one = get(admin_client, address(model))
    assert page.context["cl"].result_count == len(page.context["cl"].result_list) == model.objects.count()
    make_row(model), make_row(model)
    _, three = get(admin_client, address(model))
    assert one == three <= 14


@every_list
def test_every_filter_and_search_of_a_list_answers(admin_client, model):
    make_row(model)
    page, _ = get(admin_client, address(model))
    for spec in page.context["cl"].filter_specs:
        for choice in spec.choices(page.context["cl"]):
            get(admin_client, address(model) + choice["query_string"])
    if page.context["cl"].search_fields:
        found, _ = get(admin_client, address(model) + "?q=nothing+is+called+so")
        assert list(found.context["cl"].result_list) == []


@every_form
def test_a_form_opens_and_saves_unchanged(admin_client, model):
    url = address(model, "change", make_row(model).pk)
    before = list(model.objects.values())
    form, _ = get(admin_client, url)
    saved = admin_client.post(url, as_posted(form))
    assert saved.status_code == 302, saved.context["errors"]
    assert list(model.objects.values()) == before


@pytest.mark.parametrize(
    "model", [model for model in MODEL_ADMINS if model._meta.app_label != "reports"], ids=lambda model: model.__name__
)
def test_an_empty_form_opens_and_says_what_it_needs(admin_client, model):
    form, _ = get(admin_client, address(model, "add"))
    refused = admin_client.post(address(model, "add"), as_posted(form))
    assert refused.status_code == 200 and len(refused.context["errors"]) > 0


def fields_of(response):
    forms = [inline.formset.empty_form for inline in response.context["inline_admin_formsets"]]
    return [field for form in (response.context["adminform"].form, *forms) for field in form.fields.values()]


@every_form
def test_every_relation_is_chosen_by_typing(admin_client, model):
    form, _ = get(admin_client, address(model, "change", make_row(model).pk))
    relations = [
        field
        for field in fields_of(form)
        if isinstance(field, ModelChoiceField) and not isinstance(field, InlineForeignKeyField)
    ]
    for field in (field for field in relations if not field.widget.is_hidden):
        assert isinstance(field.widget.widget, AutocompleteMixin), field.label
        of = field.widget.widget.field
        names = {"app_label": of.model._meta.app_label, "model_name": of.model._meta.model_name, "field_name": of.name}
        url = reverse("admin:autocomplete", query={**names, "term": ""})
        make_row(of.related_model)
        found, one = get(admin_client, url)
        assert len(found.json()["results"]) == of.related_model.objects.count()
        make_row(of.related_model), make_row(of.related_model)
        assert get(admin_client, url)[1] == one


# The front secretary_client


def test_admin_site_puts_the_dashboard_first(admin_client):
    make_event(city="", status="draft")
    make_event_photo(alt="", consent="not_asked", status="draft")
    make_project(summary="<p>Done.</p>")
    page, asked = get(admin_client, reverse("admin:index"))
    events, photos = "/admin/events/event/", "/admin/events/eventphoto/"
    assert dict(page.context["work"]) == {
        "1 event without a city": f"{events}?gap=city",
        "2 events without a project": f"{events}?gap=project",
        "1 event still in draft": f"{events}?gap=draft",
        "1 event photo without alternative text": f"{photos}?gap=alt",
        "1 event photo not yet asked for consent": f"{photos}?gap=consent",
        "1 event photo still in draft": f"{photos}?gap=draft",
    }
    make_event(city="", status="draft")
    again, asked_again = get(admin_client, reverse("admin:index"))
    assert asked_again == asked <= 20
    for what, where in again.context["work"]:
        assert get(admin_client, where)[0].context["cl"].result_count == int(what.split()[0])


def test_a_gap_of_something_past_is_found_in_its_list(admin_client):
    make_project(summary="", start="2011", end="2012")
    [(what, where)] = get(admin_client, reverse("admin:index"))[0].context["work"]
    assert (what, where) == ("1 project without a summary", "/admin/projects/project/?when=all&gap=summary")
    assert get(admin_client, where)[0].context["cl"].result_count == 1


def test_an_empty_branding_has_nothing_waiting(admin_client):
    assert (
        "Nothing: no drafts, and no record with a gap." in get(admin_client, reverse("admin:index"))[0].content.decode()
    )


def test_admin_site_shows_records_and_accounts_and_no_machinery(admin_client):
    listed = {app["app_label"] for app in get(admin_client, reverse("admin:index"))[0].context["app_list"]}
    assert listed == {model._meta.app_label for model in EDITED} | {"auth"}


# Who may do what


@pytest.fixture
def colleague(client):
    grant_roles()
    user = make_staff(is_superuser=False)
    user.groups.add(Group.objects.get(name="Secretariat"))
    client.force_login(user)
    return client


def test_the_secretariat_edits_every_record_and_deletes_no_public_one(colleague):
    for model in EDITED:
        record = make_row(model)
        assert colleague.get(address(model)).status_code == 200
        assert colleague.get(address(model, "change", record.pk)).context["has_change_permission"] is True
        if getattr(record, "first_published", None):
            assert colleague.get(address(model, "delete", record.pk)).status_code == 403


def test_the_secretariat_has_no_hand_in_accounts(colleague):
    assert colleague.get("/admin/auth/user/").status_code == 403
    assert colleague.get("/admin/auth/group/").status_code == 403
    grant_roles()  # twice is once
    rights = Group.objects.get().permissions.all()
    assert {right.codename.split("_")[0] for right in rights} == {"add", "change", "delete", "view"}
    assert not rights.filter(codename__in=["delete_release", "delete_network", "delete_user"]).exists()


# What the browser lets run


def test_no_script_or_style_stands_in_a_page_without_its_nonce(admin_client):
    event = make_event_photo().event
    for url in (address(type(event), "change", event.pk), address(type(event), "add"), address(type(event)), "/admin/"):
        page = admin_client.get(url)
        nonces = set(re.findall(r"'nonce-([^']+)'", page["Content-Security-Policy"]))
        for tag in re.findall(r"<(?:script|style)\b[^>]*>", page.content.decode()):
            nonce = re.search(r'nonce="([^"]+)"', tag)
            assert ("src=" in tag) or ({nonce[1]} == nonces), tag
        assert "unsafe" not in page["Content-Security-Policy"]
        assert not re.search(r"<[^>]+ (style|on[a-z]+)=", page.content.decode())
