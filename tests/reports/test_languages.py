"""The language of a report: offered with or without fixed words, and never from right to left."""

import re

import lxml.html
import pytest
from django.core.exceptions import ValidationError

from reports.checks import check
from reports.data.gather import gather
from reports.models import AnnualReport
from reports.output.formats import text_form
from reports.output.html import report_html
from tests.factories import make_annual_report, make_event, make_membership, make_organisation, make_section
from tests.posting import address, change, refusals, send
from tests.public import words

pytestmark = pytest.mark.django_db
IN_ENGLISH = "are in English: nobody has translated them into German yet."
REFUSED = "No report can be printed in this language: from right to left it cannot be laid out."


@pytest.fixture
def german():
    report = make_annual_report(slug="2014-de", start="2014", end="2014", language="de", title="Jahresbericht")
    make_membership(organisation=make_organisation(country="MM"))
    for order, kind in enumerate(["members", "calendar"]):
        make_section(report=report, kind=kind, heading="Kapitel", order=order)
    make_event(start="21 March 2014", end="23 March 2014")
    return report


def test_without_a_catalogue_words_dates_and_countries_are_english(german):
    html = report_html(gather(german))
    shown = lxml.html.fromstring(html).text_content()
    assert '<html lang="de">' in html and "Contents" in shown
    assert "21–23 March 2014" in shown and "März" not in shown and "Birma" not in shown
    assert IN_ENGLISH in shown and "native speaker" not in shown
    assert IN_ENGLISH in " ".join(text_form(gather(german)).split())


def test_the_page_of_such_a_report_says_so_in_english(client, german):
    page = client.get(german.get_absolute_url()).content.decode()
    assert re.search(rf'<p class="quiet" lang="en">[^<]*{re.escape(IN_ENGLISH)}</p>', page)
    assert '<div lang="de">' in page and "21–23 March 2014" in words(page)


def test_a_report_with_a_catalogue_says_no_such_thing(client, german):
    AnnualReport.objects.update(language="vi")
    page = client.get(german.get_absolute_url()).content.decode()
    assert "tháng 3, 2014" in words(page) and "nobody has translated" not in page


def test_the_check_warns_of_a_language_without_fixed_words(german):
    found = [one for one in check(german) if one.kind == "Language without fixed words"]
    assert [(one.severity, one.what) for one in found] == [("warning", "Nobody has translated them into German.")]
    AnnualReport.objects.update(language="vi")
    german.refresh_from_db()
    assert "Language without fixed words" not in {one.kind for one in check(german)}


def test_the_form_groups_languages_and_offers_none_from_right_to_left(admin_client):
    page = lxml.html.fromstring(admin_client.get(address(AnnualReport, "add")).content.decode())
    groups = page.xpath("//select[@id='id_language']/optgroup")
    offered = {group.get("label"): [one.get("value") for one in group] for group in groups}
    assert list(offered) == ["With fixed words translated", "Fixed words in English"]
    translated, english = offered.values()
    assert "th" in translated and "de" in english and translated[0] == "en"
    assert {"ar", "he", "fa", "ur"}.isdisjoint(translated + english)
    help_text = page.get_element_by_id("id_language_helptext").text_content()
    assert "None that is written from right to left (Arabic, Hebrew, Persian, Urdu …)" in help_text


def test_a_report_from_right_to_left_is_refused_in_words(admin_client, german):
    answer = send(admin_client, change(german), {"language": "ar"})
    (why,) = refusals(answer)
    assert why.startswith(REFUSED) and "names in Arabic, Hebrew and the like may stand in any report" in why
    german.language = "ar"
    with pytest.raises(ValidationError, match=REFUSED):
        german.full_clean()
