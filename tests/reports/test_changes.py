"""What two gathered reports say differently, in words that a secretary reads."""

import copy

import pytest

from reports.data.gather import gather
from reports.data.schema import stored_report
from reports.releases.diff import changes
from tests.factories import make_acronym, make_event

LONG = "one two three four five six seven eight nine ten eleven twelve"


@pytest.fixture
def data():
    activity = {"heading": "Exodus", "text": "<p>First.</p><p>Second &amp; last.</p>", "figures": []}
    project = {"title": "A project", "anchor": "project-a", "url": "/projects/a/", "activities": [activity]}
    achievements = {"kind": "achievements", "heading": "Achievements", "anchor": "section-1", "text": ""}
    achievements["areas"] = [{"name": "Emergency", "projects": [project]}]
    closing = {"kind": "text", "heading": "Closing", "anchor": "section-2"}
    return {"title": "Annual Report", "sections": [achievements, closing]}


def rows(old, new):
    return [(row["what"], row["where"], row["before"], row["after"]) for row in changes(old, new)]


def changed(data, change):
    new = copy.deepcopy(data)
    change(new)
    return rows(stored_report(data), stored_report(new))


def project(data):
    return data["sections"][0]["areas"][0]["projects"][0]


def activity(data):
    return project(data)["activities"][0]


def test_the_same_data_says_nothing(data):
    assert changes(stored_report(data), stored_report(data)) == []


def test_only_the_paragraph_that_changed_is_told_as_words(data):
    found = changed(data, lambda new: activity(new).update(text="<p>First.</p><p>Second and <em>last</em>.</p>"))
    where = "Achievements › Emergency › A project › Exodus › text"
    assert found == [("changed", where, "Second & last.", "Second and last.")]


def test_a_long_paragraph_is_shortened_to_what_changed(data):
    activity(data)["text"] = f"<p>{LONG} 500 {LONG}</p>"
    [(_, _, before, after)] = changed(data, lambda new: activity(new).update(text=f"<p>{LONG} 600 {LONG}</p>"))
    around = (
        "three four five six seven eight nine ten eleven twelve",
        "one two three four five six seven eight nine ten",
    )
    assert (before, after) == (f"… {around[0]} 500 {around[1]} …", f"… {around[0]} 600 {around[1]} …")


def test_an_added_item_and_a_removed_one_are_told_whole(data):
    figure = {"amount": "over 220,000", "number": "220,000", "unit": "workers", "source": ""}
    where = "Achievements › Emergency › A project › Exodus › workers"
    assert changed(data, lambda new: activity(new)["figures"].append(figure)) == [
        ("added", where, "", "over 220,000, workers")
    ]
    assert changed(data, lambda new: new["sections"].pop()) == [("removed", "Closing", "Closing", "")]


def test_an_item_is_known_by_what_names_it_when_its_words_change(data):
    found = changed(data, lambda new: new["sections"][1].update(heading="Conclusion"))
    assert found == [("changed", "Conclusion › heading", "Closing", "Conclusion")]


def test_an_item_without_a_name_is_known_by_its_likeness(data):
    found = changed(data, lambda new: activity(new).update(heading="Exodus of Cambodian migrants"))
    where = "Achievements › Emergency › A project › Exodus of Cambodian migrants › heading"
    assert found == [("changed", where, "Exodus", "Exodus of Cambodian migrants")]


def test_another_order_is_told_once(data):
    assert changed(data, lambda new: new["sections"].reverse()) == [
        ("changed", "sections › order", "Achievements; Closing", "Closing; Achievements")
    ]


def test_words_in_a_list_are_added_and_removed(data):
    project(data)["funders"] = ["MMN", "MMN", "Map"]
    found = changed(data, lambda new: project(new).update(funders=["MMN", "Lahu"]))
    where = "Achievements › Emergency › A project › funders"
    assert found == [("added", where, "", "Lahu"), ("removed", where, "MMN", ""), ("removed", where, "Map", "")]


def test_what_only_machines_read_is_left_out_and_another_picture_is_said(data):
    photo = {"print": "photos/a.jpg", "src": "/a", "srcset": "/a 1x", "width": 1, "alt": "A river", "caption": "River"}
    activity(data)["photos"] = [photo]
    other = photo | {"print": "photos/b.jpg", "src": "/b", "srcset": "/b 1x", "width": 2}
    assert changed(data, lambda new: activity(new).update(photos=[other])) == [
        (
            "changed",
            "Achievements › Emergency › A project › Exodus › River › picture",
            "the picture before",
            "another picture",
        )
    ]
    assert changed(data, lambda new: new["sections"][0].update(anchor="section-9")) == []


def test_what_was_not_there_may_be_and_yes_and_no_are_words(data):
    holder, body = {"name": "Ma Ei", "on_behalf_of": None, "is_chair": False}, {"name": "Map", "acronym": "MF"}
    committee = {"kind": "committee", "heading": "Committee", "seats": [{"constituency": "Laos", "holders": [holder]}]}
    data["sections"].append(committee)

    def change(new):
        new["sections"][-1]["seats"][0]["holders"][0].update(on_behalf_of=body, is_chair=True)

    where = "Committee › Laos › Ma Ei"
    assert changed(data, change) == [
        ("added", f"{where} › on behalf of", "", "Map, MF"),
        ("changed", f"{where} › chairperson", "no", "yes"),
    ]


def test_records_that_changed_are_named_by_their_section(report):
    before = gather(report)
    make_acronym(report=report, acronym="MOU", expansion="Memorandum of Understanding")
    report.sections.create(kind="acronyms", heading="Acronyms", order=9)
    report.sections.create(kind="calendar", heading="Calendar", order=8)
    make_event(title="Launch in Yangon", start="May 2014", end="May 2014")
    after = gather(report)
    added = rows(before, after)
    assert [(what, where) for what, where, *_ in added] == [("added", "Calendar"), ("added", "Acronyms")]
    assert added[1][3] == "Acronyms, MOU, Memorandum of Understanding"
    report.acronyms.update(expansion="Memoranda of Understanding")
    assert rows(after, gather(report)) == [
        ("changed", "Acronyms › MOU › expansion", "Memorandum of Understanding", "Memoranda of Understanding")
    ]
