"""Pages and forms say nothing that is not marked for translation.

Whatever is marked stands in wide letters, and so do the texts of the records: what is left in others is not marked.
"""

import re

import lxml.html
import pytest
from babel import Locale
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from core.apps import our_apps
from core.dates import MONTHS
from core.l10n.languages import ENGLISH
from members.models import CountryName, Person
from members.redaction.possible_names import texts_of
from tests.one_of_each import PAGES, RECORDS, records
from tests.posting import as_posted
from tests.pseudo import WIDE, pseudo_language

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

READ = ("title", "alt", "placeholder", "aria-label")
NOT_READ = "//script | //style | //template | //comment() | //option[not(ancestor::select[@name='action'])]"
ADDRESS = re.compile(r"\S*[@/]\S*|\w+\.\w+")
# Named by CLDR and the calendar; alike everywhere; what Django’s pictures of yes and no are called.
NAMES = [*Locale("en").territories.values(), *ENGLISH.values(), *MONTHS]
NAMES += ["PDF", "ISBN", "SHA", "MB", "KB", "USD", "THB", "HKD", "(en)", "True", "False"]
NAMED = re.compile("|".join(map(re.escape, sorted(NAMES, key=len, reverse=True))))
SITE = {model: one for model, one in admin.site._registry.items() if model._meta.app_label in our_apps()}


@pytest.fixture(scope="module")
def pseudo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), records(), pseudo_language():
        for model in (*RECORDS, CountryName):
            names = {field.name for field in texts_of(model) if (field.max_length or 99) >= 20} - {"slug"}
            for record in model._base_manager.all():
                texts = {name: getattr(record, name).translate(WIDE) for name in names}
                model._base_manager.filter(pk=record.pk).update(**texts)
        Person.objects.update(name="Ａｎｎａ")
        yield


@pytest.fixture
def staff(pseudo):
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("1"))
    return client


def unmarked(html):
    page = lxml.html.fromstring(html.decode())
    for one in page.xpath(NOT_READ):
        one.drop_tree()
    read = [*page.itertext(), *(one.get(name, "") for one in page.iter() for name in READ)]
    read += [one.get("value", "") for one in page.xpath("//input[@type='submit']")]
    return [words.strip() for words in read if re.search("[A-Za-z]{2}", NAMED.sub("", ADDRESS.sub("", words)))]


def test_unmarked_words_of_a_page_are_found():
    page = (
        '<p title="A title">Ｗｉｄｅ 3 March Ｗｉｄｅ Thailand</p><p>Ｗｉｄｅ words</p><input type="submit" value="Go">'
    )
    assert unmarked(page.encode()) == ["Ｗｉｄｅ words", "A title", "Go"]


@pytest.mark.parametrize("page", [page for page in PAGES if not re.search(r"\.\w+$", page)])
def test_pages_say_nothing_unmarked(pseudo, page):
    html = Client().get(page).content
    assert "Ｒ" in html.decode() or "ｒ" in html.decode()
    assert unmarked(html) == []


@pytest.mark.parametrize("model", SITE, ids=lambda model: model.__name__)
def test_forms_of_the_admin_say_nothing_unmarked(staff, model):
    base, one = f"admin:{model._meta.app_label}_{model._meta.model_name}_", model._base_manager.first()
    addresses = [reverse(base + name) for name in ("changelist", "add")]
    addresses += [reverse(base + name, args=[one.pk]) for name in ("change", "history") if one]
    shown = {address: answer for address in addresses if (answer := staff.get(address)).status_code == 200}
    assert shown
    assert {address: found for address, answer in shown.items() if (found := unmarked(answer.content))} == {}
    if (add := shown.get(reverse(base + "add"))) and "adminform" in add.context:
        sent = as_posted(add) | dict.fromkeys(add.context["adminform"].form.fields, "?")
        refused = staff.post(reverse(base + "add"), sent)
        assert refused.status_code == 200 and unmarked(refused.content) == []
