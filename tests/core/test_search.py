"""Searching and sorting know letters beyond A–Z, alike on both databases; addresses are made of any title."""

import pytest
from django.contrib import admin
from django.urls import reverse

from core.apps import our_apps
from core.derived import Derived, derived_fields, refill
from core.l10n.collation import SortKeyField, sort_key
from core.text.search import found_in, search_form
from members.models import Organisation, Person
from projects.models import Project
from reference.models import TermToAvoid
from tests import factories as f
from tests.posting import address, send

MODEL_ADMINS = [
    model
    for model, model_admin in admin.site._registry.items()
    if model_admin.search_fields and model._meta.app_label in our_apps()
]
SAME = [
    ("Đại học Quốc gia", "đại học"),
    ("Đại học Quốc gia", "DAI HOC"),
    ("Đại học Quốc gia", "Đại học"),
    ("École d’été", "école d'ete"),
    ("Straße nach Süden", "STRASSE suden"),
    ("ILGIN Vakfı", "ilgın vakfi"),
    ("Ｍｉｇｒａｎｔ ２０１４", "migrant 2014"),
    ("รายงาน ๒๕๕๗", "2557"),
    ("Women’s Centre", "womens center"),
    ("Women's Center", "women’s centre"),
    ("Labour Organisation", "labor organization"),
    ("Asia-Pacific Forum", "asia pacific"),
    ("U.N. Women", "un women"),
    ("Zo\u200bmi", "zomi"),
    ("มูลนิธิ เพื่อน", "เพื่อน"),
    ("ស្ត្រី ខ្មែរ", "ខ្មែរ"),
]


@pytest.mark.parametrize(("written", "typed"), SAME)
def test_a_text_is_found_as_people_type_it(written, typed):
    assert found_in(typed, written)


@pytest.mark.parametrize(("written", "typed"), [("มา", "ม้า"), ("ကား", "ကာ့"), ("Labour", "labx"), ("a b", "ab")])
def test_what_is_another_word_is_not_found(written, typed):
    assert not found_in(typed, written)


def test_marks_of_asian_scripts_are_letters():
    assert search_form("ที่นี่") == "ที่นี่" and search_form("မြန်မာ") == "မြန်မာ"


IN_ORDER = [
    "The École",
    "Employers",
    "“Generation 9”",
    "Generation 88",
    "iLaw",
    "Zomi",
    *("An Giang", "Ăn", "Ân", "Dân số", "Đồng hành", "Viện"),
    *("กลุ่ม", "เครือข่าย", "มูลนิธิ"),
    *("安徽", "北京", "云南"),
]


def test_names_stand_in_the_order_of_their_language():
    groups = [IN_ORDER[:6], IN_ORDER[6:12], IN_ORDER[12:15], IN_ORDER[15:]]
    for group in groups:
        mixed = list(reversed(group))
        assert sorted(mixed, key=sort_key) == group


@pytest.mark.django_db
def test_the_database_sorts_as_the_keys_do():
    for name in reversed(IN_ORDER):
        f.make_organisation(name=name)
    assert [one.name for one in Organisation.objects.all()] == sorted(IN_ORDER, key=sort_key)


# Every search of the admin


VARIANTS = [("Đại học École", "đại"), ("Đại học École", "ecole ĐẠI"), ("Женщины’ ﬁve", "женщины five")]


def with_words(model, words):
    """A record whose own texts hold the words, and what to look for in the admin of those that have none."""
    texts = next((field.sources for field in derived_fields(model) if field.name == "search_text"), ())
    names = [name for name in texts if name not in {"slug", "isbn", "forms"}]
    return f.make(model, **{names[0]: words}) if names else None


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODEL_ADMINS, ids=lambda model: model.__name__)
def test_every_search_of_the_admin_finds_other_letters(admin_client, model):
    for words, typed in VARIANTS:
        record = with_words(model, words)
        if not record:
            paths = admin.site._registry[model].search_fields
            assert paths and all(path.endswith(("search_text", "sha256")) for path in paths)
            continue
        page = admin_client.get(address(model), {"q": typed})
        assert record in page.context["cl"].result_list


@pytest.mark.django_db
def test_a_record_is_found_by_any_name_of_its_organisation(admin_client):
    grant = f.make_grant()
    f.make_organisation_name(organisation=grant.funder, name="Tổ chức Đồng hành")
    f.make_organisation_name(organisation=grant.funder, name="Đồng hành cũ")
    for typed, found in [("đồng hành", [grant]), ("TO CHUC", [grant]), ("xyz", []), ("😀", [])]:
        page = admin_client.get(reverse("admin:projects_grant_changelist"), {"q": typed, "when": "all"})
        assert list(page.context["cl"].result_list) == found


@pytest.mark.django_db
def test_choosing_by_typing_finds_other_letters(admin_client):
    person = f.make_person(name="Nguyễn Đức", name_in_script="阮德")
    query = {"app_label": "members", "model_name": "term", "field_name": "person"}
    for typed in ("nguyen duc", "ĐỨC", "阮德"):
        found = admin_client.get(reverse("admin:autocomplete"), {**query, "term": typed}).json()["results"]
        assert [one["id"] for one in found] == [str(person.pk)]


