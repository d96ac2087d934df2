"""Who is not named stands in no list: one line says how many there are, not who, nor where they stood."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from core.l10n.formats import unnamed
from core.schema import as_json
from reports.data.gather import gather
from reports.output.html import report_html
from reports.releases.diff import CONCEALED, public_changes
from tests import factories as f
from tests.public import entries, facts, words

pytestmark = pytest.mark.django_db

NAMING = ("withheld", "full", "withheld", "initials", "withheld")
LINE = "and 3 who are not named"


def five(make, **changes):
    """In this order: three who are not named, around one in full and one by initials."""
    for order, naming in enumerate(NAMING):
        make(person=f.make_person(name=f"Ana B{order}", naming=naming), **changes)


def test_one_and_many_alone_and_beside_others():
    assert [unnamed(count) for count in (0, 1, 57)] == ["", "and 1 who is not named", "and 57 who are not named"]
    assert [unnamed(count, False) for count in (1, 57)] == ["1 person who is not named", "57 people who are not named"]
    with translation.override("vi"):
        assert "57" in unnamed(57) and "named" not in unnamed(57)


def test_lists_of_people_end_with_one_line(client):
    event, project, work = f.make_event(), f.make_project(), f.make_publication()
    five(f.make_participation, event=event, note="Told a secret", role="speaker")
    five(f.make_partner, project=project, role="a role")
    five(f.make_authorship, publication=work)
    five(f.make_appointment)
    five(f.make_membership, category="associate")
    seat = f.make_seat(committee=f.make_committee(slug="steering-committee"))
    for order, naming in enumerate(NAMING):
        person = f.make_person(name=f"Ana B{order}", naming=naming)
        f.make_term(seat=seat, person=person, start=f"200{order}", end=f"200{order}")
    pages = {}
    for address in (event.get_absolute_url(), project.get_absolute_url(), "/secretariat/", "/members/"):
        pages[address] = client.get(address).content.decode()
    pages["committee"] = client.get("/steering-committee/").content.decode()
    for page in pages.values():
        assert "Name withheld" not in page and page.count("A. B.") == page.count("Ana B1") == 1
        *_, named, last = entries(page)
        assert last == LINE and named != LINE
    assert entries(pages[event.get_absolute_url()]) == [
        "Speaker Ana B1 Told a secret",
        "Speaker A. B. Told a secret",
        LINE,
    ]
    assert f"Authors Ana B1 A. B. {LINE}" in facts(client.get(work.get_absolute_url()).content.decode())


def test_a_seat_that_is_held_is_not_vacant_for_being_held_by_somebody_unnamed(client):
    f.make_term(seat=f.make_seat(committee=f.make_committee(slug="steering-committee")))
    assert "Name withheld" in client.get("/steering-committee/").content.decode()


@pytest.fixture
def report():
    report = f.make_annual_report(slug="2014")
    for kind in ("secretariat", "members", "achievements", "impact"):
        f.make_section(report=report, kind=kind)
    five(f.make_appointment)
    five(f.make_membership, category="associate", start="2014")
    five(f.make_partner, project=(project := f.make_project()))
    f.make_activity(project=project, start="2014", end="2014")
    return report


def test_lists_of_the_report_end_with_one_line(report):
    printed = words(report_html(gather(report)))
    assert "Name withheld" not in printed and printed.count(LINE) == printed.count("Ana B1") == 4
    assert f"members joined A. B., Ana B1, {LINE}" in printed


def test_how_many_are_not_named_is_no_public_change(report):
    def released(supersedes=None):
        return SimpleNamespace(is_public=True, supersedes=supersedes, data=as_json(gather(report)), changes=[])

    before = released()
    five(f.make_appointment, category="intern", start="2014")
    f.members.Person.objects.filter(name="Ana B1").update(naming="withheld")
    f.make_office()
    after = released(before)
    rows = public_changes(after)
    assert CONCEALED not in str(rows) and "not named" not in str(rows)
    assert any("Office" in row["after"] for row in rows)
    f.members.Appointment.objects.filter(category="staff", person__naming="withheld").update(category="volunteer")
    assert not any("named" in str(row) for row in public_changes(released(after)))
