"""What differs between two states of a record; tests/reports/test_changes.py says it of reports."""

from __future__ import annotations

from dataclasses import dataclass

from core.diff import Change, differences
from core.schema import Key, Kind, MachineRead, Name, Printed, Rich


@dataclass
class Book:
    url: Key
    title: Name
    note: Printed
    code: MachineRead = ""


def found(old, new, **how):
    return [(one.what, one.where, one.before, one.after) for one in differences(old, new, **how)]


def test_change_of_a_mapping_is_led_to_by_its_label():
    old, new = {"Title": "One", "Public": False, "Note": ""}, {"Title": "Two", "Public": True, "Year": "1999"}
    assert found(old, new) == [
        ("changed", "Title", "One", "Two"),
        ("changed", "Public", "no", "yes"),
        ("added", "Year", "", "1999"),
    ]
    assert list(differences({"Title": "One"}, {})) == [Change("removed", "Title", "One", "")]


def test_change_in_a_mapping_of_rows_is_led_to_by_both():
    assert found({"Acronyms": {"MOU": {"Expansion": "One"}}}, {"Acronyms": {"MOU": {"Expansion": "Two"}}}) == [
        ("changed", "Acronyms › MOU › Expansion", "One", "Two")
    ]


def test_plain_text_is_no_markup():
    assert found({"Title": "a <b> &amp;"}, {"Title": "a &amp;"}) == [("changed", "Title", "a <b> &amp;", "a &amp;")]


def test_words_of_plain_text_line_by_line():
    assert found("Road 1\nChiang Mai", "Road 2\nChiang Mai") == [("changed", "", "Road 1", "Road 2")]


def test_words_of_rich_text_without_markup():
    rich = Rich.__metadata__[0]
    assert found("<p>One.</p><p>5 &lt; 6</p>", "<p>One.</p><p>5 &lt; <em>7</em>!</p>", kind=rich) == [
        ("changed", "", "5 < 6", "5 < 7!")
    ]
    assert found("<p>One.</p>", "<p><em>One</em>.</p>", kind=rich) == [] and isinstance(rich, Kind)


def test_record_is_the_same_by_its_key_before_its_name():
    """The second is not the first because it took its title."""
    old = [Book("/1/", "One", "a"), Book("/2/", "Two", "b")]
    new = [Book("/2/", "One", "b"), Book("/1/", "One and a half", "a")]
    assert found(old, new, path=("Books",)) == [
        ("changed", "One › title", "Two", "One"),
        ("changed", "One and a half › title", "One", "One and a half"),
        ("changed", "Books › order", "One; Two", "Two; One"),
    ]


def test_differences_leave_out_what_machines_read():
    assert found(Book("/1/", "One", "a", "x"), Book("/9/", "One", "a", "y")) == []


def test_words_of_a_record_as_people_read_it():
    assert found([], [Book("/1/", "One", "a note", "x")]) == [("added", "One", "", "One, a note")]