@pytest.mark.django_db
def test_a_column_of_names_sorts_by_their_keys(admin_client):
    for name in ("Zomi", "iLaw", "Đồng", "Dân"):
        f.make_organisation(name=name)
    page = admin_client.get(reverse("admin:members_organisation_changelist"), {"o": "1"})
    assert [one.name for one in page.context["cl"].result_list] == ["Dân", "Đồng", "iLaw", "Zomi"]


# Stored columns


def test_models_with_derived_fields_save_them_with_their_sources():
    models = [model for model in MODEL_ADMINS if derived_fields(model)]
    assert models and all(issubclass(model, Derived) for model in models)
    for model in models:
        for field in derived_fields(model):
            assert field.sources and all(model._meta.get_field(name) for name in field.sources)


@pytest.mark.django_db
def test_saving_some_fields_saves_what_is_made_of_them():
    one = f.make_organisation(name="Alpha")
    one.name = "Đà"
    one.save(update_fields=["name"])
    one.refresh_from_db()
    assert (one.search_text, one.sort_key) == ("da", sort_key("Đà"))


@pytest.mark.django_db
def test_refill_puts_right_what_an_update_left():
    one = f.make_organisation(name="Alpha")
    Organisation.objects.filter(pk=one.pk).update(name="Đà")
    assert refill() == 1 and refill() == 0
    one.refresh_from_db()
    assert (one.search_text, one.sort_key) == ("da", sort_key("Đà"))


@pytest.mark.django_db
def test_made_in_bulk_records_are_found_too():
    Organisation.objects.bulk_create([Organisation(name="Đà", slug="da")])
    assert Organisation.objects.get().search_text == "da"


def test_keys_are_digits_that_every_database_sorts_alike():
    assert set("".join(map(sort_key, IN_ORDER))) <= set("0123456789abcdef")
    assert all(
        len(sort_key("ក" * 300)) <= field.max_length
        for field in derived_fields(Person)
        if isinstance(field, SortKeyField)
    )


# What strangers search


@pytest.mark.django_db
def test_terms_are_found_by_words_in_any_form(client):
    f.make_term_to_avoid(phrase="Người nhập cư", consider="lao động di cư")
    for typed in ("nguoi", "NHẬP CƯ", "di cu lao"):
        assert "Người" in client.get(reverse("reference:terms-to-avoid"), {"q": typed}).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["Zarni", "zarni protected", "PROTECTED", "rni Prot", "Nobody"])
def test_a_search_does_not_tell_a_protected_name(client, typed):
    f.make_person(name="Zarni Protected", naming="withheld")
    f.make_term_to_avoid(phrase="a phrase", why="As Zarni Protected said, it hurts.")
    answer = client.get(reverse("reference:terms-to-avoid"), {"q": typed})
    assert list(answer.context["object_list"]) == [] and TermToAvoid.objects.count() == 1


# Addresses


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hội thảo Đà Nẵng 2014", "hoi-thao-da-nang-2014"),
        ("សិក្ខាសាលា ២០១៤", "sekkhasala-2014"),
        ("การประชุม ๒๕๕๗", "kar-prachum-2557"),
        ("移民工人", "yi-min-gong-ren"),
        ("Women’s Straße", "womens-strasse"),
        ("—", "project"),
        ("word " * 39, "-".join(["word"] * 16)),
    ],
)
def test_an_address_is_made_of_the_title(title, slug):
    first, second = (f.make_project(title=title, slug="") for _ in "12")
    assert (first.slug, second.slug[-2:], first.slug.isascii()) == (slug, "-2", True)
    assert len(second.slug) <= 80


@pytest.mark.django_db
def test_an_event_has_its_address_in_its_year():
    slugs = [f.make_event(title="Hội thảo", start=start, slug="").slug for start in ("2014", "2015", "2014-05")]
    assert slugs == ["hoi-thao", "hoi-thao", "hoi-thao-2"]


@pytest.mark.django_db
def test_a_form_left_without_an_address_makes_one(admin_client):
    send(admin_client, address(Organisation, "add"), {"name": "ស្ត្រី ខ្មែរ", "slug": ""})
    assert Organisation.objects.get().slug.isascii()


@pytest.mark.django_db
def test_an_address_in_other_letters_is_refused_with_one_that_serves(admin_client):
    answer = send(admin_client, address(Project, "add"), {"title": "X", "slug": "សិក្ខាសាលា"})
    (error,) = answer.context["adminform"].form.errors["slug"]
    assert "a to z, 0 to 9 and hyphens" in error and "sekkhasala" in error


@pytest.mark.django_db
def test_the_form_is_told_the_address_of_a_title(admin_client, client):
    f.make_event(title="Hội thảo", slug="hoi-thao")
    url = reverse("admin:events_event_address")
    assert admin_client.get(url, {"title": "Hội thảo"}).content == b"hoi-thao-2"
    assert admin_client.post(url).status_code == 405
    client.logout()
    assert client.get(url, {"title": "X"}).status_code == 302
