"""What the project promises, held against every page of the demonstration data."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

from events.models import Event
from members.models import Organisation, Person
from projects.models import Project
from publications.models import Publication
from reports.data.gather import gather
from reports.models import AnnualReport
from reports.output.html import report_html


def text(response):
    return b"".join(response.streaming_content).decode("latin-1") if response.streaming else response.content.decode()


def crawl(client, start="/"):
    """Every address of this site that can be reached by links, with its answer."""
    waiting, answers = [start, "/annual-reports/", "/events/calendar.ics"], {}
    while waiting:
        address = waiting.pop()
        if address in answers or address.startswith(("/static/", "/admin/")) or address.endswith(".pdf"):
            continue
        answers[address] = response = client.get(address)
        if response.get("Content-Type", "").startswith("text/html"):
            links = re.findall(r'(?:href|src)="(/[^"#]*)', text(response))
            waiting += [link.replace("&amp;", "&") for link in links]
    return answers


@pytest.fixture(scope="module")
def pages(demo):
    return crawl(Client())


def test_every_page_of_the_demonstration_data_opens(demo, pages):
    broken = {address: response.status_code for address, response in pages.items() if response.status_code != 200}
    assert broken == {}
    models = [Organisation, Project, Event, Publication]
    records = [record for model in models for record in model.objects.published()]
    unreached = [record for record in records if record.get_absolute_url() not in pages]
    # an organisation that nothing links to has a page all the same
    assert [record for record in unreached if Client().get(record.get_absolute_url()).status_code != 200] == []
    assert len(pages) > 150
    drafts = [record for model in models for record in model.objects.filter(status="draft")]
    assert drafts and {Client().get(record.get_absolute_url()).status_code for record in drafts} == {404}


def test_no_page_asks_another_host_for_anything(demo, pages):
    asked = re.compile(r'<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href|srcset)="(https?:)?//([^"/]+)')
    for address, response in pages.items():
        if response.get("Content-Type", "").startswith("text/html"):
            hosts = {found[1] for found in asked.findall(text(response)) if 'rel="canonical"' not in found[0]}
            assert hosts <= {"testserver"}, address


def test_every_page_has_one_heading_a_title_and_a_strict_policy(demo, pages):
    for address, response in pages.items():
        policy = response.get("Content-Security-Policy", "")
        assert "default-src 'none'" in policy and "unsafe" not in policy, address
        if response.get("Content-Type", "").startswith("text/html"):
            page = text(response)
            assert page.count("<h1") == 1, address
            assert re.search(r"<title>[^<]{10,}</title>", page), address
            assert not re.search(r"\sstyle=|<script(?![^>]*\bsrc=)|\son\w+=", page), address


def test_ids_are_unique_and_links_within_a_page_lead_somewhere(demo, pages):
    for address, response in pages.items():
        if response.get("Content-Type", "").startswith("text/html"):
            page = text(response)
            ids = re.findall(r'\sid="([^"]+)"', page)
            assert len(ids) == len(set(ids)), address
            assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids), address


def test_a_name_withheld_is_nowhere(demo):
    people = list(Person.objects.filter(naming="full"))
    assert len(people) > 25
    names = [person.name for person in people]
    try:
        Person.objects.update(naming="withheld")
        answers = crawl(Client())
        shown = {address: text(response) for address, response in answers.items()}
        shown["the printed report"] = report_html(gather(AnnualReport.objects.get(slug="2014")))
        leaks = {
            (name, address) for address, page in shown.items() for name in names if name.casefold() in page.casefold()
        }
        assert leaks == set()
    finally:
        Person.objects.filter(pk__in=[person.pk for person in people]).update(naming="full")


def test_addresses_are_never_ids(demo, pages):
    assert [address for address in pages if re.search(r"/\d{1,3}/$|[?&](id|pk)=", address)] == []
    assert all(urlsplit(address).path.isascii() for address in pages)
