"""What must not leak stands beside every test here, as close to the pages as it can be."""

import re
from html import unescape

import pytest

from tests.factories import make_membership, make_organisation, make_person

PRIVATE = {"contact_name": "Daw Contact", "contact_email": "contact@private.example", "contact_phone": "081 555 0000"}
SECRETS = ["Daw Hidden", "Union in Draft", "Known to the police", *PRIVATE.values()]


@pytest.fixture
def hidden(db):
    """A person who is not to be named."""
    return make_person(name="Daw Hidden", private_notes="Known to the police")


@pytest.fixture
def draft(db):
    """A draft that is a member."""
    draft = make_organisation(name="Union in Draft", slug="draft", status="draft")
    make_membership(organisation=draft)
    return draft


@pytest.fixture
def map_foundation(db):
    facts = {"name": "MAP Foundation", "slug": "map", "country": "TH", "private_notes": "Known to the police"}
    return make_organisation(**facts, **PRIVATE)


@pytest.fixture
def read(client, hidden, draft, map_foundation):
    """Read a page as the public does: its whole text, in which nothing leaks."""

    def read(address, status=200):
        response = client.get(address)
        text = unescape(response.content.decode())
        assert response.status_code == status
        assert [secret for secret in SECRETS if secret in text] == []
        return text

    return read


def words(html):
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def titles(text, level=3):
    """The words of each heading, in order."""
    return [words(found) for found in re.findall(rf"<h{level}\b[^>]*>(.*?)</h{level}>", text, re.S)]


def entries(text):
    """The words of each entry of the page's lists, in order."""
    return [words(found) for found in re.findall(r'<li class="entry">(.*?)</li>', text, re.S)]
