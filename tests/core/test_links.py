"""Links are called by what they are, and none leads to the former site, which this one answers."""

import re

import pytest

from core.text.links import is_former, link_to, own_pattern, with_named_links

OLD = "http://www.mekongmigration.org"


@pytest.mark.parametrize(
    "address",
    [
        f"{OLD}/?page_id=2740",
        f"{OLD}?p=2",
        "https://mekongmigration.org/wp-content/uploads/2014/12/A.pdf",
        "HTTP://WWW.MekongMigration.org/My%20Report.pdf",
        "http://mekongmigration.org:80/vocab/",
        "http://testserver/labourlaw/",
        f"{OLD}/no/such/page",
    ],
)
def test_addresses_this_site_redirects_are_former(address):
    assert is_former(address)


@pytest.mark.parametrize(
    "address",
    [
        OLD,
        f"{OLD}/",
        "http://testserver/annual-reports/2014/",
        "https://mekongmigration.org.example.org/?p=2",
        "https://example.org/?p=2",
        "https://example.org/?next=http://mekongmigration.org/?p=2",
        "",
    ],
)
def test_other_addresses_are_not_former(address):
    assert not is_former(address)


def test_a_hosts_name_is_a_setting(settings):
    settings.FORMER_SITES = ["old.example.org"]
    assert is_former("http://old.example.org/a.pdf") and not is_former(f"{OLD}/a.pdf")


def test_link_to_a_former_address_leads_to_the_archive():
    link = link_to(f"{OLD}/?page_id=1&x=2", "Read in Thai", "th")
    assert f'href="https://web.archive.org/web/2015/{OLD}/?page_id=1&amp;x=2" hreflang="th"' in link
    assert ">Read in Thai, Internet Archive</a>" in link
    assert f'quiet">{OLD}/?page_id=1&amp;x=2</span>' in link


def test_link_to_another_address_leads_there():
    assert '<a href="https://example.org/a.PDF">PDF</a>' in link_to("https://example.org/a.PDF")
    assert ">Web site</a>" in link_to("https://example.org/")


def test_rich_text_names_a_link_that_was_called_by_its_address():
    html = f'<p>At <a href="{OLD}/?p=1" rel="noopener">{OLD}/?p=1</a>.</p>'
    archive = f"https://web.archive.org/web/2015/{OLD}/?p=1"
    assert with_named_links(html) == f'<p>At {OLD}/?p=1 (<a href="{archive}" rel="noopener">Internet Archive</a>).</p>'


def test_rich_text_keeps_the_words_of_a_link():
    html = '<p><a href="https://example.org/?a=1&amp;b=2" rel="noopener">The <em>statement</em></a></p>'
    assert with_named_links(html) == html


def test_own_pattern_without_hosts_matches_no_address(settings):
    settings.SITE_URL, settings.FORMER_SITES = "http://localhost:8000", []
    addresses = ["https://www./page", "http:///page", "x", "", "https://www.example.org/page"]
    assert [one for one in addresses if re.match(own_pattern(), one)] == []
    settings.SITE_URL = "https://www.example.org"
    assert [one for one in addresses if re.match(own_pattern(), one)] == ["https://www.example.org/page"]
