"""“At which date?” – asked of real tables, on the database the tests run on."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.dates import PartialDate
from core.periods import surely_overlap
from members.models import Appointment, Chairing, Committee, Person, Seat, Term

pytestmark = pytest.mark.django_db


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.fixture
def person():
    return Person.objects.create(name="Somebody")


@pytest.fixture
def seat():
    committee = Committee.objects.create(name="Committee", slug="committee")
    return Seat.objects.create(committee=committee, constituency="Members in Cambodia")


def appointment(person, start, end):
    made = Appointment(person=person, start=start, end=end)
    made.full_clean()
    made.save()
    return made


def term(seat, name, start, end):
    made = Term(seat=seat, person=Person.objects.create(name=name), start=start, end=end)
    made.full_clean()
    made.save()
    return made


@pytest.mark.parametrize(
    "start, end, first, last",
    [
        ("21 July 2014", "23 July 2014", "2014-07-21", "2014-07-23"),
        ("August 2011", "February 2012", "2011-08-01", "2012-02-29"),
        ("2012", "2014", "2012-01-01", "2014-12-31"),
        ("2012", "October 2014", "2012-01-01", "2014-10-31"),
    ],
)
def test_runs_from_its_first_day_to_its_last(person, start, end, first, last):
    appointment(person, start, end)
    one, current = datetime.timedelta(days=1), Appointment.objects.current
    assert [current(on).count() for on in (day(first) - one, day(first), day(last), day(last) + one)] == [0, 1, 1, 0]


@pytest.mark.parametrize("on", ["1999-01-01", "2012-06-01", "2014-12-31", "2015-01-01", "2030-01-01"])
def test_past_current_and_future_are_one_partition(person, seat, on):
    for start, end in [
        (None, None),
        (None, "2014"),
        ("2012", None),
        ("2012", "to date"),
        ("2012-06", "2014-12-31"),
        ("2020", "2021"),
    ]:
        appointment(person, start, end)
    term(seat, "First", None, "2014")
    term(seat, "Second", "2014", "2015")
    for model in (Appointment, Term):
        parts = [set(verb(day(on))) for verb in (model.objects.past, model.objects.current, model.objects.future)]
        assert sum(map(len, parts)) == len(set().union(*parts)) == model.objects.count()


def test_unknown_start_has_begun_and_unknown_end_has_not_ended(person):
    appointment(person, None, None)
    assert Appointment.objects.current(day("1990-01-01")).exists()
    assert Appointment.objects.current(day("2040-01-01")).exists()


def test_today_is_filled_in_at_call_time(person):
    appointment(person, str(datetime.date.today().year), "to date")
    assert Appointment.objects.current().count() == 1
    assert Appointment.objects.future().count() == 0


def test_who_served_during_a_year(person):
    for start, end in [
        ("2003", "to date"),
        ("2012", "2013"),
        ("2013", "January 2014"),
        ("31 December 2014", None),
        ("2015", None),
    ]:
        appointment(person, start, end)
    during = Appointment.objects.overlapping(day("2014-01-01"), day("2014-12-31")).by_start()
    assert [one.period for one in during] == ["2003 to date", "2013 to January 2014", "from 31 December 2014"]


def test_touching_takes_what_shares_a_day(person):
    for start, end in [
        ("2014", "2014"),
        ("March 2014", None),
        ("2013", "2014"),
        ("2014", "2015"),
        ("2014", "to date"),
        (None, "2014"),
    ]:
        appointment(person, start, end)
    touched = Appointment.objects.touching(day("2014-01-01"), day("2014-12-31"))
    shared = ["2013 to 2014", "2014", "2014 to 2015", "2014 to date", "from March 2014"]
    assert sorted(one.period for one in touched) == shared


def test_touching_a_fiscal_year_takes_what_straddles_it(person):
    for start, end in [("2014", "2014"), ("April 2014", "March 2015"), ("March 2015", None), ("April 2015", None)]:
        appointment(person, start, end)
    touched = Appointment.objects.touching(day("2014-04-01"), day("2015-03-31"))
    assert sorted(one.period for one in touched) == ["2014", "April 2014 to March 2015", "from March 2015"]


def test_a_successor_who_has_surely_begun_takes_the_seat(seat):
    term(seat, "Ly", None, "2014")
    term(seat, "Mom", "2014", "2014")
    holders = lambda on: [one.person.name for one in Term.objects.current(day(on)).by_start()]  # noqa: E731
    assert holders("2013-12-31") == ["Ly"]
    assert holders("2014-06-30") == ["Ly", "Mom"]  # the year is all that is known
    assert holders("2014-12-31") == ["Mom"]
    assert holders("2015-01-01") == []


def test_a_vacant_seat_is_held_by_nobody(seat):
    term(seat, "Mom", "2014", "2014")
    assert [one.held for one in Seat.objects.with_holders(day("2015-04-01"))] == [[]]


@pytest.mark.parametrize(
    "first, second",
    [
        (("2003", "2014"), ("2005", "2010")),
        (("2003", "to date"), ("2010", "to date")),
        (("1 May 2014", "31 May 2014"), ("31 May 2014", "to date")),
        (("2003", "10 June 2014"), ("March 2014", "2016")),
    ],
)
def test_two_people_cannot_hold_one_seat_on_one_day(seat, first, second):
    term(seat, "First", *first)
    with pytest.raises(ValidationError) as error:
        term(seat, "Second", *second)
    assert "This seat is held by someone else on a day of this term (First, Members in Cambodia" in str(error.value)


@pytest.mark.parametrize(
    "first, second",
    [
        (("2003", "2014"), ("2014", "to date")),
        (("1 May 2014", "30 May 2014"), ("31 May 2014", "to date")),
        (("2003", None), ("2010", "to date")),
        ((None, None), ("2010", "2011")),
    ],
)
def test_dates_that_only_may_overlap_are_accepted(seat, first, second):
    term(seat, "First", *first)
    assert term(seat, "Second", *second).pk


def test_the_database_refuses_a_second_holder_to_date(seat):
    term(seat, "First", "2003", "to date")
    other = Person.objects.create(name="Second")
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.bulk_create([Term(seat=seat, person=other, start=PartialDate(2010), end="to date")])


def test_one_committee_has_one_chairperson_on_one_day(seat):
    other = Seat.objects.create(committee=seat.committee, constituency="Members in Vietnam")
    chairing = Chairing(term=term(seat, "First", "2010", "2014"), start="2011", end="2013")
    chairing.full_clean()
    chairing.save()
    second = Chairing(term=term(other, "Second", "2010", "2014"), start="2012", end="2014")
    with pytest.raises(ValidationError, match="Someone else is chairperson on a day of this period"):
        second.full_clean()


def test_an_end_before_its_start_is_refused_by_form_and_database(person):
    with pytest.raises(ValidationError, match="It ends before it starts"):
        appointment(person, "March 2014", "February 2014")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.bulk_create([Appointment(person=person, start=PartialDate(2014), end=PartialDate(2013))])


def test_an_end_may_be_less_precise_than_its_start(person):
    assert appointment(person, "1 March 2014", "2014").period == "1 March 2014 to 2014"


def test_overlap_is_symmetric(seat):
    one, other = (
        Term(start=PartialDate(2003), end=PartialDate(2014)),
        Term(start=PartialDate(2005), end=PartialDate(2010)),
    )
    assert surely_overlap(one, other) and surely_overlap(other, one)


def test_running_keeps_who_was_replaced_and_holds_whoever_is_current(seat):
    ly, mom = term(seat, "Ly", None, "2014"), term(seat, "Mom", "2014", "2014")
    on = day("2014-12-31")
    assert set(Term.objects.running(on)) == {ly, mom} and set(Term.objects.current(on)) == {mom}


def test_current_is_whoever_came_back_after_a_term_that_ended(seat):
    ly, mom = term(seat, "Ly", "2010", None), term(seat, "Mom", "2012", "2013")
    current = {on: set(Term.objects.current(day(on))) for on in ("2011-12-31", "2013-06-01", "2014-01-01")}
    assert current == {"2011-12-31": {ly}, "2013-06-01": {mom}, "2014-01-01": {ly}}
