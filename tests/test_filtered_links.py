"""Country, area, kind, role and year on a page lead to the list of what has the same."""

import html
import re

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db


def member():
    one = f.make_organisation(country="KH", kind="union")
    f.make_membership(organisation=one)
    one.refresh_from_db()
    return one, {"/members/?kind=union", "/members/?country=KH"}


def funder():
    one = f.make_organisation(country="JP", kind="donor")
    f.make_grant(funder=one)
    return one, {f"/organisations/?{query}" for query in ("kind=donor", "country=JP", "role=grants")}


def event():
    one = f.make_event(kind="launch", role="attended", country="LA")
    return one, {f"/events/?{query}" for query in ("kind=launch", "role=attended", "country=LA")} | {"/events/2014/"}


def project():
    one = f.make_project(area=f.make_area_of_work(slug="rights"))
    f.make_activity(project=one, start="2013", end="2013")
    return one, {"/projects/?area=rights", "/projects/?year=2013"}


def publication():
    return f.make_publication(kind="paper", date="2012-05"), {"/publications/?kind=paper", "/publications/?year=2012"}


@pytest.mark.parametrize("make", [member, funder, event, project, publication])
def test_a_page_leads_to_the_list_of_what_has_the_same(client, make):
    record, links = make()
    page = html.unescape(client.get(record.get_absolute_url()).content.decode())
    assert links <= set(re.findall(r'href="([^"]*)"', page))
    for link in links:
        assert f'href="{record.get_absolute_url()}"' in client.get(link).content.decode(), link


def test_the_calendar_is_of_this_year_or_the_latest(client):
    f.make_event(start="2013")
    assert "Events in 2013" in client.get("/events/calendar/").content.decode()
    assert "/events/calendar/" in client.get("/").content.decode()
