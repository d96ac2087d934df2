"""The languages of CLDR: by what they are called, and which of them are written from right to left."""

import pytest

from core.admin.searched_select import SearchedSelect
from core.l10n.languages import CODES, COMMON, autonym, is_right_to_left
from publications.models import Edition, Publication
from reference.models import TermToAvoid
from tests.factories import make_edition
from tests.posting import address, change, row, send
from tests.public import words


def test_languages_are_all_of_cldr_and_nothing_else():
    assert len(CODES) == len(set(CODES)) > 600
    assert {"tl", "ne", "ta", "pt", "de", "ar", "sw", "kac"} <= set(CODES)
    assert {"mul", "und", "zxx", "zbl", "en_GB", "zh_Hant"}.isdisjoint(CODES)


@pytest.mark.parametrize(
    ("code", "name"),
    [("th", "ไทย"), ("shn", "လိၵ်ႈတႆး"), ("zh", "中文"), ("ne", "नेपाली"), ("ar", "العربية"), ("en", ""), ("nmg", "")],
)
def test_autonym_is_what_a_language_calls_itself(code, name):
    assert autonym(code) == name


@pytest.mark.parametrize(
    ("code", "is_it"), [("ar", 1), ("he", 1), ("fa", 1), ("dv", 1), ("ku", 0), ("my", 0), ("tlh", 0)]
)
def test_is_right_to_left_goes_by_the_usual_script(code, is_it):
    assert is_right_to_left(code) == bool(is_it)


def test_the_form_offers_the_usual_ones_first_and_each_by_both_names():
    field = Edition._meta.get_field("language").formfield(widget=SearchedSelect)
    (blank, _), (first, usual), (_, others) = field.choices
    assert (blank, first, [code for code, _name in usual]) == ("", "Usual", COMMON)
    assert ("th", "Thai (ไทย)") in usual and ("ne", "Nepali (नेपाली)") in others
    assert [name for _code, name in others[:3]] == ["Abkhazian", "Acehnese", "Acoli"]
    assert 'class="searched-select"' in field.widget.render("language", "th")


@pytest.mark.django_db
def test_an_edition_can_be_in_any_language(admin_client, client):
    publication = make_edition(language="en").publication
    answer = send(admin_client, change(publication), row("editions", 1, language="ne", title="शीर्षक", order=1))
    assert answer.status_code == 302
    assert str(Edition.objects.get(language="ne")) == "Nepali"
    page = client.get(publication.get_absolute_url()).content.decode()
    assert '<span lang="ne">शीर्षक</span>' in page and '<span class="autonym" lang="ne">नेपाली</span>' in page
    answer = send(admin_client, change(publication), row("editions", 2, language="und", order=1))
    assert "Value &#x27;und&#x27; is not a valid choice." in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Edition, Publication, TermToAvoid])
def test_the_filter_of_a_list_names_the_languages_that_occur(admin_client, model):
    for code in ("th", "ne"):
        make_edition(language=code)
        TermToAvoid.objects.create(phrase=f"Phrase {code}", slug=code, language=code)
    page = admin_client.get(address(model)).content.decode()
    shown = words(page[page.index('id="changelist-filter"') :])
    assert "Nepali Thai" in shown and "Burmese" not in shown
