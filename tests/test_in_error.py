"""What was entered in error leaves every page, feed, list and report that showed it, with all that is part of it."""

import pytest

from tests.one_of_each import RECORDS, WORDLESS, parts, read, word

every_kind = pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)


def mark(record):
    record.entered_in_error = "Never was"
    record.save()


@pytest.mark.django_db
@every_kind
def test_in_error_leaves_every_page_with_its_parts(one_of_each, model):
    known, pages = one_of_each
    gone = [word(one) for one in parts(model)]
    showed = [page for page, text in pages.items() if any(one in text for one in gone)]
    assert model.__name__ in WORDLESS or any(word(model) in pages[page] for page in showed)
    mark(known[model])
    left = {page: [one for one in gone if one in text] for page in showed if (text := read(page))}
    assert not {page: found for page, found in left.items() if found}


@pytest.mark.django_db
@pytest.mark.parametrize("name", WORDLESS)
def test_in_error_is_as_if_it_had_never_been(one_of_each, name):
    known, pages = one_of_each
    [record] = [one for model, one in known.items() if model.__name__ == name]
    mark(record)
    showed = [page for page in pages if page.count("/") > 2 or page in ("gathered", "/steering-committee/")]
    marked = {page: read(page) for page in showed}
    assert any(marked[page] != pages[page] for page in showed)
    type(record)._base_manager.filter(pk=record.pk).update(first_published=None)
    type(record)._base_manager.get(pk=record.pk).delete()
    assert {page: read(page) for page in showed} == marked
