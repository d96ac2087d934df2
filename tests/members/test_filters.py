"""Who was a member on that day: the day before, the first, the last, the day after; and what a bad question answers."""

import datetime

import pytest

from members.models import Organisation
from tests.factories import make_membership, make_organisation, make_person
from tests.members.conftest import titles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("as_of", "members"),
    [
        ("20 July 2014", []),
        ("21 July 2014", ["MAP Foundation"]),
        ("2014-07-21", ["MAP Foundation"]),
        ("July 2014", ["MAP Foundation"]),
        ("2014", ["MAP Foundation"]),
        ("2013", []),
        ("3 March 2015", ["MAP Foundation"]),
        ("4 March 2015", []),
    ],
)
def test_the_day(read, map_foundation, as_of, members):
    make_membership(organisation=map_foundation, start="21 July 2014", end="3 March 2015")
    assert titles(read(f"/members/?as_of={as_of}")) == members


def test_no_day_is_today(read, map_foundation):
    make_membership(organisation=map_foundation, end="2014")
    make_membership(organisation=make_organisation(name="Studio Xang"), end="to date")
    assert titles(read("/members/")) == titles(read("/members/?as_of=")) == ["Studio Xang"]


@pytest.fixture
def members(map_foundation):
    make_membership(organisation=map_foundation)
    lscw = make_organisation(name="LSCW", country="KH", kind="union")
    make_membership(organisation=lscw, category="associate", start="2010", end="2012")
    make_membership(organisation=lscw, start="2013")
    make_membership(person=make_person(name="Ko Friend", naming="initials"), category="associate", start="2010")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("country=TH", ["MAP Foundation"]),
        ("country=KH&kind=union", ["LSCW"]),
        ("country=KH&kind=ngo", []),
        ("kind=ngo", ["MAP Foundation"]),
        ("category=full", ["LSCW", "MAP Foundation"]),
        ("category=associate", ["F."]),
        ("category=associate&as_of=2012", ["LSCW", "F."]),
        ("category=associate&as_of=2012&country=TH", []),
    ],
)
def test_what_narrows_the_list(read, members, query, found):
    assert titles(read(f"/members/?{query}")) == found


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("as_of=31 February", "“31 February” is not a date."),
        ("as_of=31 February 2014", "February 2014 has 28 days."),
        ("as_of=9999999999", "is not a date."),
        ("as_of=2014%00", "is not a date."),
        ("country=XX", "XX is not one of the available choices"),
        ("country=FR", "FR is not one of the available choices"),
        ("country=TH%00", "is not one of the available choices"),
        ("kind=²", "² is not one of the available choices"),
        ("category=NaN", "NaN is not one of the available choices"),
    ],
)
def test_a_bad_question_is_told_and_leads_on(read, members, query, error):
    text = read(f"/members/?{query}")
    assert error in text and 'aria-invalid="true"' in text
    assert titles(text) == []
    assert '<a href="/members/">Show all members of today</a>' in text


def test_nobody_found_leads_on(read, members):
    text = read("/members/?country=LA")
    assert "No members found" in text and '<a href="/members/">Show all members of today</a>' in text


def test_only_countries_of_the_region_and_of_published_members_are_offered(read, draft):
    draft.country = "FR"
    draft.save()
    assert "France" not in read("/members/")
    make_membership(organisation=make_organisation(country="JP"))
    assert "Japan" in read("/members/")


@pytest.mark.parametrize("page", ["0", "-1", "2", "1e9", "9" * 5000, "9" * 4000, "²", "NaN", "%00", "last%00"])
def test_a_bad_page_is_not_found(read, members, page):
    assert "There is no page at this address" in read(f"/members/?page={page}", status=404)


def test_member_is_asked_for_by_one_condition(map_foundation):
    """That a membership was followed by another of its category takes nobody off the list."""
    make_membership(organisation=map_foundation, start=None, end="2014")
    make_membership(organisation=map_foundation, start="2014", end="2014")
    members = Organisation.objects.members(datetime.date(2014, 12, 31))
    assert list(members) == [map_foundation] and str(members.query).count("EXISTS") == 1
