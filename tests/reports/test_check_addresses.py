"""A protected name in an address is found by the check, whatever was saved first."""

import pytest

from events.models import Event
from members.models import Person
from publications.models import Edition
from reports.checks import BLOCKING, check
from tests.factories import make_edition, make_event, make_publication, make_section

pytestmark = pytest.mark.django_db


def found(report):
    return {one.address: one for one in check(report) if one.kind == "Name in an address"}


def test_check_finds_a_name_in_every_kind_of_address(report):
    assert Person.objects.get().naming == "withheld"
    event = make_event(start="2014", link="https://mmn.example/omsin_boonlert.html")
    work = make_publication(date="2014")
    edition = make_edition(publication=work, address="https://mmn.example/?by=Omsin+Boonlert")
    Edition.objects.update(file="publications/omsin-boonlert-en.pdf")
    Event.objects.update(slug="omsin-boonlert-speaks")  # as nothing that asks would have stored it
    section = make_section(report=report, text='<p>As <a href="https://mmn.example/%4fmsin-boonlert">told</a>.</p>')
    shown = found(report)
    places = [(event, "slug"), (event, "link"), (section, "text")]
    expected = {f"/admin/{r._meta.app_label}/{r._meta.model_name}/{r.pk}/change/#id_{f}" for r, f in places}
    page = f"/admin/publications/publication/{work.pk}/change/"
    expected.add(f"{page}#id_editions-0-address")  # but not the stored file: readers get it by another name
    assert set(shown) == expected and edition.pk
    assert {one.severity for one in shown.values()} == {BLOCKING}
    assert "“omsin-boonlert-speaks” holds the name of Omsin Boonlert" in str([one.what for one in shown.values()])


def test_check_finds_no_address_of_somebody_named_in_full(report):
    make_event(start="2014", slug="omsin-and-boonlert-river", link="https://mmn.example/boonlert.html")
    assert not found(report)
