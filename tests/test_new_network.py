"""An empty network of any name: what the command sets up, and that a second one changes nothing."""

import io
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from members.models import Network, Organisation
from reports.models import AnnualReport
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db
FILTERS = {"/members/": "kind=ngo", "/events/": "kind=meeting", "/publications/": "kind=report"}


def new_network(*args, **options):
    out = io.StringIO()
    call_command("new_network", *args, stdout=out, **options)
    return out.getvalue()


def test_new_network_has_its_name_no_map_and_a_draft_with_the_usual_sections(client):
    assert "is set up" in new_network("Réseau  d'essai", acronym="RE")
    network, report = Network.objects.get(), AnnualReport.objects.get()
    assert (network.organisation.name, network.organisation.acronym) == ("Réseau d'essai", "RE")
    assert network.map == "none"
    assert report.status == "draft" and report.sections.count() > 10
    assert "Réseau d’essai" in client.get("/").content.decode()


def test_new_network_has_lists_that_say_they_are_empty(client):
    new_network("Réseau d'essai")
    for address in ("/members/", "/events/", "/publications/"):
        assert "Nothing is on record here yet." in client.get(address).content.decode()
        assert "matches this choice" in client.get(f"{address}?{FILTERS[address]}").content.decode()


def test_new_network_changes_nothing_where_there_are_records():
    make_organisation()
    assert "nothing was changed" in new_network("Another")
    assert Organisation.objects.count() == 1 and not Network.objects.exists()


def test_new_network_takes_the_year_of_its_time_zone(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2014, 12, 31, 12, tzinfo=UTC))
    new_network("Aotearoa", time_zone="Pacific/Auckland")
    assert AnnualReport.objects.get().slug == "2015"


def test_new_network_refuses_a_zone_that_is_none():
    with pytest.raises(CommandError, match="Nowhere"):
        new_network("A network", time_zone="Asia/Nowhere")
    assert not Organisation.objects.exists()


def test_new_network_refuses_a_name_that_is_none():
    with pytest.raises(CommandError, match="blank"):
        new_network("   ")
    with pytest.raises(CommandError, match="200"):
        new_network("x" * 201)
    assert not Organisation.objects.exists()
