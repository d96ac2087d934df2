"""What the project promises of its records, held against one record of every model, from the registry: a new model
cannot escape."""

import re

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.test import Client

from core.apps import our_apps
from core.publishing import Publishable
from members.models import Organisation
from members.redaction.possible_names import texts_of
from reports.models import AnnualReport, FinanceLine
from tests.factories import make, make_membership, make_person, make_staff
from tests.one_of_each import RECORDS, build, parts, read, word
from tests.public import queries

PRIVATE = re.compile(r"private|contact_|^amount$|^currency$")
MARKERS = {"amount": "987654.32", "currency": "QQQ"}
NOT_PROSE = {"slug", "entered_in_error"}


def private_fields(model):
    return [field for field in model._meta.fields if PRIVATE.search(field.name) and model is not FinanceLine]


def another(model, known):
    """One more, beside the first where there can be two."""
    try:
        build(model, known)
    except ValidationError:
        make(model)


def withhold_in_texts(known):
    """A protected name in every text of every record, past the forms, which would refuse it."""
    make_membership(organisation=None, person=make_person(name="Zarni Protected"), category="associate")
    for model, record in known.items():
        fields = [field for field in texts_of(model) if (field.max_length or 99) > 60 and field.name not in NOT_PROSE]
        texts = {field.name: f"{getattr(record, field.name)} Zarni Protected" for field in fields}
        model._base_manager.filter(pk=record.pk).update(**texts)


@pytest.mark.django_db
def test_private_fields_are_on_no_page(one_of_each):
    known, pages = one_of_each
    private = {model: private_fields(model) for model in known if private_fields(model)}
    assert len(private) >= 6
    for model, fields in private.items():
        secrets = {field.name: MARKERS.get(field.name, "secret@marker.org") for field in fields}
        model._base_manager.filter(pk=known[model].pk).update(**secrets)
    assert [page for page in pages if re.search(r"secret@marker|987,?654|QQQ", read(page))] == []


def test_every_private_field_says_that_it_is_private():
    fields = [
        field for model in apps.get_models() if model._meta.app_label in our_apps() for field in private_fields(model)
    ]
    assert len(fields) > 10
    assert [field for field in fields if "Never shown to the public" not in field.help_text] == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", [model for model in RECORDS if issubclass(model, Publishable)])
def test_a_draft_is_for_the_secretariat_only(one_of_each, model, client):
    known, pages = one_of_each
    hidden = [word(one) for one in parts(model)]
    public = {page: text for page, text in pages.items() if page != "gathered" or model is not AnnualReport}
    if model is Organisation:  # a report names the network that it is of, and shows what else is published
        hidden = [word(model)]
        public = {page: text for page, text in pages.items() if "report" not in page and page != "gathered"}
    showed = [page for page, text in public.items() if any(one in text for one in hidden)]
    assert showed
    model._base_manager.filter(pk=known[model].pk).update(status=Publishable.Status.DRAFT)
    assert {page: left for page in showed if (left := [one for one in hidden if one in read(page)])} == {}
    if hasattr(model, "get_absolute_url") and "#" not in (address := known[model].get_absolute_url()):
        assert client.get(address).status_code == 404
        client.force_login(make_staff())
        assert client.get(address, follow=True).status_code == 200


@pytest.mark.django_db
def test_a_name_withheld_is_in_no_text_of_any_record(one_of_each):
    known, pages = one_of_each
    withhold_in_texts(known)
    shown = {page: read(page) for page in pages}
    assert sum("Name withheld" in text for text in shown.values()) > 15
    assert [page for page, text in shown.items() if re.search("zarni|protected", text, re.I)] == []


@pytest.mark.django_db
def test_queries_of_a_page_are_as_many_for_three_of_each_record_as_for_one(one_of_each):
    known, pages = one_of_each
    html = [page for page in pages if page.endswith("/") and Client().get(page).status_code == 200]
    asked = {page: queries(Client(), page) for page in html}
    for model in known:
        another(model, known), another(model, known)
    assert len(html) > 15
    assert {page: queries(Client(), page) for page in html} == asked
