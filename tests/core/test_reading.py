"""Dates and counts as people write them: understood where there is one reading, asked in words where not."""

import pytest
from django.core.exceptions import ValidationError

from core.dates import TO_DATE, EndFormField, PartialDate, PartialDateFormField
from core.parsing.counts import read_count
from events.models import Attendance
from members.filters import DayForm
from tests.factories import make_event

DATES = {
    "2014-07-21": [
        *("July 21, 2014", "21st of July 2014", "the 21st of July, 2014", "21-Jul-2014", "21/07/2014", "07/21/2014"),
        *("2014/07/21", "2014.7.21", "21.07.2014", "2014-7-21", "20140721", "Monday, 21 July 2014", "2014 July 21"),
        *(
            "\u200e21\u00a0July\u20032014\u200f\ufeff",
            "２１ July ２０１４",
            "๒๑ July ๒๐๑๔",
            "၂၁ July ၂၀၁၄",
            "២១/០៧/២០១៤",
        ),
        *(
            "21 ກໍລະກົດ 2014",
            "21 กรกฎาคม ค.ศ. 2014",
            "21 ก.ค. 2014",
            "21 tháng 7 năm 2014",
            "2014年7月21日",
            "21July2014",
        ),
    ],
    "2015-03-15": ["15th of March 2015", "March 15th, 2015", "15 Mar. 2015"],
    "2014-09": ["Sept 2014", "September, 2014", "09/2014", "2014/9", "Sep-2014"],
    "2014-12-31": ["31/12/2014", "12/31/2014", "31-12-2014"],
    "2014-04-04": ["4/4/2014"],
}
QUESTIONS = {
    "03/04/2014": "3 April 2014 or 4 March 2014",
    "3.4.2014": "3 April 2014 or 4 March 2014",
    "2558": "2015?",
    "๒๕๕๘": "2015?",
    "21 July 2557": "Write 21 July 2014",
    "21 กรกฎาคม 2557": "Write 21 July 2014",
    "พ.ศ. 2558": "2015?",
    "B.E. 2557": "2014?",
    "c. 2003": "the year (2003)",
    "early 2014": "the year (2014)",
    "2003?": "the year (2003)",
    "Q3 2014": "the start (July 2014) and the last as the end (September 2014)",
    "1990s": "A decade",
    "21-23 July 2014": "a span of time",
    "1/3/2014 - 5/3/2014": "a span of time",
    "2014/03/01 to 2014/03/05": "a span of time",
    "21/7/14": "four digits",
    "July '14": "four digits",
    "21 Jul 14": "four digits",
}


@pytest.mark.parametrize("iso, text", [(iso, text) for iso, texts in DATES.items() for text in texts])
def test_a_date_with_one_reading_is_understood(iso, text):
    assert PartialDateFormField().clean(text).iso == iso


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_date_with_two_readings_or_none_is_asked_about(text):
    with pytest.raises(ValidationError) as asked:
        PartialDateFormField().clean(text)
    assert QUESTIONS[text] in asked.value.messages[0] and "is not a date" not in asked.value.messages[0]


@pytest.mark.parametrize("text", ["31/31/2014 nonsense", "31/31/2014", "2014-13-45", "2014/99/01 or so"])
def test_what_is_no_date_is_called_no_span(text):
    with pytest.raises(ValidationError, match="is not a date"):
        PartialDateFormField().clean(text)


def test_the_filter_reads_days_as_the_forms_do():
    assert DayForm({"as_of": "31/12/2014"}).fields["as_of"].clean("31/12/2014") == PartialDate(2014, 12, 31)
    asked = DayForm({"as_of": "2557"})
    assert "2014?" in asked.errors["as_of"][0]


@pytest.mark.parametrize(
    "text", ["To date", "present", "now", "Ongoing", "till date", "up to now", "ปัจจุบัน", "\u200eto date"]
)
def test_an_end_that_has_not_come_is_to_date(text):
    assert EndFormField().clean(text) is TO_DATE


COUNTS = {
    "50": (50, "", None),
    "over 50": (50, "over", None),
    "More than 1,200": (1200, "over", None),
    "50+": (50, "over", None),
    "≥ 50": (50, "over", None),
    "about 1,200": (1200, "about", None),
    "nearly 40": (40, "about", None),
    "c. 30": (30, "about", None),
    "up to 300,000": (300_000, "up to", None),
    "50 to 60": (50, "", 60),
    "about 50–60": (50, "about", 60),
    "3-4 million": (3_000_000, "", 4_000_000),
    "๕๐": (50, "", None),
}


@pytest.mark.parametrize("text", COUNTS)
def test_a_count_is_understood_with_its_qualifier(text):
    count = read_count(text)
    assert (count, count.qualifier, count.upper) == COUNTS[text]


@pytest.mark.parametrize("text", ["fifty", "50 participants", "60 to 50", "1000,50", "1,5", "NaN", "1e5", "many"])
def test_a_count_that_cannot_be_read_is_refused_in_words(text):
    with pytest.raises(ValueError):
        read_count(text)


def attendance_form(event, **typed):
    from django.forms import modelform_factory

    form = modelform_factory(Attendance, fields=["qualifier", "value", "upper", "unit"])
    return form(
        {"qualifier": "exactly", "unit": "participants", "upper": "", **typed}, instance=Attendance(event=event)
    )


@pytest.mark.django_db
def test_what_is_typed_into_an_attendance_is_taken_apart():
    saved = attendance_form(make_event(), value="over 50").save()
    saved.refresh_from_db()
    assert (saved.qualifier, saved.value, saved.upper, saved.amount) == ("over", 50, None, "over 50")
    ranged = attendance_form(make_event(slug="other"), value="50 to 60").save()
    assert (ranged.qualifier, ranged.upper, ranged.amount) == ("exactly", 60, "50–60")


@pytest.mark.django_db
def test_a_qualifier_typed_against_the_chosen_one_is_refused():
    form = attendance_form(make_event(), value="over 50", qualifier="about")
    assert "Write the number alone" in form.errors["value"][0]
    assert "figures" in attendance_form(make_event(slug="other"), value="fifty").errors["value"][0]
    assert attendance_form(make_event(slug="third"), value="over 50").fields["value"].has_changed(50, "over 50")
