"""What was public stays: for every kind of record there is, by every door."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.sql import Query
from django.utils.functional import lazy

from accounts.roles import grant_roles
from core.admin.deletion import log_rows
from core.admin.filters import WhenFilter
from core.permanence import Record, has_status, note_all_first_published, record_models
from events.models import Event
from members.models import Person
from reports.models import FinanceLine, Section
from tests import factories as f
from tests.posting import address, as_posted, change, refusals, row, send

pytestmark = pytest.mark.django_db
RECORDS = [model for model in record_models() if model is not FinanceLine]  # public only in a release
BY_PARENT = [model for model in RECORDS if model.seen_with and not has_status(model)]
LISTED = [model for model in admin.site._registry if issubclass(model, Record) and model is not FinanceLine]
every_kind = pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
of_parents = pytest.mark.parametrize("model", BY_PARENT, ids=lambda model: model.__name__)


def forget(*records):
    """As if none had been public."""
    for record in records:
        type(record)._base_manager.filter(pk=record.pk).update(first_published=None)
        record.refresh_from_db()


@every_kind
def test_a_public_record_cannot_be_deleted_in_a_shell(model):
    record = f.make(model)
    assert record.first_published
    with pytest.raises(ProtectedError, match="was public, so it stays"), transaction.atomic():
        record.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        model.objects.filter(pk=record.pk).delete()
    assert model.objects.filter(pk=record.pk).exists()


@of_parents
def test_a_row_is_stamped_when_its_parent_is_published(model):
    record = f.make(model, **({"project": f.make_project()} if model.__name__ == "Grant" else {}))
    parent = record
    for name in model.seen_with.split("__"):
        parent = getattr(parent, name)
    type(parent).objects.filter(pk=parent.pk).update(status="draft")
    for one in (record, parent):
        type(one).objects.filter(pk=one.pk).update(first_published=None)
    record.refresh_from_db()
    record.save()
    assert record.first_published is None
    type(parent).objects.get(pk=parent.pk).save()
    parent.refresh_from_db()
    parent.status = "published"
    parent.save(update_fields=["status"])
    record.refresh_from_db()
    assert record.first_published


def test_publishing_the_parent_stamps_its_rows():
    activity = f.make_activity(status="draft")
    figure = f.make_figure(activity=activity)
    assert figure.first_published is None
    type(activity).objects.filter(pk=activity.pk).update(status="published")
    figure.refresh_from_db()
    assert figure.first_published


def test_withdrawing_does_not_open_the_way():
    event = f.make_event()
    event.status = "draft"
    event.save()
    with pytest.raises(ProtectedError), transaction.atomic():
        event.delete()


def test_what_was_stored_before_is_stamped():
    term = f.make_term()
    forget(term)
    assert note_all_first_published() >= 1
    term.refresh_from_db()
    assert term.first_published


def test_a_public_row_keeps_its_parent():
    event = f.make_event(status="draft")
    organiser = f.make_organiser(event=event)
    assert organiser.first_published is None
    type(organiser).objects.filter(pk=organiser.pk).update(first_published="2014-01-01T00:00Z")
    with pytest.raises(ProtectedError), transaction.atomic():
        event.delete()


@every_kind
def test_an_error_is_in_no_queryset_and_can_be_undone(model):
    record = f.make(model)
    record.entered_in_error = "Meant for somebody else"
    record.save()
    assert not model.objects.filter(pk=record.pk).exists()
    for verb in ("published", "current", "past", "future"):
        if hasattr(model.objects.all(), verb):
            assert record not in getattr(model.objects.all(), verb)()
    assert record in model.objects.with_errors()
    record.entered_in_error = ""
    record.save()
    assert record in model.objects.all()


@pytest.mark.parametrize("model", LISTED, ids=lambda model: model.__name__)
def test_the_admin_lists_errors_on_request_with_the_reason(admin_client, model):
    record = f.make(model)
    model.objects.filter(pk=record.pk).update(entered_in_error="Meant for somebody else")
    when = {"when": "all"} if hasattr(model, "period") else {}
    when = when if WhenFilter in admin.site._registry[model].list_filter else {}
    assert list(admin_client.get(address(model), when).context["cl"].result_list) == []
    listed = admin_client.get(address(model), {"error": "yes", **when})
    assert "Meant for somebody else" in listed.content.decode()
    form = admin_client.get(change(record))
    assert form.context["adminform"].form.initial["entered_in_error"] == "Meant for somebody else"


@pytest.fixture
def secretary(client):
    grant_roles()
    user = f.make_staff(is_superuser=False)
    user.groups.add(Group.objects.get(name="Secretariat"))
    client.force_login(user)
    client.user = user
    return client


PUBLISHABLE = [model for model in LISTED if has_status(model)]


@pytest.mark.parametrize("model", PUBLISHABLE, ids=lambda model: model.__name__)
def test_the_secretariat_removes_its_own_fresh_slip_alone(secretary, model):
    public, slip, of_another = f.make(model), f.make(model, status="draft"), f.make(model, status="draft")
    log_rows(secretary.user, [public, slip])
    for kept in (public, of_another):
        assert secretary.post(address(model, "delete", kept.pk), {"post": "yes"}).status_code == 403
    assert secretary.post(address(model, "delete", slip.pk), {"post": "yes"}).status_code == 302
    assert set(model.objects.filter(pk__in=[public.pk, slip.pk, of_another.pk])) == {public, of_another}


def test_the_secretariat_removes_what_its_forms_added(secretary):
    typed = {"title": "Slip", "kind": "workshop", "role": "organised", "start": "2014", "status": "draft"}
    rows = row("attendances", 0, qualifier="about", value="10", unit="participants", order="0")
    assert (added := send(secretary, address(Event, "add"), {**typed, **rows})).status_code == 302, refusals(added)
    event, other = Event.objects.get(), f.make_attendance(event=Event.objects.get(), unit="others")
    asked = send(secretary, change(event), {"attendances-0-DELETE": "on", "attendances-1-DELETE": "on"})
    assert "“over 100 others” was added by somebody else" in refusals(asked)[0]
    assert send(secretary, change(event), {"attendances-0-DELETE": "on"}).status_code == 302
    assert list(event.attendances.all()) == [other]
    assert "somebody else added" in secretary.get(address(Event, "delete", event.pk)).content.decode()
    assert secretary.post(address(Event, "delete", event.pk), {"post": "yes"}).status_code == 403
    other.delete()
    assert secretary.post(address(Event, "delete", event.pk), {"post": "yes"}).status_code == 302


def test_an_administrator_removes_a_fresh_slip_of_another(admin_client):
    slip = f.make_event(status="draft")
    assert admin_client.post(address(Event, "delete", slip.pk), {"post": "yes"}).status_code == 302
    assert not Event.objects.exists()


def test_a_person_who_was_public_stays_when_replaced_everywhere(secretary):
    term, fresh = f.make_term(), f.make_person()
    person = term.person
    term.person = other = f.make_person()
    term.save()
    for one in (person, other, fresh):
        one.refresh_from_db()
    assert person.first_published and other.first_published and not fresh.first_published
    with pytest.raises(ProtectedError, match="was public, so it stays"), transaction.atomic():
        person.delete()
    assert secretary.post(address(Person, "delete", person.pk), {"post": "yes"}).status_code == 403


def test_a_person_of_a_draft_is_stamped_when_it_is_published():
    event = f.make_event(status="draft")
    person = f.make_person()
    f.make_participation(event=event, person=person)
    person.refresh_from_db()
    assert not person.first_published
    Event.objects.update(status="published")
    person.refresh_from_db()
    assert person.first_published


def test_a_public_row_is_not_deleted_by_its_tick(admin_client):
    membership = f.make_membership()
    url = change(membership.organisation)
    sent = as_posted(admin_client.get(url)) | {"memberships-0-DELETE": "on"}
    assert "was public, so it stays in the record" in refusals(admin_client.post(url, sent))[0]
    assert type(membership).objects.count() == 1


def test_a_seat_is_free_of_a_term_entered_in_error():
    wrong = f.make_term(start="2010", end="to date")
    wrong.entered_in_error = "Another seat"
    wrong.save()
    f.make_term(seat=wrong.seat, start="2012", end="to date")
    assert type(wrong).objects.count() == 1


@pytest.mark.parametrize("marked", ["seat", "committee"])
def test_what_is_part_of_an_error_counts_no_more(marked):
    chairing = f.make_chairing()
    term = chairing.term
    record = term.seat if marked == "seat" else term.seat.committee
    record.entered_in_error = "Never was"
    record.save()
    assert not type(term).objects.exists() and not type(chairing).objects.exists()
    assert type(term).objects.with_errors().exists() and type(chairing).objects.with_errors().exists()


def test_a_chairing_of_a_wrong_term_lets_another_in():
    wrong = f.make_chairing(start="2010", end="2012")
    type(wrong.term).objects.filter(pk=wrong.term.pk).update(entered_in_error="Another seat")
    seat = f.make_seat(committee=wrong.term.seat.committee)
    other = f.make_chairing(term=f.make_term(seat=seat, start="2010", end="2012"), start="2010", end="2012")
    other.full_clean()
    assert list(type(wrong).objects.all()) == [other]


def test_a_language_of_an_edition_in_error_is_not_offered(client):
    work = f.make_publication()
    f.make_edition(publication=work, language="en")
    wrong = f.make_edition(publication=work, language="th")
    type(wrong).objects.filter(pk=wrong.pk).update(entered_in_error="Another work")
    page = client.get("/publications/")
    assert [code for code, _ in page.context["filter"].filters["language"].extra["choices"]] == ["en"]


def test_an_organisation_of_a_wrong_membership_is_no_member():
    membership = f.make_membership()
    membership.entered_in_error = "Another organisation"
    membership.save()
    membership.organisation.refresh_from_db()
    assert not membership.organisation.has_membership


def test_the_address_of_an_error_is_refused_in_words():
    wrong = f.make_organisation(name="Somebody", slug="somebody")
    type(wrong).objects.filter(pk=wrong.pk).update(entered_in_error="Typed twice")
    with pytest.raises(ValidationError, match="“Somebody” has this already") as refused:
        type(wrong)(name="Somebody else", slug="somebody").full_clean()
    assert list(refused.value.message_dict) == ["slug"]


def test_manager_builds_its_condition_once_for_all_records(monkeypatch):
    plain, built, counted = Query.build_filter, [], []
    monkeypatch.setattr(Query, "build_filter", lambda *args, **how: built.append(args) or plain(*args, **how))
    for _ in range(3):
        f.make_report_photo()
        built.clear()
        list(Section.objects.prefetch_related("photos"))
        counted.append(len(built))
    assert counted[1] == counted[2]  # the first builds it


def test_label_of_a_choice_is_the_only_one_translated(monkeypatch):
    asked = []
    label = lazy(lambda kind: asked.append(kind) or kind.upper(), str)
    monkeypatch.setattr(Event._meta.get_field("kind"), "choices", [(kind, label(kind)) for kind in ("launch", "other")])
    assert Event(kind="launch").get_kind_display() == "LAUNCH" and asked == ["launch"]
    assert (Event(kind="").get_kind_display(), Event(kind=None).get_kind_display()) == ("", None)
