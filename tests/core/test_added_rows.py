"""A list grows without scripts: the form comes again as it was typed, with one more row, and nothing is saved."""

import pytest
from django.contrib.admin.models import LogEntry

from core.models import Submission
from members.models import Membership, Organisation
from tests.factories import make_membership, make_organisation, make_staff
from tests.filling import posted
from tests.posting import address, as_posted, change, refusals, row
from tests.test_add_forms import WITH_ROWS

pytestmark = pytest.mark.django_db
ADD = address(Organisation, "add")


def grown(client, url, sent, prefix):
    """The form as it comes again, ready to be sent."""
    came = client.post(url, sent | {"_row": prefix})
    assert refusals(came) == [] and "error-summary" not in came.content.decode()
    return as_posted(came)


def without_photos(sent, lists):
    """A browser sends no file twice, and a photo needs one."""
    photos = tuple(f"{one.prefix}-" for one in lists if "image" in one.empty_form.fields)
    kept = {name: value for name, value in sent.items() if not hasattr(value, "read") and not name.startswith(photos)}
    return kept | {f"{prefix}{which}_FORMS": 0 for prefix in photos for which in ("TOTAL", "INITIAL")}


@pytest.mark.parametrize("model", WITH_ROWS, ids=lambda model: model.__name__)
def test_every_list_grows_and_loses_nothing(admin_client, model):
    url = address(model, "add")
    page = admin_client.get(url)
    lists = [one.formset for one in page.context["inline_admin_formsets"] if one.has_add_permission]
    sent = without_photos(posted(page), lists)
    before = model._base_manager.count()
    growing = [one for one in lists if one.max_num > 1 and "image" not in one.empty_form.fields]
    for formset in growing:
        assert f'name="_row" value="{formset.prefix}"' in page.content.decode()
        there = int(sent[f"{formset.prefix}-TOTAL_FORMS"])
        sent = grown(admin_client, url, sent, formset.prefix)
        assert int(sent[f"{formset.prefix}-TOTAL_FORMS"]) == there + 1
    assert model._base_manager.count() == before
    assert admin_client.post(url, sent).status_code == 302 and model._base_manager.count() == before + 1
    made = model._base_manager.latest("pk")
    for formset in growing:
        assert formset.model._base_manager.filter(**{formset.fk.name: made}).count() >= 1, formset.model


def test_a_form_that_grows_keeps_its_token_and_saves_nothing(admin_client):
    sent = as_posted(admin_client.get(ADD)) | {"name": "", "website": "no address", "_save": "Save"}
    again = grown(admin_client, ADD, sent, "memberships")
    assert again["_token"] == sent["_token"] and again["website"] == "no address"
    assert not Submission.objects.exists() and not Organisation.objects.filter(website="no address").exists()
    assert not LogEntry.objects.exists()


def test_a_form_that_grows_still_knows_what_changed_meanwhile(admin_client):
    organisation = make_organisation(name="Migrant Forum")
    opened = as_posted(admin_client.get(change(organisation)))
    Organisation.objects.filter(pk=organisation.pk).update(name="Migrants’ Forum")
    sent = grown(admin_client, change(organisation), opened | {"name": "Our Forum"}, "memberships")
    asked = admin_client.post(change(organisation), sent)
    assert asked.status_code == 200 and asked.context["conflict"]
    assert Organisation.objects.get(pk=organisation.pk).name == "Migrants’ Forum"


def test_rows_that_are_to_be_deleted_stay_marked(admin_client):
    membership = make_membership()
    Membership.objects.update(first_published=None)  # what was public is not deleted
    url = change(membership.organisation)
    sent = grown(admin_client, url, as_posted(admin_client.get(url)) | {"memberships-0-DELETE": "on"}, "memberships")
    assert sent["memberships-0-DELETE"] and Membership.objects.count() == 1


@pytest.mark.parametrize("prefix", ["", "nothing", "\0", "memberships" * 9999, "<script>"])
def test_a_list_of_no_name_leaves_the_form_as_it_is(admin_client, prefix):
    sent = as_posted(admin_client.get(ADD)) | {"name": "Forum"}
    came = admin_client.post(ADD, sent | {"_row": prefix})
    assert came.status_code in (200, 400) and not Organisation.objects.filter(name="Forum").exists()


@pytest.mark.parametrize("total", ["", "x", "9" * 400, "-1", "1000"])
def test_a_list_of_no_number_is_no_error_of_the_server(admin_client, total, monkeypatch):
    monkeypatch.setattr("django.forms.formsets.DEFAULT_MAX_NUM", 9)  # to show a thousand rows takes seconds
    sent = as_posted(admin_client.get(ADD)) | {"memberships-TOTAL_FORMS": total, "_row": "memberships"}
    assert admin_client.post(ADD, sent).status_code == 200


def test_a_reader_of_the_record_adds_no_rows(client):
    organisation = make_organisation()
    client.force_login(make_staff(is_superuser=False))
    assert client.post(change(organisation), {"_row": "memberships"}).status_code == 403


def test_the_button_leads_to_the_first_field_of_the_new_row(admin_client):
    page = admin_client.get(ADD).content.decode()
    assert 'formaction="#id_memberships-0-' in page
    sent = as_posted(admin_client.get(ADD)) | row("memberships", 0)
    assert 'formaction="#id_memberships-2-' in admin_client.post(ADD, sent | {"_row": "memberships"}).content.decode()
