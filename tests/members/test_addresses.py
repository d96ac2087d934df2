import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.text.slugs import slug_of
from events.models import Event
from members.models import FormerAddress, Organisation
from projects.models import Project
from publications.models import Publication
from tests import factories as f

pytestmark = pytest.mark.django_db
MADE = [f.make_organisation, f.make_project, f.make_event, f.make_publication, f.make_term_to_avoid]


def asked(client, path):
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def renamed(record, slug):
    record.slug = slug
    record.full_clean()
    record.save()
    return record.get_absolute_url()


@pytest.mark.parametrize("make", MADE)
def test_former_addresses_lead_to_the_present_one(client, make):
    record = make(slug="first")
    former = [record.get_absolute_url()]
    former.append(renamed(record, "second"))
    present = renamed(record, "third")
    for path in former:
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, present)
    assert client.get(present).status_code in (200, 302)  # a term stands on the page of all terms


def test_an_address_that_goes_back_is_no_former_one(client):
    event = f.make_event(slug="first")
    first = event.get_absolute_url()
    second = renamed(event, "second")
    renamed(event, "first")
    assert client.get(first).status_code == 200
    assert client.get(second)["Location"] == first
    assert list(FormerAddress.objects.values_list("path", flat=True)) == [second]


def test_a_new_record_that_takes_a_former_address_wins(client):
    project = f.make_project(slug="first")
    path = project.get_absolute_url()
    renamed(project, "second")
    taking = f.make_project(slug="first")
    assert client.get(path).status_code == 200
    Project.objects.filter(pk=taking.pk).update(status="draft")
    assert client.get(path).status_code == 404


def test_an_event_postponed_into_the_next_year_redirects(client):
    event = f.make_event(start="2014-12-10", slug="forum")
    uid = event.uid
    event.start = "2015-01-10"
    event.save()
    assert client.get("/events/2014/forum/")["Location"] == "/events/2015/forum/"
    assert Event.objects.get().uid == uid


def test_the_address_of_a_draft_leads_nowhere(client):
    work = f.make_publication(slug="first", status="draft")
    path = work.get_absolute_url()
    renamed(work, "second")
    assert client.get(path).status_code == 404
    Publication.objects.update(status="published")
    assert client.get(path).status_code == 301


@pytest.mark.parametrize("name", ["Zarni Tester", "สมชาย ใจดี"])
def test_a_protected_name_answers_as_an_unknown_address(client, name):
    event = f.make_event(title="Interview", slug=f"with-{slug_of(name)}", start="2014-03-21")
    path = event.get_absolute_url()
    person = f.make_person(name=name)
    renamed(event, "interview")
    named, unknown = client.get(path), client.get("/events/2014/never-was/")
    assert named.status_code == unknown.status_code == 404
    assert named.content == unknown.content
    assert dict(named.headers) == dict(unknown.headers)
    assert asked(client, path) == asked(client, "/events/2014/never-was/") > 0
    person.naming = "full"
    person.save()
    assert client.get(path).status_code == 301


@pytest.mark.parametrize("make", MADE)
def test_an_address_with_a_protected_name_is_refused(make):
    f.make_person(name="Zarni Tester")
    record = make(slug="first")
    record.slug = "interview-with-zarni-tester"
    with pytest.raises(ValidationError, match="it could be “interview-with”") as refused:
        record.full_clean()
    assert list(refused.value.message_dict) == ["slug"]


def test_uid_of_an_event_is_made_of_nothing():
    f.make_event(slug="one"), f.make_event(slug="two")
    uids = set(Event.objects.values_list("uid", flat=True))
    assert len(uids) == 2 and all(len(uid) == 36 for uid in uids)


def test_an_organisation_keeps_its_former_address(client):
    organisation = f.make_organisation(slug="first")
    path = organisation.get_absolute_url()
    renamed(organisation, "second")
    f.make_membership(organisation=organisation)
    assert client.get(path)["Location"] == Organisation.objects.get().get_absolute_url() == "/members/second/"


@pytest.mark.parametrize("make", [*MADE, f.make_area_of_work, f.make_committee])
def test_an_address_moves_when_its_name_becomes_protected(client, make):
    person = f.make_person(name="Zarni Tester", naming="full")
    record, other = make(slug="interview-with-zarni-tester"), make(slug="interview-with-tester")
    person.naming = "withheld"
    person.save()
    record.refresh_from_db(), other.refresh_from_db()
    assert (record.slug, other.slug) == ("interview-with", "interview-with-tester")


def test_an_address_moves_for_a_new_person_too(client):
    event = f.make_event(slug="interview-with-zarni-tester", start="2014")
    former = event.get_absolute_url()
    f.make_person(name="Ko Zarni Tester")
    assert client.get(former).status_code == 404
    assert client.get("/events/2014/interview-with/").status_code == 200


@pytest.mark.parametrize("name, slug", [("Ko May", "talk-by-ko-may"), ("May Than", "than-may-speaks")])
def test_short_words_of_a_name_are_known_in_an_address(name, slug):
    f.make_person(name=name)
    event = f.make_event(slug="first")
    event.slug = slug
    with pytest.raises(ValidationError, match="holds the name"):
        event.full_clean()


def test_one_short_word_is_no_name_in_an_address():
    f.make_person(name="May"), f.make_person(name="Daw So")
    event = f.make_event(slug="may-day-and-so-on")
    event.full_clean()
    assert Event.objects.get().slug == "may-day-and-so-on"
