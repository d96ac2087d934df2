import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as some

from core.dates import TO_DATE, EndFormField, PartialDate, PartialDateFormField, span

D = PartialDate.parse


@pytest.mark.parametrize(
    "text, iso, shown",
    [
        ("2003", "2003", "2003"),
        ("August 2011", "2011-08", "August 2011"),
        ("aug 2011", "2011-08", "August 2011"),
        ("2011-08", "2011-08", "August 2011"),
        ("21 July 2014", "2014-07-21", "21 July 2014"),
        ("  21st  July 2014 ", "2014-07-21", "21 July 2014"),
        ("2014-07-21", "2014-07-21", "21 July 2014"),
        ("29 February 2012", "2012-02-29", "29 February 2012"),
    ],
)
def test_is_read_as_people_write_it_and_shown_as_it_was_written(text, iso, shown):
    assert (D(text).iso, str(D(text))) == (iso, shown)


@pytest.mark.parametrize(
    "text", ["31 February 2014", "29 February 2014", "2014-13", "July", "the rains", "J 2014", "99999", "0 May 2014"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        D(text)


def test_the_form_says_what_is_wrong_and_how_to_write_it():
    with pytest.raises(ValidationError) as error:
        PartialDateFormField().clean("31 February 2014")
    assert "“31 February 2014” is not a date. February 2014 has 28 days." in str(error.value)
    assert "Write a year (2003)" in str(error.value)


def test_what_was_typed_stays_in_the_form():
    assert PartialDateFormField().prepare_value("31 February 2014") == "31 February 2014"
    assert PartialDateFormField().prepare_value(D("2011-08")) == "August 2011"


def test_an_end_is_a_date_or_to_date_or_unknown():
    field = EndFormField(required=False)
    assert field.clean("To Date") is TO_DATE
    assert field.clean("") is None
    assert field.clean("2014") == D("2014")


def test_sorts_as_written():
    written = ["2013", "2014", "2014-03", "2014-03-01", "2014-03-31", "2014-04", "2015"]
    assert sorted(map(D, reversed(written))) == list(map(D, written))


def test_knows_the_first_and_the_last_day_it_may_mean():
    assert (D("2012").first, D("2012").last) == (datetime.date(2012, 1, 1), datetime.date(2012, 12, 31))
    assert (D("2012-02").first, D("2012-02").last) == (datetime.date(2012, 2, 1), datetime.date(2012, 2, 29))


@given(some.dates(datetime.date(1800, 1, 1), datetime.date(2200, 12, 31)))
def test_every_day_is_read_back_from_its_words(day):
    assert D(str(PartialDate.of(day))).first == day == D(PartialDate.of(day).iso).last


@pytest.mark.parametrize(
    "start, end, shown",
    [
        ("2014-03-21", "2014-03-23", "21–23 March 2014"),
        ("2014-05-30", "2014-06-01", "30 May – 1 June 2014"),
        ("2014-12-30", "2015-01-02", "30 December 2014 – 2 January 2015"),
        ("2014-03", "2014-09", "March – September 2014"),
        ("2012", "2014", "2012–2014"),
        ("2012", "2014-10", "2012 – October 2014"),
        ("2014-07", "2014-07", "July 2014"),
        ("2014-07", None, "July 2014"),
        (None, "2014", "until 2014"),
        (None, None, ""),
    ],
)
def test_a_span_reads_as_print_writes_it(start, end, shown):
    assert span(start and D(start), end and D(end)) == shown


def test_a_tenure_is_written_out():
    assert span(D("2012"), D("2014"), to="to") == "2012 to 2014"
    assert span(D("2012"), D("2014-10"), to="to") == "2012 to October 2014"
    assert span(D("2014-03"), D("2014-09"), to="to") == "March to September 2014"
    assert span(D("2014-12"), D("2015-02"), to="to") == "December 2014 to February 2015"


def test_a_span_to_date():
    assert span(D("2003"), TO_DATE) == "2003 to date"
    assert span(None, TO_DATE) == "to date"
