"""Two people have the same form open: neither overwrites the other without seeing it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError
from unittest.mock import patch

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.admin.saving import Guarded
from reports.models import Acronym, Section
from tests.factories import make_acronym, make_annual_report, make_project, make_section, make_staff
from tests.posting import as_posted, change, refusals, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def somchai():
    return signed_in("Somchai")


@pytest.fixture
def mali():
    return signed_in("Mali")


def signed_in(name):
    client = Client()
    client.force_login(make_staff(username=name.lower(), first_name=name))
    return client


def save(client, url, form, **changes):
    return client.post(url, {**form, **changes})


def opened(client, url):
    return as_posted(client.get(url))


def is_noticed(response):
    """Whether the notice says that it was changed, in its own words and no others."""
    page = response.content.decode()
    return refusals(response) == [] and "Changed since you opened it" in page and "Please correct" not in page


def differences(response):
    return [(one.where, one.before, one.after) for one in response.context["conflict"]["differences"]]


@pytest.fixture
def report():
    return make_annual_report(title="As it was", status="draft")


def test_a_field_that_both_changed_is_shown_on_both_sides_and_kept(somchai, mali, report):
    url = change(report)
    first, second = opened(somchai, url), opened(mali, url)
    assert save(somchai, url, first, title="By Somchai").status_code == 302
    refused = save(mali, url, second, title="By <b>Mali</b>")
    assert is_noticed(refused)
    assert differences(refused) == [("Title", "By Somchai", "By <b>Mali</b>")]
    page = refused.content.decode()
    assert "Somchai changed it on" in page and 'role="alert"' in page
    assert "By &lt;b&gt;Mali&lt;/b&gt;" in page and "By <b>Mali" not in page
    report.refresh_from_db()
    assert report.title == "By Somchai"
    again = as_posted(refused)
    assert again["title"] == "By <b>Mali</b>"
    assert save(mali, url, again).status_code == 302
    report.refresh_from_db()
    assert report.title == "By <b>Mali</b>"


def test_a_field_that_only_the_other_changed_is_shown_too(somchai, mali, report):
    url = change(report)
    first, second = opened(somchai, url), opened(mali, url)
    save(somchai, url, first, title="By Somchai")
    assert differences(save(mali, url, second, slug="another")) == [("Title", "By Somchai", "As it was")]


def test_a_text_is_shown_as_it_reads(somchai, mali):
    url = change(make_project(summary="<p>One.</p>"))
    first, second = opened(somchai, url), opened(mali, url)
    save(somchai, url, first, summary="<p>Two, <strong>now</strong>.</p>")
    refused = save(mali, url, second, summary="<p>Three.</p>")
    assert differences(refused) == [("Summary", "Two, now.", "Three.")]
    third = opened(somchai, url)
    save(somchai, url, third, summary="<p>Two, now.</p>")
    refused = save(mali, url, as_posted(refused), summary="<p>Two, <em>now</em>.</p>")
    assert differences(refused) == [("Summary", "<p>Two, now.</p>", "<p>Two, <em>now</em>.</p>")]


def test_of_a_long_text_what_differs_is_shown(somchai, mali):
    long = "<p>First.</p><p>Second.</p><p>Third.</p>"
    url = change(make_project(summary=long))
    first, second = opened(somchai, url), opened(mali, url)
    save(somchai, url, first, summary=long.replace("Second", "Another"))
    refused = save(mali, url, second, summary=long.replace("Third", "Last"))
    assert differences(refused) == [("Summary", "Another. Third.", "Second. Last.")]


def test_spaces_that_alone_differ_are_shown(somchai, mali, report):
    url = change(report.network)
    first, second = opened(somchai, url), opened(mali, url)
    save(somchai, url, first, name="As  it was")
    assert len(differences(save(mali, url, second, name="As it was"))) == 1


def test_a_row_that_both_changed(somchai, mali, report):
    make_acronym(report=report, acronym="MOU", expansion="Memorandum")
    url = change(report)
    first, second = opened(somchai, url), opened(mali, url)
    save(somchai, url, first, **{"acronyms-0-expansion": "Of Somchai"})
    refused = save(mali, url, second, **{"acronyms-0-expansion": "Of Mali"})
    assert differences(refused) == [("MOU: Of Somchai: Expansion", "Of Somchai", "Of Mali")]
    assert save(mali, url, as_posted(refused)).status_code == 302
    assert list(report.acronyms.values_list("expansion", flat=True)) == ["Of Mali"]


def test_a_row_that_was_changed_on_its_own_page(somchai, mali, report):
    section = make_section(report=report, heading="About")
    second = opened(mali, change(report))
    save(somchai, change(section), opened(somchai, change(section)), heading="About us")
    refused = save(mali, change(report), second)
    assert differences(refused) == [("About us: Heading", "About us", "About")]
    assert refused.context["conflict"]["by"].user.first_name == "Somchai"


def test_what_a_form_does_not_show_is_no_conflict(somchai, mali, report):
    section = make_section(report=report, heading="About")
    second = opened(mali, change(report))
    save(somchai, change(section), opened(somchai, change(section)), text="<p>Written meanwhile.</p>")
    assert save(mali, change(report), second).status_code == 302
    section.refresh_from_db()
    assert section.text == "<p>Written meanwhile.</p>"


def test_a_row_that_the_other_added_is_told_and_stays(somchai, mali, report):
    make_acronym(report=report, acronym="MOU", expansion="Memorandum")
    url = change(report)
    first, second = opened(somchai, url), opened(mali, url)
    save(somchai, url, first, **row("acronyms", 1, acronym="GMS", expansion="Greater Mekong Subregion"))
    refused = save(mali, url, second, **row("acronyms", 1, acronym="ILO", expansion="Labour Organization"))
    [(what, stored, typed)] = differences(refused)
    assert (what, stored) == ("A row of acronyms", "GMS; Greater Mekong Subregion")
    assert typed == "Not in your form; it stays as it is stored"
    assert save(mali, url, as_posted(refused)).status_code == 302
    assert sorted(report.acronyms.values_list("acronym", flat=True)) == ["GMS", "ILO", "MOU"]


def test_a_row_that_the_other_removed_is_offered_again_as_typed(somchai, mali, report):
    for acronym in ("AAA", "BBB", "CCC"):
        make_acronym(report=report, acronym=acronym, expansion=acronym.lower())
    url = change(report)
    first, second = opened(somchai, url), opened(mali, url)
    save(somchai, url, first, **{"acronyms-0-DELETE": "on"})
    assert list(report.acronyms.values_list("acronym", flat=True)) == ["BBB", "CCC"]
    refused = save(mali, url, second, **{"acronyms-0-expansion": "kept", "acronyms-1-expansion": "changed"})
    assert differences(refused) == [("A row of acronyms", "Removed", "AAA; kept")]
    assert save(mali, url, as_posted(refused)).status_code == 302
    assert sorted(report.acronyms.values_list("acronym", "expansion")) == [
        ("AAA", "kept"),
        ("BBB", "changed"),
        ("CCC", "ccc"),
    ]


def test_put_back_among_ten_rows_and_more(somchai, mali, report):
    acronyms = [f"A{number:02}" for number in range(12)]
    for acronym in acronyms:
        make_acronym(report=report, acronym=acronym, expansion="as it was")
    url = change(report)
    first, second = opened(somchai, url), opened(mali, url)
    save(somchai, url, first, **{"acronyms-0-DELETE": "on"})
    refused = save(mali, url, second, **{"acronyms-11-expansion": "changed"})
    assert save(mali, url, as_posted(refused)).status_code == 302
    assert sorted(report.acronyms.values_list("acronym", flat=True)) == acronyms
    assert report.acronyms.get(acronym="A11").expansion == "changed"


def test_a_row_that_both_removed_is_gone(somchai, mali, report):
    make_acronym(report=report, acronym="AAA"), make_acronym(report=report, acronym="BBB")
    url = change(report)
    first, second = opened(somchai, url), opened(mali, url)
    save(somchai, url, first, **{"acronyms-0-DELETE": "on"})
    refused = save(mali, url, second, **{"acronyms-0-DELETE": "on"})
    assert differences(refused) == []
    assert save(mali, url, as_posted(refused)).status_code == 302
    assert list(report.acronyms.values_list("acronym", flat=True)) == ["BBB"]


def test_a_row_that_one_removes_and_the_other_changed(somchai, mali, report):
    make_acronym(report=report, acronym="AAA", expansion="One")
    url = change(report)
    first, second = opened(somchai, url), opened(mali, url)
    save(somchai, url, first, **{"acronyms-0-expansion": "Two"})
    refused = save(mali, url, second, **{"acronyms-0-DELETE": "on"})
    assert differences(refused) == [("AAA: Two: Expansion", "Two", "To be deleted")]
    assert Acronym.objects.count() == 1


def test_nothing_changed_is_no_conflict(somchai, mali, report):
    make_acronym(report=report)
    url = change(report)
    first, second = opened(somchai, url), opened(mali, url)
    assert save(somchai, url, first).status_code == save(mali, url, second).status_code == 302


def test_the_same_person_saves_again_and_again(mali, report):
    form = opened(mali, change(report))
    for title in ("One", "Two"):
        saved = mali.post(change(report), {**form, "title": title, "_continue": "1"}, follow=True)
        assert saved.redirect_chain and saved.context["adminform"].form.initial["title"] == title
        form = as_posted(saved)


def test_what_is_refused_for_another_reason_still_knows_when_it_was_opened(somchai, mali, report):
    url = change(report)
    first, second = opened(somchai, url), opened(mali, url)
    refused = save(mali, url, second, start="no date")
    save(somchai, url, first, title="By Somchai")
    assert is_noticed(save(mali, url, as_posted(refused), start=second["start"]))


def test_what_is_wrong_besides_is_said_besides(somchai, mali, report):
    url = change(report)
    first, second = opened(somchai, url), opened(mali, url)
    save(somchai, url, first, title="By Somchai")
    refused = save(mali, url, second, title="By Mali", slug="")
    assert refusals(refused) == ["This field is required."]
    page = refused.content.decode()
    assert "Please correct the error below." in page and "Changed since you opened it" in page


@pytest.mark.parametrize("seal", [None, "", "made up"])
def test_a_form_without_its_seal_is_shown_and_not_saved(mali, report, seal):
    form = opened(mali, change(report))
    del form["_opened"]
    refused = save(mali, change(report), form, title="Blind", **({} if seal is None else {"_opened": seal}))
    assert is_noticed(refused)
    report.refresh_from_db()
    assert report.title == "As it was"


def test_looking_for_a_conflict_asks_as_much_for_three_rows_as_for_one(somchai, mali, report):
    def asked():
        mine, theirs = opened(mali, change(report)), opened(somchai, change(report))
        save(somchai, change(report), theirs, title=report.title + "!" * Acronym.objects.count())
        with CaptureQueriesContext(connection) as queries:
            assert is_noticed(save(mali, change(report), mine))
        return sum("acronym" in query["sql"] and "SELECT" in query["sql"] for query in queries)

    make_acronym(report=report)
    one = asked()
    make_acronym(report=report), make_acronym(report=report)
    assert 0 < one <= asked() <= one + 2  # each row that is posted is looked up by Django itself


@pytest.mark.parametrize("rows", [1, 3])
def test_opening_and_saving_ask_as_much_as_they_must(somchai, report, rows, django_assert_num_queries):
    for _ in range(rows):
        make_acronym(report=report)
    opened(somchai, change(report))  # what is asked once and remembered
    with django_assert_num_queries(13):
        form = opened(somchai, change(report))
    with django_assert_num_queries(29):  # five are the guard’s; one asks whom its words may name, who is protected
        assert save(somchai, change(report), form, title="New").status_code == 302


# At the same instant


@contextmanager
def own_connections(folder):
    """For threads. On SQLite to a copy of the data in a file, with the locks of a site: in memory there are none."""
    if connection.vendor != "sqlite":
        yield
        return
    file = str(folder / "copy.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [file])
    with patch.dict(connection.settings_dict, NAME=file):
        yield


def at_once(*several):
    """What each answers, in a thread with a connection of its own."""

    def one(what):
        try:
            return what()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(several)) as threads:
        return list(threads.map(one, several))


@pytest.fixture
def meeting(monkeypatch):
    """Who has looked for a conflict waits for the other before saving: in vain, if the other is kept from looking."""
    barrier, look = Barrier(2), Guarded._conflict

    def wait(self, *asked):
        found = look(self, *asked)
        with suppress(BrokenBarrierError):
            barrier.wait(1)
        return found

    monkeypatch.setattr(Guarded, "_conflict", wait)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", ["of the report", "of the section"])
def test_of_two_who_save_at_the_same_instant_one_is_told(somchai, mali, report, meeting, tmp_path, page):
    """Both in the form of the report; or one there, in a row, and one on the page of the section that the row is."""
    section = make_section(report=report, heading="About")
    theirs = {"url": change(report), "sections-0-heading": "Of Somchai"}
    own = {"url": change(report), "sections-0-heading": "Of Mali"}
    if page == "of the section":
        own = {"url": change(section), "heading": "Of Mali"}
    theirs["form"], own["form"] = opened(somchai, theirs["url"]), opened(mali, own["url"])
    with own_connections(tmp_path):
        answers = at_once(lambda: save(somchai, **theirs), lambda: save(mali, **own))
        [stored] = at_once(Section.objects.values_list("heading", flat=True).get)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    saved, shown = ("Of Somchai", "Of Mali") if answers[1].status_code == 200 else ("Of Mali", "Of Somchai")
    refused = next(answer for answer in answers if answer.status_code == 200)
    assert is_noticed(refused) and stored == saved
    assert [both[1:] for both in differences(refused)] == [(saved, shown)]
