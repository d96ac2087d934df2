"""Every add form of the admin, as its registry has them, filled in from its own fields and sent with rows."""

import pytest
from django.contrib import admin

from core.admin.formsets import RowsFormSet
from tests.factories import make
from tests.filling import posted, rows_of
from tests.posting import address, as_posted, refusals

pytestmark = pytest.mark.django_db

PARTS = {"Section", "CountryOverview", "Message", "Release"}  # made on the page of their report only
ADDED = [model for model in admin.site._registry if model.__name__ not in PARTS]
CHANGED = [model for model in admin.site._registry if model._meta.app_label != "auth" and model.__name__ != "Release"]
WITH_ROWS = [model for model in ADDED if admin.site._registry[model].inlines]
every_add_form = pytest.mark.parametrize("model", ADDED, ids=lambda model: model.__name__)


@pytest.fixture
def page(admin_client, model):
    return admin_client.get(address(model, "add"))


def listed(page):
    return [one.formset.model for one in page.context["inline_admin_formsets"] if one.has_add_permission]


def stored(models):
    return [model._base_manager.count() for model in models]


@every_add_form
def test_an_add_form_saves_with_a_row_in_each_list(admin_client, model, page):
    models, sent = [model, *listed(page)], posted(page)
    before = stored(models)  # a row may need another record of its own kind
    saved = admin_client.post(address(model, "add"), sent)
    assert saved.status_code == 302, refusals(saved)
    assert stored(models) == [number + 1 for number in before]


@pytest.mark.parametrize("model", WITH_ROWS, ids=lambda model: model.__name__)
def test_two_equal_rows_save_or_are_refused_at_the_row(admin_client, model, page):
    models, sent = [model, *listed(page)], posted(page, rows=2)
    before = stored(models)
    saved = admin_client.post(address(model, "add"), sent)
    if saved.status_code == 302:
        assert stored(models) == [before[0] + 1, *(number + 2 for number in before[1:])]
        return
    assert stored(models) == before
    rows = [form for one in saved.context["inline_admin_formsets"] for form in one.formset.forms]
    lists = [
        one.formset.non_form_errors() for one in saved.context["inline_admin_formsets"] if one.formset.max_num == 1
    ]
    assert any(form.errors for form in rows) or any(lists), refusals(saved)


@every_add_form
@pytest.mark.parametrize("how", ["_addanother", "_continue", "_popup"])
def test_an_add_form_saves_by_each_of_its_buttons(admin_client, model, page, how):
    saved = admin_client.post(address(model, "add"), posted(page) | {how: "1"})
    assert saved.status_code == (200 if how == "_popup" else 302)
    assert "errors" not in (saved.context or {}), refusals(saved)


@pytest.mark.parametrize("model", CHANGED, ids=lambda model: model.__name__)
def test_a_change_form_saves_with_a_row_more_in_each_list(admin_client, model):
    record = make(model)
    page = admin_client.get(address(model, "change", record.pk))
    models, sent = listed(page), as_posted(page) | rows_of(page)
    before = stored(models)
    saved = admin_client.post(address(model, "change", record.pk), sent)
    assert saved.status_code == 302, refusals(saved)
    assert stored(models) == [number + 1 for number in before]


@pytest.mark.parametrize("model", WITH_ROWS, ids=lambda model: model.__name__)
def test_every_list_of_rows_answers_in_words(page):
    formsets = [one.formset for one in page.context["inline_admin_formsets"]]
    assert all(isinstance(formset, RowsFormSet) for formset in formsets)
