"""A new report from one there is, two reports that claim one period, and what is new since somebody looked."""

import re

import pytest
from django.urls import reverse

from reports.models import AnnualReport, FinanceLine, SeenPreview
from tests.factories import (
    make_acronym,
    make_annual_report,
    make_branding,
    make_country_overview,
    make_finance_line,
    make_message,
    make_organisation,
    make_section,
)
from tests.posting import address, as_posted, change, refusals, send
from tests.public import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary_client(client, secretary):
    client.force_login(secretary)
    return client


def at(name, report):
    return reverse(f"admin:reports_annualreport_{name}", args=[report.pk])


def filled(client, page):
    form = client.get(page).context["form"]
    return {field.html_name: field.value() or "" for field in form if field.value() is not False}


@pytest.mark.parametrize(
    ("start", "end", "period", "slug"),
    [
        ("2014", "2014", "2015", "2015"),
        ("2011", "2013", "2014–2016", "2014-2016"),
        ("April 2014", "March 2015", "April 2015 – March 2016", "2015-04-2016-03"),
    ],
)
def test_the_period_moves_on_by_its_own_length(secretary_client, start, end, period, slug):
    report = make_annual_report(start=start, end=end, slug="1999", colophon="<p>By us.</p>")
    answer = secretary_client.post(at("copy", report), filled(secretary_client, at("copy", report)))
    copy = AnnualReport.objects.exclude(pk=report.pk).get()
    assert answer["Location"] == change(copy)
    assert (copy.period, copy.slug, copy.status, copy.colophon) == (period, slug, "draft", "<p>By us.</p>")
    assert (copy.network, copy.committee, copy.language) == (report.network, report.committee, "en")


@pytest.mark.parametrize("texts", [True, False])
def test_sections_and_acronyms_are_copied_and_nothing_that_was_said(secretary_client, report, texts):
    make_section(report=report, heading="Thanks", order=7, shown=False, numbering="I", text="<p>Thank you.</p>")
    make_acronym(report=report, acronym="MOU", expansion="Memorandum")
    make_message(report=report)
    make_country_overview(report=report)
    secretary_client.post(
        at("copy", report), filled(secretary_client, at("copy", report)) | ({"with_texts": "on"} if texts else {})
    )
    copy = AnnualReport.objects.get(slug="2015")
    kept = ["kind", "heading", "order", "shown", "numbering", "project"]
    assert list(copy.sections.values(*kept)) == list(report.sections.values(*kept))
    assert copy.sections.get(heading="Thanks").text == ("<p>Thank you.</p>" if texts else "")
    assert list(copy.acronyms.values_list("acronym", "expansion")) == [("MOU", "Memorandum")]
    assert not copy.messages.exists() and not copy.overviews.exists()
    assert report.sections.count() == 3 and report.acronyms.count() == 1


@pytest.mark.parametrize(
    ("period", "heading", "copied"),
    [
        (("2014", "2014"), "Calendar 2014", "Calendar 2015"),
        (("2014", "2014"), "2014 and the plan for 2015", "2015 and the plan for 2016"),
        (("2014", "2014"), "The strategy of 2014–2018, begun in 2013", "The strategy of 2014–2018, begun in 2013"),
        (("2011", "2013"), "Work in 2011–2013", "Work in 2014–2016"),
        (("April 2014", "March 2015"), "April 2014 – March 2015", "April 2015 – March 2016"),
    ],
)
def test_a_heading_that_names_the_period_moves_on_with_it(secretary_client, period, heading, copied):
    report = make_annual_report(start=period[0], end=period[1])
    make_section(report=report, heading=heading)
    secretary_client.post(at("copy", report), filled(secretary_client, at("copy", report)))
    assert [section.heading for section in AnnualReport.objects.exclude(pk=report.pk).get().sections.all()] == [copied]
    assert report.sections.get().heading == heading


def test_what_is_no_date_is_not_taken_for_the_period_that_was_offered(secretary_client, report):
    make_annual_report(network=report.network, start="2015", end="2015", slug="2015")
    refused = secretary_client.post(
        at("copy", report), filled(secretary_client, at("copy", report)) | {"start": "soon", "end": ""}
    )
    assert list(refused.context["form"].errors) == ["start", "end"]


def test_the_same_period_in_another_language(secretary_client, report):
    page = at("copy", report) + "?language=another"
    form = filled(secretary_client, page)
    assert (form["start"], form["end"], form["language"]) == ("2014", "2014", "")
    secretary_client.post(page, form | {"language": "th"})
    assert AnnualReport.objects.get(language="th").slug == "2014-th"


def test_reading_makes_nothing_and_what_was_typed_stays(secretary_client, report):
    secretary_client.get(at("copy", report))
    typed = filled(secretary_client, at("copy", report)) | {"title": "My title", "start": "2014", "end": "2014"}
    message = secretary_client.post(at("copy", report), typed).content.decode()
    assert "There is one of this period in English already: “Annual Report 2014”, at the address 2014." in words(
        message
    )
    assert 'value="My title"' in message
    assert AnnualReport.objects.count() == 1


