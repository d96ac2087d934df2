"""What every page needs is read once for as long as nothing is written, and never from within a transaction."""

import datetime
from types import SimpleNamespace

import pytest

from core import change_token
from core.change_token import read_once
from members.redaction.redactor import name_redactor
from tests import factories as f


@pytest.fixture
def database(monkeypatch):
    """Outside of any transaction; `state` is its change token."""
    one = SimpleNamespace(state=object(), in_atomic_block=False)
    monkeypatch.setattr(change_token, "current", lambda: one.state)
    monkeypatch.setattr(change_token, "connection", one)
    return one


@pytest.fixture
def reads():
    count = iter(range(1, 100))
    return read_once(lambda: next(count))


def test_read_once_reads_again_after_a_commit_and_on_another_day(database, reads, monkeypatch):
    assert [reads(), reads()] == [1, 1]
    database.state = object()
    assert [reads(), reads()] == [2, 2]
    monkeypatch.setattr(change_token.timezone, "localdate", lambda **_zone: datetime.date(2030, 1, 1))
    assert [reads(), reads()] == [3, 3]


def test_read_once_keeps_nothing_where_it_cannot_tell(database, reads):
    assert [reads(), reads()] == [1, 1]
    database.state = None
    assert [reads(), reads()] == [2, 3]


def test_read_once_keeps_nothing_of_a_transaction(database, reads):
    assert reads() == 1
    database.in_atomic_block = True
    assert [reads(), reads()] == [2, 3]
    database.in_atomic_block = False
    assert reads() == 1


def test_read_once_keeps_nothing_read_while_something_was_written(database):
    reads = read_once(lambda: setattr(database, "state", object()) or database.state)
    assert reads() is not reads()


@pytest.mark.django_db
def test_public_page_reads_branding_and_names_once(database, client, django_assert_num_queries):
    f.make_event(title="Hidden Person spoke")
    f.make_branding(organisation=f.make_organisation(name="River Network"))
    client.get("/")
    with django_assert_num_queries(4):  # what the page itself shows
        assert b"Hidden Person" in client.get("/").content
    f.make_person(name="Hidden Person", naming="withheld")
    database.state = object()
    with django_assert_num_queries(7):
        assert b"Hidden Person" not in client.get("/").content
    assert name_redactor()("Hidden Person") == "Name withheld"


@pytest.mark.django_db
def test_read_once_never_mixes_the_public_with_who_sees_drafts(database, client, admin_client):
    f.make_membership(), f.make_membership(organisation=f.make_organisation(status="draft"))
    f.make_event(start="2013"), f.make_event(start="2011", status="draft")
    for _ in range(2):
        for reader, members, year in ((client, 1, False), (admin_client, 2, True)):
            for address in ("/", "/members/"):
                assert f"{members} member organisation" in reader.get(address).content.decode()
            for address in ("/events/", "/events/2013/"):
                assert ("/events/2011/" in reader.get(address).content.decode()) == year
    f.make_membership(), f.make_event(start="2012")
    database.state = object()
    assert "2 member organisations" in client.get("/").content.decode()
    assert "/events/2012/" in client.get("/events/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "queries"), [("/events/", 1), ("/publications/", 1), ("/projects/", 1), ("/organisations/", 1)]
)
def test_list_reads_its_choices_once(database, client, django_assert_num_queries, address, queries):
    f.make_branding()
    client.get(address)
    with django_assert_num_queries(queries):  # the list itself
        client.get(address)
