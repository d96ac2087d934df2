"""Terms to avoid: the public list, its search, and its model_admin in the admin."""

import pytest

from reference.models import TermToAvoid
from tests import factories as f
from tests.public import BAD_PAGES, entries, errors, found, queries

pytestmark = pytest.mark.django_db
PAGE = "/reference/terms-to-avoid/"


@pytest.fixture
def terms(db):
    maid = f.make_term_to_avoid(
        phrase="maid",
        slug="maid",
        forms="maids\nhousemaid",
        why="It is a rank.",
        consider="domestic worker",
        source="ILO",
    )
    address = "https://example.org/convention"
    f.make_usage_example(term=maid, text="As the law says it.", source="A law", address=address, date="June 2011")
    f.make_term_to_avoid(
        phrase="alien", slug="alien", consider="migrant", source="A stylebook", source_address="https://example.org/"
    )
    f.make_term_to_avoid(phrase="Secret draft", slug="secret-draft", status="draft")


def test_each_says_why_what_to_write_and_who_says_so(read, terms):
    text = read(PAGE)
    assert entries(text) == [
        "alien It harms. Consider using migrant Source: A stylebook",
        "Also maids housemaid maid It is a rank. Consider using domestic worker "
        "As the law says it. A law, June 2011 Source: ILO",
    ]
    assert '<a href="https://example.org/">A stylebook</a>' in text
    assert '<a href="https://example.org/convention">A law</a>' in text and '<time datetime="2011-06">' in text


def test_each_has_an_address_of_its_own(read, terms):
    term = TermToAvoid.objects.get(slug="maid")
    assert term.get_absolute_url() == "/reference/terms-to-avoid/maid/"
    assert read(PAGE).count('id="maid"') == 1


@pytest.mark.parametrize(
    ("words", "phrases"),
    [("Housemaid", ["maid"]), ("domestic", ["maid"]), ("a", ["alien", "maid"]), ("STYLEBOOK", ["alien"])],
)
def test_a_search_finds_a_term_by_any_form_and_by_what_to_write(read, terms, words, phrases):
    assert found(read(f"{PAGE}?q={words}"), "h2") == phrases


@pytest.mark.parametrize("words", ["secret", "nothing", "%25", "_____________"])
def test_an_empty_search_offers_a_way_out(read, terms, words):
    text = read(f"{PAGE}?q={words}")
    assert "No terms found" in text and f'<a href="{PAGE}">Show all terms</a>' in text


@pytest.mark.parametrize("words", ["%00", "9" * 5000])
def test_a_bad_search_is_answered_with_its_error(read, terms, words):
    text = read(f"{PAGE}?q={words}")
    assert len(errors(text)) == 1 and entries(text) == []


def test_no_terms_say_so(read):
    assert "No terms found" in read(PAGE)


def test_staff_see_drafts_marked(client, terms):
    client.force_login(f.make_staff())
    assert {"Secret draft Draft", "alien", "maid"} == set(found(client.get(PAGE).content.decode(), "h2"))


@pytest.mark.parametrize("page", BAD_PAGES)
def test_a_page_that_is_not_is_not_found(client, terms, page):
    assert client.get(f"{PAGE}?page={page}").status_code == (200 if page == "1" else 404)


def test_a_long_list_has_pages(read, terms):
    for number in range(60):
        f.make_term_to_avoid(phrase=f"term {number:02}")
    assert len(entries(read(PAGE))) == 60 and len(entries(read(f"{PAGE}?page=2"))) == 2


def test_the_address_of_a_term_leads_to_its_page(client, terms):
    for number in range(60):
        f.make_term_to_avoid(phrase=f"term {number:02}", slug=f"term-{number:02}")
    address = TermToAvoid.objects.get(slug="term-59").get_absolute_url()
    assert client.get(address).headers["Location"] == f"{PAGE}?page=2#term-59"
    assert 'id="term-59"' in client.get(f"{PAGE}?page=2").content.decode()
    assert client.get(f"{PAGE}no-such-term/").status_code == 404
    draft = f.make_term_to_avoid(phrase="Hidden", status="draft")
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_it_asks_as_often_for_three_as_for_one(client, hidden):
    f.make_usage_example()
    one = queries(client, PAGE)
    f.make_usage_example(), f.make_usage_example()
    assert queries(client, PAGE) == one <= 5


def test_every_page_leads_to_it(read):
    assert f'<a href="{PAGE}">Terms to avoid</a>' in read("/projects/")


def test_admin_finds_a_term_by_its_forms_and_examples(admin_client, terms):
    for words in ("housemaid", "As the law"):
        page = admin_client.get(f"/admin/reference/termtoavoid/?q={words}")
        assert [term.phrase for term in page.context["cl"].result_list] == ["maid"]
    page = admin_client.get("/admin/reference/termtoavoid/?gap=example")
    assert {term.phrase for term in page.context["cl"].result_list} == {"Secret draft", "alien"}
