"""The public reads a page: its whole text, in which nothing leaks of what stands beside every test here."""

import re
from html import unescape

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_organisation, make_person

DRAFT = {"title": "Secret draft", "status": "draft"}
NOTES = "Known to the police"
SECRETS = ["Daw Hidden", "ဒေါ်ဟစ်ဒင်", "Union in Draft", "Secret draft", "secret-draft", NOTES, "987654", "987,654", "QQQ"]
BAD_PAGES = ["0", "-1", "1000000000", "9" * 5000, "²", "NaN", "1e3", "%00", "2", "1%002", "latest"]
BAD_VALUES = ["XX", "²", "NaN", "-1", "31 February", "%00", "a%00b", "9" * 5000, "<script>alert(1)</script>", "1999"]


@pytest.fixture(scope="module")
def hidden(shared_db):
    """A person who is not to be named."""
    return make_person(name="Daw Hidden", name_in_script="ဒေါ်ဟစ်ဒင်", honorific="Daw", private_notes=NOTES)


@pytest.fixture(scope="module")
def draft(shared_db):
    """An organisation that only the secretariat may see."""
    return make_organisation(name="Union in Draft", slug="secret-draft-union", status="draft")


@pytest.fixture
def read(client, hidden, draft):
    def read(address, status=200):
        response = client.get(address)
        text = unescape(response.content.decode())
        assert response.status_code == status
        assert [secret for secret in SECRETS if secret in text] == []
        return text

    return read


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split()).replace(" ,", ",").replace(" .", ".")


def found(text, tag, marks=""):
    """The words of each element of a kind, in order: `found(text, "h3")`, `found(text, "li", 'class="entry"')`."""
    pattern = rf"<{tag}\b[^>]*{re.escape(marks)}[^>]*>(.*?)</{tag}>"
    return [words(one) for one in re.findall(pattern, text, re.S)]


def facts(text):
    """The words of the list of facts in the margin."""
    return words(re.search(r'<dl class="facts">(.*?)</dl>', text, re.S)[1])


def entries(text):
    """The words of each entry of the page's lists, in order; the parts of an event stand in its entry."""
    listed = lxml.html.fromstring(text).xpath('//li[@class="entry"]')
    return [words(unescape(lxml.html.tostring(one, encoding="unicode", with_tail=False))) for one in listed]


def errors(text):
    return [words(one) for one in re.findall(r'<ul class="errorlist"[^>]*>(.*?)</ul>', text, re.S)]
