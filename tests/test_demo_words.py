"""The demonstration record: names are the organisations' own, and what its editor remarks is not for the public."""

import re

import pytest

from core.dates import PartialDate
from core.text.links import is_former
from events.models import Event
from members.models import Organisation, Term
from projects.models import Project
from publications.models import Edition, Publication
from reference.models import TermToAvoid
from reports.models import AnnualReport
from website import checks

pytestmark = pytest.mark.django_db
REMARK = re.compile(r"is supposed|printed calendar|calendar of 2014|does not print|they go on working|list calls it")


def test_undp_has_its_own_name_and_the_prints_as_variant(demo):
    undp = Organisation.objects.get(slug="undp")
    assert undp.name == "United Nations Development Programme"
    variant = undp.names.get()
    assert (variant.name, variant.kind) == ("United Nations Development Fund", "variant")
    assert "Annual report 2014" in variant.note


def test_no_public_text_holds_a_remark_of_the_editor(demo):
    shown = [
        *Term.objects.values_list("note", flat=True),
        *Event.objects.values_list("outcome", flat=True),
        *Publication.objects.values_list("note", flat=True),
    ]
    assert any(shown)
    assert not [text for text in shown if REMARK.search(text)]


def test_the_colophon_gives_no_private_mail_address(demo):
    colophon = AnnualReport.objects.get(slug="2014").colophon
    assert "Shreyas Ravishankar" in colophon
    assert re.findall(r"[\w.]+@[\w.]+", colophon) == ["info@mekongmigration.org"] * 2


def links(html):
    return re.findall(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', html, re.S)


def test_no_link_is_called_by_its_address_or_returns_to_the_former_site(demo, client):
    records = [
        *Publication.objects.published(),
        *Project.objects.published(),
        *Event.objects.published().exclude(link=""),
        *Organisation.objects.exclude(website=""),
    ]
    pages = ["/", "/publications/", "/annual-reports/2014/", *(one.get_absolute_url() for one in records)]
    found = [link for page in pages for link in links(client.get(page, follow=True).content.decode())]
    assert len(found) > 500
    assert not [words for _, words in found if re.match(r"\s*(https?://|www\.)", re.sub("<[^>]+>", "", words))]
    assert not [href for href, _ in found if is_former(href.replace("&amp;", "&"))]
    assert any(href.startswith("https://web.archive.org/web/2015/http://www.mekong") for href, _ in found)


def test_editions_of_the_former_site_are_counted_as_not_held(demo, client):
    assert Edition.objects.not_held().count() == sum(map(bool, Edition.objects.values_list("address", flat=True))) > 20
    (info,) = checks.files_held(None)
    assert f"{Edition.objects.not_held().count()} editions are not held" in info.msg
    assert "Not held here." in client.get("/publications/dragon-lake/").content.decode()
    assert "not held here" in client.get("/publications/").content.decode()


def test_a_dozen_terms_to_avoid_each_have_a_source(demo):
    terms = TermToAvoid.objects.published()
    assert len(terms) >= 12
    assert [term for term in terms if not (term.source and term.why and term.consider)] == []
    illegal = terms.get(slug="illegal-migrant")
    assert "illegal immigrants" in illegal.spellings
    assert illegal.examples.first().date == PartialDate(1975, 12, 9)
