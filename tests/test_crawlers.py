"""What machines and hurried people ask of the site: robots, sitemap, security.txt, capitals, posts to lists."""

import datetime
import re

import pytest

from members.models import Organisation
from tests import factories as f
from tests.posting import change, send
from tests.public import queries

pytestmark = pytest.mark.django_db


def test_robots_may_read_all_but_the_admin(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text and "Sitemap: http://testserver/sitemap.xml" in text


def places(client):
    return re.findall(r"<loc>http://testserver(.*?)</loc>", client.get("/sitemap.xml").content.decode())


def test_the_sitemap_holds_what_is_public(client):
    f.make_branding()
    published = [
        f.make_event(),
        f.make_project(),
        f.make_publication(),
        f.make_organisation(),
        f.make_annual_report(slug="2014"),
    ]
    f.make_event(title="Secret", slug="secret-event", status="draft")
    listed = places(client)
    assert {one.get_absolute_url() for one in published if one.is_published} <= set(listed)
    assert "/members/" in listed and "/events/2014/" in listed and not [one for one in listed if "secret-" in one]
    assert [place for place in listed if client.get(place).status_code != 200] == []


def test_the_sitemap_names_nobody_who_is_protected(client, monkeypatch):
    f.make_person(name="Zarni", naming="withheld")
    Organisation.objects.bulk_create([Organisation(name="X", slug="zarni", status="published")])
    assert "zarni" not in " ".join(places(client)).lower() and "/members/" in places(client)


def test_the_sitemap_says_when_a_record_changed(admin_client):
    one = f.make_organisation(slug="map")
    assert "<loc>http://testserver/organisations/map/</loc></url>" in admin_client.get("/sitemap.xml").content.decode()
    send(admin_client, change(one), {"city": "Mae Sot"})
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    listed = admin_client.get("/sitemap.xml").content.decode()
    assert f"/organisations/map/</loc><lastmod>{today}</lastmod>" in listed


def test_the_sitemap_asks_as_often_for_three_as_for_one(client):
    f.make_event()
    one = queries(client, "/sitemap.xml")
    f.make_event(start="2013"), f.make_event()
    assert queries(client, "/sitemap.xml") == one <= 16


def test_security_says_whom_to_write_to_and_until_when(client, settings):
    settings.SECURITY_CONTACT = ""
    assert "Contact: http://testserver/secretariat/" in client.get("/.well-known/security.txt").content.decode()
    f.make_office(email="office@example.org")
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:office@example.org" in text
    expires = datetime.datetime.fromisoformat(re.search(r"Expires: (\S+)", text)[1])
    now = datetime.datetime.now(datetime.UTC)
    assert now < expires < now + datetime.timedelta(days=366)
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    assert "Contact: mailto:security@example.org" in client.get("/.well-known/security.txt").content.decode()


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("/Members/", "/members/"),
        ("/MEMBERS", "/members/"),
        ("/Members/?country=TH", "/members/?country=TH"),
        ("/Events/2014/", "/events/2014/"),
        ("/members/MAP/", "/members/map/"),
    ],
)
def test_capitals_lead_to_small_letters(client, typed, place):
    answer = client.get(typed)
    assert (answer.status_code, answer["Location"]) == (301, place)


@pytest.mark.parametrize("typed", ["/No-Such/Page", "/members/none/", "/My%20Report.pdf", "/Robots.txt", "/É/"])
def test_what_is_nowhere_stays_not_found(client, typed):
    assert client.get(typed).status_code == 404


@pytest.mark.parametrize(
    "place", ["/", "/members/", "/events/", "/events/2014/", "/robots.txt", "/healthz", "/branding.css"]
)
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_public_page_takes_no_posts(client, place, method):
    client.handler.enforce_csrf_checks = True
    answer = getattr(client, method)(place)
    assert answer.status_code == 405 and "GET" in answer["Allow"]


def test_a_page_says_what_it_is_where_it_is_shared(client):
    f.make_event(title="Forum “One”", slug="forum", summary="What we did.")
    page = client.get("/events/2014/forum/").content.decode()
    assert '<meta property="og:title" content="Forum “One”, 21 July 2014">' in page
    assert re.search(r'<meta property="og:description" content="[^"]*What we did', page)
    assert '<meta property="og:url" content="http://testserver/events/2014/forum/">' in page
    assert '<link rel="alternate" type="text/calendar"' in page
    assert "og:url" not in client.get("/no-such-page/").content.decode()