def test_an_address_that_is_taken_is_refused_with_what_to_do(secretary_client, report):
    other = make_annual_report(network=make_organisation(name="Another Network"), slug="2015")
    why = "“Annual Report 2015” of Another Network stands at the address 2015 already. "
    why += "Write another one: add two or three letters of the language or the network, as in 2014-th."
    refused = secretary_client.post(at("copy", report), filled(secretary_client, at("copy", report)))
    assert refused.context["form"].errors == {"slug": [why]}
    assert refusals(send(secretary_client, change(report), {"slug": "2015"})) == [why]
    copied = secretary_client.post(
        at("copy", report), filled(secretary_client, at("copy", report)) | {"slug": "2015-en"}
    )
    assert copied["Location"] == change(AnnualReport.objects.exclude(pk__in=[report.pk, other.pk]).get())


def test_a_reversed_period_and_a_second_report_are_refused_on_the_form(secretary_client, report):
    answer = send(secretary_client, change(report), {"title": "My title", "start": "2015", "end": "2013"})
    assert refusals(answer) == ["The period ends in 2013, before it starts in 2015."]
    assert answer.context["adminform"].form["title"].value() == "My title"
    other = make_annual_report(network=report.network, slug="2013")
    answer = send(secretary_client, change(other), {"title": "My title", "start": "2014", "end": "2014"})
    [why] = refusals(answer)
    assert why.startswith("There is one of this period in English already: “Annual Report 2014”, at the address 2014.")
    assert list(answer.context["adminform"].form.errors) == ["language"]
    assert answer.context["adminform"].form["title"].value() == "My title"
    other.refresh_from_db()
    assert (other.title, str(other.start)) == ("Annual Report", "2013")


def test_what_is_new_since_it_was_seen(secretary_client, report, secretary):
    page = at("news", report)
    shown = secretary_client.get(page).content.decode()
    assert "You have not yet said" in shown and not SeenPreview.objects.exists()
    seen = {"print_hash": re.search(r'name="print_hash" value="(\w+)"', shown)[1]}
    secretary_client.post(page, seen)
    assert SeenPreview.objects.get().user == secretary
    assert "Nothing is new." in secretary_client.get(page).content.decode()
    report.sections.filter(heading="About").update(heading="About us")
    message = words(secretary_client.get(page).content.decode())
    assert "About us › heading changed Before: About After: About us" in message
    late = secretary_client.post(page, seen, follow=True).content.decode()
    assert "The records have changed since you opened this page." in late
    assert "About us › heading" in words(late)


def test_finance_lines_are_listed_by_period_currency_and_report(secretary_client, report):
    own = make_finance_line(network=report.network, label="A grant", amount="1250.5")
    make_finance_line(network=report.network, label="Earlier", start="2013", end="2013", currency="THB")
    make_finance_line(label="Of another network")

    def listed(query):
        return [line.label for line in secretary_client.get(address(type(own)) + query).context["cl"].result_list]

    assert listed(f"?report={report.pk}") == ["A grant"]
    assert listed("?period=2013_2013") == ["Earlier"]
    assert listed("?currency=THB") == ["Earlier"]
    assert (
        '<td class="field-sum">1,250.50</td>' in secretary_client.get(address(type(own)) + "?q=grant").content.decode()
    )
    assert f'href="{address(type(own))}?report={report.pk}"' in secretary_client.get(change(report)).content.decode()


@pytest.mark.parametrize("typed", ["1000,50", "12,000", "USD 40", "forty"])
def test_an_amount_that_is_no_figure_is_kept_and_refused(secretary_client, typed):
    line = make_finance_line(amount="1250.50")
    assert 'inputmode="decimal"' in secretary_client.get(change(line)).content.decode()
    answer = send(secretary_client, change(line), {"amount": typed})
    assert "with a point before decimals" in " ".join(refusals(answer))
    assert f'value="{typed}"' in answer.content.decode()
    line.refresh_from_db()
    assert str(line.amount) == "1250.50"
    assert send(secretary_client, change(line), {"amount": "12500.5"}).status_code == 302


@pytest.mark.parametrize("model", [AnnualReport, FinanceLine])
def test_a_new_record_is_of_the_network_whose_site_this_is(secretary_client, model):
    make_organisation(name="Another Network")
    own = make_branding().organisation
    assert secretary_client.get(address(model, "add")).context["adminform"].form["network"].value() == own.pk


def test_a_section_is_added_without_javascript(secretary_client, report):
    asked, form = change(report), as_posted(secretary_client.get(change(report)))
    form = as_posted(secretary_client.post(asked, form | {"_row": "sections"}))
    assert [int(form[f"sections-{name}_FORMS"]) for name in ("INITIAL", "TOTAL")] == [2, 3]
    assert (
        secretary_client.post(asked, form).status_code == 302 and report.sections.count() == 2
    )  # an empty row is no row
    form = as_posted(secretary_client.post(asked, as_posted(secretary_client.get(asked)) | {"_row": "sections"}))
    secretary_client.post(asked, form | {"sections-2-heading": "Thanks", "sections-2-order": "7"})
    assert report.sections.get(heading="Thanks").order == 7
