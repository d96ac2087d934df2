"""Days and times are those of the place where the network is."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from core.l10n import time_zones
from members.branding import site_time_zone
from members.models import Network
from tests.factories import make_network, make_staff

pytestmark = pytest.mark.django_db
NEW_YEAR_IN_AUCKLAND = datetime(2014, 12, 31, 12, tzinfo=UTC)  # in Los Angeles it is four in the morning


@pytest.fixture(autouse=True)
def zone_of_another_test(monkeypatch):
    monkeypatch.setattr(time_zones, "_used", None)
    yield
    timezone.deactivate()


@pytest.mark.parametrize(
    ("zone", "day"), [("Pacific/Auckland", "1 January 2015"), ("America/Los_Angeles", "31 December 2014")]
)
def test_request_has_the_day_of_the_network(client, monkeypatch, zone, day):
    make_network(is_site=True, time_zone=zone)
    monkeypatch.setattr(timezone, "now", lambda: NEW_YEAR_IN_AUCKLAND)
    for _again in range(2):  # the first reads the settings, the second begins with what was read
        assert day in client.get("/steering-committee/").content.decode()


def test_request_follows_a_change_of_the_settings(client, monkeypatch):
    network = make_network(is_site=True, time_zone="America/Los_Angeles")
    monkeypatch.setattr(timezone, "now", lambda: NEW_YEAR_IN_AUCKLAND)
    assert "31 December 2014" in client.get("/steering-committee/").content.decode()
    Network.objects.filter(pk=network.pk).update(time_zone="Pacific/Auckland")
    assert "1 January 2015" in client.get("/steering-committee/").content.decode()


def test_request_leaves_no_zone_behind(client):
    make_network(is_site=True, time_zone="Pacific/Auckland")
    client.get("/")
    assert timezone.get_current_timezone_name() == "UTC"


def test_task_and_command_have_the_day_of_the_network(monkeypatch):
    make_network(is_site=True, time_zone="Pacific/Auckland")
    monkeypatch.setattr(timezone, "now", lambda: NEW_YEAR_IN_AUCKLAND)
    assert timezone.localdate().year == 2014
    with site_time_zone():
        assert timezone.localdate().year == 2015
    assert timezone.localdate().year == 2014


def test_field_offers_places_and_refuses_what_is_none(client):
    network = make_network(is_site=True)
    client.force_login(make_staff())
    page = client.get(f"/admin/members/network/{network.pk}/change/").content.decode()
    assert '<optgroup label="Asia">' in page and '<option value="Asia/Yangon">Yangon</option>' in page
    assert "Etc/" not in page
    network.time_zone = "Asia/Nowhere"
    with pytest.raises(Exception, match="Nowhere"):
        network.full_clean()
