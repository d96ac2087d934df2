"""What pages say of a day: nothing before the network began or after today; and how surely they know the rest."""

import datetime
from html import unescape

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.models import Membership, Seat
from members.standing import Standing, why_unknown
from tests import factories as f
from tests.members.conftest import entries
from tests.posting import address

pytestmark = pytest.mark.django_db
PAGES = ["/members/", "/steering-committee/", "/secretariat/"]


@pytest.fixture
def founded(map_foundation):
    f.make_branding(founded="October 2003")
    f.make_membership(organisation=map_foundation, start=None)
    f.make_term(seat=f.make_seat(committee=f.make_committee(slug="steering-committee")), start=None)
    f.make_appointment(start=None)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("day", ["1900-12-31", "2003-09-30", "1800", "2002"])
def test_nothing_is_counted_before_the_network_was_founded(read, founded, page, day):
    text = read(f"{page}?as_of={day}")
    assert entries(text) == [] and "The network was founded in October 2003" in text
    assert "member organisation" not in text.partition("<h1>")[2].partition("</header>")[0]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("days", [1, 400])
def test_nothing_is_counted_after_today(read, founded, page, days):
    day = timezone.localdate() + datetime.timedelta(days)
    text = read(f"{page}?as_of={day.isoformat()}")
    assert entries(text) == [] and "has not come yet: nothing is on record for it." in text


@pytest.mark.parametrize("page", PAGES)
def test_a_year_that_runs_is_asked_as_of_today(read, founded, page):
    text = read(f"{page}?as_of={timezone.localdate().year}")
    assert len(entries(text)) == 1 and "has not come yet" not in text


def test_without_a_founding_the_first_start_on_record_decides(client):
    network = f.make_network()
    assert not why_unknown(datetime.date(1900, 1, 1), network)
    f.make_membership(start="March 2004")
    assert "begins with March 2004" in why_unknown(datetime.date(2004, 2, 29), network)
    assert not why_unknown(datetime.date(2004, 3, 1), network)


def standing(day):
    return Standing(Membership.objects.current(day), day).words


def test_a_count_says_how_surely_it_is_known():
    day, later = datetime.date(2014, 12, 31), datetime.date(2020, 1, 1)
    f.make_membership(confirmed="2014")
    assert standing(day) == "1 member organisation"
    assert standing(later) == "1 member organisation on record, last confirmed 2014"
    f.make_membership(start=None, confirmed="March 2015")
    assert standing(day) == "2 member organisations on record; of 1 the start is not recorded"
    f.make_membership(end="2020")
    assert standing(later) == (
        "3 member organisations on record, 2 of them last confirmed between 2014 and March 2015; "
        "of 1 the start is not recorded"
    )
    f.make_membership()
    assert standing(later).endswith("of 1 it is not recorded when they were last confirmed")


def test_pages_say_when_what_goes_on_was_last_confirmed(read, map_foundation):
    f.make_membership(organisation=map_foundation, confirmed="2014-12-31")
    committee = f.make_committee(slug="steering-committee")
    f.make_chairing(term=f.make_term(seat=f.make_seat(committee=committee), confirmed="2014-12-31"), confirmed="2013")
    f.make_appointment(person=f.make_person(naming="full"), confirmed="March 2015")
    f.make_term(seat=f.make_seat(committee=committee), start=None, end=None, confirmed="2014")
    assert "1 member organisation on record, last confirmed 31 December 2014" in read("/")
    assert "2003 to date, last confirmed 31 December 2014" in read("/members/map/")
    text = read("/steering-committee/")
    assert "Served 2012 to date, last confirmed 31 December 2014." in text
    assert "2013 to date, last confirmed 2013" in text and "On record, last confirmed 2014." in text
    assert "last confirmed" not in read("/steering-committee/?as_of=2013")
    assert "to date, last confirmed March 2015" in read("/secretariat/")


@pytest.mark.parametrize(
    ("day", "words"),
    [("2014-06-01", None), ("2015-01-01", "Not recorded since June 2014"), ("2016-06-01", "Vacant since 2016")],
)
def test_a_seat_is_vacant_only_where_that_is_known(read, day, words):
    seat = f.make_seat(committee=f.make_committee(slug="steering-committee"), vacant_from="2016")
    f.make_term(seat=seat, start="2010", end="2011"), f.make_term(seat=seat, start="2012", end="June 2014")
    on = datetime.date.fromisoformat(day)
    (found,) = Seat.objects.current(on).with_holders(on)
    assert bool(found.held) is (words is None)
    assert not words or (found.nobody == words and words in read(f"/steering-committee/?as_of={day}"))


def test_nobody_confirms_a_day_to_come_or_before_the_start():
    tomorrow = (timezone.localdate() + datetime.timedelta(1)).isoformat()
    for day in (tomorrow, "2002"):
        with pytest.raises(ValidationError) as refused:
            f.make_membership(confirmed=day).full_clean()
        assert "confirmed" in refused.value.message_dict
    f.make_membership(confirmed="2003").full_clean()


# Still so?


def confirm(client, *records, everything=False):
    model = type(records[0])
    sent = {"action": "confirm", "_selected_action": [one.pk for one in records], "select_across": int(everything)}
    page = address(model) + "?when=all"
    return unescape(client.post(page, sent, follow=True).content.decode())


def test_still_so_confirms_what_goes_on_and_leaves_the_rest(admin_client):
    today = timezone.localdate()
    going, unknown, ended = f.make_membership(), f.make_membership(end=None), f.make_membership(end="2010")
    coming = f.make_membership(start=str(today.year + 1))
    text = confirm(admin_client, going, unknown, ended, coming)
    assert "2 confirmed as of" in text and "2 left as they were" in text
    for record in (going, unknown, ended, coming):
        record.refresh_from_db()
    assert going.confirmed.first == unknown.confirmed.first == today
    assert ended.confirmed is coming.confirmed is None
    assert set(LogEntry.objects.values_list("object_id", flat=True)) == {str(going.pk), str(unknown.pk)}
    assert Standing(Membership.objects.filter(pk=going.pk), today).words == "1 member organisation"


def test_still_so_confirms_all_of_a_list(admin_client):
    one, _other = f.make_membership(), f.make_membership()
    confirm(admin_client, one, everything=True)
    assert Membership.objects.filter(confirmed=timezone.localdate().isoformat()).count() == 2


def test_still_so_asks_for_the_permission_to_change(client):
    looker = f.make_staff(is_superuser=False)
    looker.user_permissions.set([Permission.objects.get(codename="view_membership")])
    client.force_login(looker)
    record = f.make_membership()
    assert "confirmed as of" not in confirm(client, record)
    record.refresh_from_db()
    assert record.confirmed is None
