"""The first page, and the addresses of the former site."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories as f

pytestmark = pytest.mark.django_db
OLD = "http://www.mekongmigration.org"


@pytest.fixture(autouse=True)
def secrets():
    """What must not leak: drafts of everything the page shows, a person named in prose, a private field."""
    draft = {"status": "draft"}
    f.make_person(name="Daw Hidden")
    body = f.make_organisation(name="Unfinished body", country="VN", **draft)
    f.make_membership(organisation=body)
    f.make_event(title="Unfinished event", start="2199", **draft)
    f.make_publication(title="Unfinished paper", date="2199", **draft)
    f.make_annual_report(slug="2199", title="Unfinished report", **draft)


def read(client, address="/"):
    text = unescape(client.get(address).content.decode())
    assert [word for word in ("Unfinished", "Daw Hidden", "private@example.org") if word in text] == []
    return text


def titles(text):
    return [re.sub(r"<[^>]+>", "", found) for found in re.findall(r"<h3>(.*?)</h3>", text)]


WAYS = ["Members", "Projects", "Events", "Publications", "Steering Committee", "Secretariat"]


def test_an_empty_network_reads_well(client):
    text = read(client)
    assert titles(text) == WAYS
    assert re.findall(r"<h1>(.*?)</h1>", text) == ["Our network"]
    for absent in (
        "Map of the members",
        "Members by country",
        "<svg",
        "Latest",
        "member organisation",
        "Coming",
        "None",
    ):
        assert absent not in text


def test_the_first_page_gathers_the_record(client):
    network = f.make_organisation(
        name="River Network", about="<p>Begun by Daw Hidden.</p>", contact_email="private@example.org"
    )
    f.make_branding(organisation=network, region="The river", map="mekong")
    f.make_annual_report(network=network, slug="2014")
    f.make_annual_report(slug="2013")
    for country in ("TH", "KH", "TH", "regional"):
        f.make_membership(organisation=f.make_organisation(country=country))
    f.make_membership(organisation=f.make_organisation(country="LA"), end="2014")
    for n in range(1, 6):
        f.make_event(title=f"Event of {n} May", start=f"{n} May 2014")
        f.make_publication(title=f"Paper of {n} May", date=f"{n} May 2014")
    text = read(client)
    assert titles(text) == [*(f"{kind} of {n} May" for kind in ("Event", "Paper") for n in (5, 4, 3, 2)), *WAYS]
    assert re.findall(r'class="overline">(.*?)</p>|<h1>(.*?)</h1>', text) == [("The river", ""), ("", "River Network")]
    assert "Begun by Name withheld." in text and "4 member organisations" in text
    assert "Burma/Myanmar 0, Cambodia 1, China 0, Lao PDR 0, Thailand 2, Vietnam 0" in text
    assert re.findall(r"Annual Report</span> (\d+)", text) == ["2014"]


def test_what_is_coming_stands_before_what_was(client):
    today = timezone.localdate()
    for days, title in ((-1, "Yesterday"), (9, "Later"), (1, "Tomorrow"), (0, "Today")):
        f.make_event(title=title, start=(today + timedelta(days)).isoformat())
    f.make_event(title="Running", start=(today - timedelta(3)).isoformat(), end=today.isoformat())
    f.make_event(title="Over", start=(today - timedelta(3)).isoformat(), end=(today - timedelta(1)).isoformat())
    assert titles(read(client))[:-6] == ["Running", "Today", "Tomorrow", "Later"]


def test_staff_see_drafts_marked(client):
    client.force_login(f.make_staff())
    text = client.get("/").content.decode()
    assert titles(text)[:-6] == ["Unfinished event Draft", "Unfinished paper Draft"]
    assert text.count('<span class="draft">Draft</span>') == 3


def test_the_first_page_asks_as_often_for_three_as_for_one(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            read(client)
        return len(captured)

    def more():
        f.make_membership(), f.make_event(), f.make_publication(), f.make_annual_report()

    more()
    one = queries()
    more(), more()
    assert queries() == one <= 9


# Addresses of the former site


@pytest.fixture
def work():
    work = f.make_publication(title="The Precious Status", slug="precious-status")
    for part, path in enumerate(
        ("/?page_id=2740", "/?p=24", "/wp-content/uploads/2014/12/A-%20REPROT_1.pdf", "/My%20Report.pdf")
    ):
        f.make_edition(publication=work, address=OLD + path, part=str(part))
    return work


@pytest.mark.parametrize(
    "old",
    [
        "/?page_id=2740",
        "/?p=24",
        "/?p=24&from=mail",
        "/wp-content/uploads/2014/12/A-%20REPROT_1.pdf",
        "/My%20Report.pdf",
    ],
)
def test_an_old_address_leads_to_what_replaced_it(client, work, old):
    response = client.get(old)
    assert (response.status_code, response.headers["Location"]) == (301, work.get_absolute_url())


def test_a_list_replaces_a_page(client):
    response = client.get("/vocab/terms_to_avoid.html?from=mail")
    assert (response.status_code, response.headers["Location"]) == (301, "/reference/terms-to-avoid/")


def test_projects_and_events_replace_pages_too(client):
    project = f.make_project(website=f"{OLD}/vocab/")
    event = f.make_event(link=f"{OLD}/?p=2486")
    assert client.get("/vocab/").headers["Location"] == project.get_absolute_url()
    assert client.get("/?p=2486").headers["Location"] == event.get_absolute_url()


@pytest.mark.parametrize(
    "old",
    [
        "/?page_id=40",
        "/?page_id=274",
        "/?page_id=27400",
        "/?page_id=%00",
        "/?page_id=",
        f"/?page_id={'9' * 5000}",
        "/?p=x",
        "/?p=²",
    ],
)
def test_an_unknown_page_is_the_first_page(client, work, old):
    assert titles(read(client, old))[-6:] == WAYS


@pytest.mark.parametrize(
    "old",
    [
        "/?p=4",
        f"/?p={'9' * 5000}",
        "/vocab/terms_to_use.html",
        "/wp-content/uploads/2014/12/A-%20REPROT%1.pdf",
        "/wp-content/uploads/%00.pdf",
        "/wp-content/uploads/_.pdf",
        f"/wp-content/uploads/{'9' * 60000}.pdf",
        "/uploads/2014/12/A-%20REPROT_1.pdf",
    ],
)
def test_an_unknown_address_is_not_found(client, work, old):
    assert client.get(old).status_code == 404


def test_a_draft_replaces_nothing(client, work):
    work.status = "draft"
    work.save()
    f.make_edition(publication=f.make_publication(status="draft"), address=f"{OLD}/?p=5")
    for old in ("/?p=5", "/?p=24", "/My%20Report.pdf"):
        assert client.get(old).status_code == 404
    assert titles(read(client, "/?page_id=2740"))[-6:] == WAYS


def test_a_page_of_another_site_is_not_ours(client):
    f.make_edition(address="https://example.org/?p=7")
    assert client.get("/?p=7").status_code == 404
