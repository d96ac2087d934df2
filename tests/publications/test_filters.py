import pytest

from tests import factories as f
from tests.public import BAD_VALUES, DRAFT, entries, errors, found

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def publications(shared_db):
    book = f.make_publication(title="Book", kind="book", date="2003", project=f.make_project(title="Old", slug="old"))
    for part in ("Part 1", "Part 2"):
        f.make_edition(publication=book, language="my", part=part)
    f.make_edition(publication=f.make_publication(title="Paper", kind="paper", date="2014-12"), language="en")
    f.make_publication(title="Once", kind="report", date=None, project=f.make_project(**DRAFT))
    f.make_edition(publication=f.make_publication(date="2016", **DRAFT), language="ja")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("kind=book", ["Book"]),
        ("language=my", ["Book"]),
        ("year=2014", ["Paper"]),
        ("project=old", ["Book"]),
        ("kind=book&language=my&year=2003&project=old", ["Book"]),
        ("kind=&language=&year=&project=", ["Paper", "Book", "Once"]),
    ],
)
def test_a_choice_narrows_the_list(read, publications, query, titles):
    assert found(read(f"/publications/?{query}"), "h3") == titles


def test_a_choice_of_language_leaves_the_others_in_their_line(read):
    work = f.make_publication(title="Work")
    for language in ("my", "th"):
        f.make_edition(publication=work, language=language)
    assert entries(read("/publications/?language=th")) == ["Research report October 2014 Work Burmese, Thai"]


def test_only_what_the_reader_may_see_is_offered(read, client, publications):
    options = found(read("/publications/"), "option")
    at = options.index("All languages")
    assert options[at:] == ["All languages", "Burmese", "English", "All years", "2014", "2003", "All projects", "Old"]
    client.force_login(f.make_staff())
    assert {"2016", "Japanese", "Secret draft"} < set(found(client.get("/publications/").content.decode(), "option"))


def test_an_empty_choice_offers_a_way_out(read, publications):
    text = read("/publications/?kind=book&year=2014")
    assert "No publications found" in text
    assert '<a href="/publications/">Show all publications</a>' in text


@pytest.mark.parametrize("value", BAD_VALUES)
@pytest.mark.parametrize("name", ["kind", "language", "year", "project"])
def test_a_bad_value_is_answered_with_its_error(read, publications, name, value):
    text = read(f"/publications/?{name}={value}")
    assert len(errors(text)) == 1
    assert entries(text) == []
    assert "No publications found" in text
