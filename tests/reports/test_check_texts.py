"""What the check finds in the words of a report: each check on a small report of its own, and what it leaves alone."""

import re
import time

import pytest

from members.redaction.redactor import people_named
from projects.models import Activity
from publications.models import Publication
from reports.checks import check
from reports.checks.acronyms import expansion
from reports.checks.days import Days, days_in
from reports.checks.links import fault
from reports.models import AnnualReport
from tests.factories import (
    make_acronym,
    make_activity,
    make_annual_report,
    make_attendance,
    make_country_overview,
    make_edition,
    make_event,
    make_figure,
    make_finance_line,
    make_message,
    make_network,
    make_organisation,
    make_organisation_name,
    make_person,
    make_publication,
    make_release,
    make_report_photo,
    make_section,
    make_spelling,
    make_staff,
    make_statistic,
    make_term_to_avoid,
)

pytestmark = pytest.mark.django_db
KINDS = ["overview", "messages", "achievements", "publications", "calendar", "acronyms"]


@pytest.fixture
def report(db):
    report = make_annual_report(slug="2014")
    for kind in KINDS:
        make_section(report=report, kind=kind, heading=kind.capitalize())
    return report


def write(report, *paragraphs):
    return make_section(report=report, heading="About", text="".join(f"<p>{words}</p>" for words in paragraphs))


def shown(report, kind):
    return [finding.what for finding in check(report) if finding.kind == kind]


# Names


def test_a_name_against_its_persons_choice_blocks_wherever_it_stands(report):
    make_person(name="Daw Hidden", name_in_script="ဒေါ်ဟစ်ဒင်", naming="initials")
    make_person(name="Ko Open", naming="full")
    section = write(report, "We thank <strong>Daw</strong> Hidden and Ko Open.")
    event = make_event(start="9 May 2014", title="A talk by ဒေါ်ဟစ်ဒင်")
    found = [one for one in check(report) if one.kind == "Name against its person’s choice"]
    assert {one.severity for one in found} == {"blocking"}
    assert [(one.record, one.what) for one in found] == [
        (str(section), "“Daw Hidden” stands here; this person chose “initials only” and is called “H.”."),
        (str(event), "“ဒေါ်ဟစ်ဒင်” stands here; this person chose “initials only” and is called “H.”."),
    ]


def test_a_name_is_found_in_a_credit_and_in_the_plan(report):
    make_person(name="Daw Hidden", naming="withheld")
    photo = make_report_photo(section=write(report, "Told."), caption="At the river", credit="Photo: Daw Hidden")
    make_section(report=report, kind="plan", heading="Plan", text="<p>Next.</p>")
    event = make_event(start="May 2015", title="A talk by Daw Hidden")
    found = {one.address for one in check(report) if one.kind == "Name against its person’s choice"}
    assert found == {
        f"/admin/reports/section/{photo.section_id}/change/#id_photos-0-credit",
        f"/admin/events/event/{event.pk}/change/#id_title",
    }


def test_a_name_is_found_beside_letters_that_part_no_words_and_in_a_release(report):
    person = make_person(name="Daw Hidden", name_in_script="สมชาย ดี", naming="withheld")
    texts = ["กับDaw Hiddenแล้ว", "กับ<em>สม\u200bชาย</em>\nดีแล้ว"]
    for text in texts:
        write(report, text)
    assert [what.split(" stands")[0] for what in shown(report, "Name against its person’s choice")] == [
        "“Daw Hidden”",
        "“สม\u200bชาย ดี”",
    ]
    assert people_named([{"text": text} for text in [*texts, "Daw\nHidden", "Dawn"]]) == [[person]] * 3 + [[]]


# Terms to avoid, and the network's spelling


@pytest.mark.parametrize(
    "words",
    [
        "They said “illegal migrants”.",
        "They said ‘illegal migrants’ to the press.",
        'They said "illegal migrants".',
        "The book <em>Illegal Migrants</em> came out.",
        "Legal or illegal, migrantship is no word.",
    ],
)
def test_a_term_in_a_quotation_or_a_title_is_left_alone(report, words):
    make_term_to_avoid(phrase="illegal migrant", forms="illegal migrants")
    make_section(
        report=report, heading="Quoted", text="<blockquote><p>The illegal migrants.</p></blockquote><p>It.</p>"
    )
    make_message(report=report, text="<p>As an illegal migrant I know.</p>")
    make_event(start="9 May 2014", title="Illegal migrants: a debate")
    write(report, words)
    assert shown(report, "Term to avoid") == []


def test_a_term_in_our_own_words_is_found_with_its_alternative_in_every_form(report):
    make_term_to_avoid(phrase="illegal migrant", forms="illegal migrants", consider="migrant without documents")
    make_term_to_avoid(phrase="Migrant illégal", language="fr")
    make_term_to_avoid(phrase="migrants", status="draft")
    write(report, "Illegal migrants, and once more an illegal-migrant; migrant illégal.")
    found = [one for one in check(report) if one.kind == "Term to avoid"]
    assert [one.what.split(" It ")[0] for one in found] == [
        "“Illegal migrants”. Consider “migrant without documents”.",
        "“illegal-migrant”. Consider “migrant without documents”.",
    ]
    assert len({one.key for one in found}) == 2


def test_the_branding_spells_otherwise(report):
    network = make_network(organisation=report.network)
    make_spelling(network=network, write="Burma/Myanmar", instead_of="Myanmar")
    write(report, "In Burma/Myanmar it began.", "“In Myanmar”, they said.")
    assert shown(report, "Not the network’s spelling") == []
    make_section(report=report, heading="More", text="<p>In Myanmar it went on.</p>")
    assert shown(report, "Not the network’s spelling") == ["“Myanmar”; the network writes “Burma/Myanmar”."]


def test_the_lines_of_finance_are_read_each_label_once(report):
    make_section(report=report, kind="finance", heading="Finance")
    make_term_to_avoid(phrase="illegal migrant", forms="illegal migrants")
    label = "Shelter, food and legal advice for illegal migrants and their families on both banks of the river"
    note = "Illegal migrants are counted by the office."
    years = ("2013", "2014", "2014")
    lines = [
        make_finance_line(network=report.network, start=year, end=year, label=label, note=note, order=place)
        for place, year in enumerate(years)
    ]
    make_finance_line(label="Illegal migrants of another network")
    latest = f"/admin/reports/financeline/{lines[-1].pk}/change/"
    assert [(one.kind, one.address) for one in check(report)] == [
        ("Term to avoid", f"{latest}#id_label"),
        ("Term to avoid", f"{latest}#id_note"),
    ]


# Repetition


def test_a_paragraph_is_found_twice_and_a_short_line_is_not(report):
    long = "The participants of the meeting came from six countries and stayed for three days in Yangon."
    write(report, long, "Thanks!", "Something else.", "Thanks!")
    make_country_overview(report=report, text=f"<p>{long.replace(' and ', '  <em>and</em> ')}</p>")
    assert shown(report, "Paragraph printed twice") == [f"“{long[:90]}…” stands in “About” already."]


# Links


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("https://example.org/a?b=c#d", ""),
        ("http://www.example.org:8000/%20a.pdf", ""),
        ("mailto:info@example.org", ""),
        ("mailto:info(at)example.org", "it is no e-mail address"),
        ("www.example.org", "it does not begin with http:// or https://"),
        ("htp://example.org", "it does not begin with http:// or https://"),
        ("/members/", "it does not begin with http:// or https://"),
        ("http://http://example.org", "“http:” is no site"),
        ("http:/example.org", "“” is no site"),
        ("https://example", "“example” is no site"),
        ("https://example.org/a b", "it has a space in it"),
        ("https://example.org//a", "it has // twice"),
        ("https://example.org/a.", "it ends with a mark that belongs to the sentence"),
        ("https://[", "it cannot be read"),
    ],
)
def test_a_links_fault_is_named(address, wrong):
    assert fault(address) == wrong


def test_links_of_texts_and_fields_are_looked_at(report):
    section = write(
        report,
        'See <a href="http://exampleorg">here</a>, <a href="https://example.org/">www.example.org</a> and '
        '<a href="https://example.org/b">https://example.org/a</a>.',
        "Written out: www.example.org/list, and info@example.org.",
    )
    event = make_event(start="9 May 2014", link="https://example.org/a.")
    report.network.website = "https://mekong"
    found = {(one.kind, one.record, one.what) for one in check(report) if "ink" in one.kind}
    assert found == {
        ("Link not well formed", str(report.network), "“https://mekong”: “mekong” is no site."),
        ("Link not well formed", section.heading, "“http://exampleorg”: “exampleorg” is no site."),
        (
            "Link not well formed",
            str(event),
            "“https://example.org/a.”: it ends with a mark that belongs to the sentence.",
        ),
        ("Link that leads elsewhere than it says", section.heading, "“example.org/a” leads to “example.org/b”."),
        (
            "Address that is not a link",
            section.heading,
            "“www.example.org/list” is written out and cannot be followed.",
        ),
        ("Address that is not a link", section.heading, "“info@example.org” is written out and cannot be followed."),
    }


def test_the_address_of_an_edition_leads_to_its_row_which_no_release_shares(report, client):
    other = make_annual_report(network=report.network, slug="2013", start="2013", end="2013")
    released = make_edition(version="Release 1")
    make_release(report=other, edition=released)
    edition = make_edition(publication=released.publication, language="th", address="https://example.org/a.", order=9)
    Publication.objects.update(date="2014")
    (found,) = [one for one in check(report) if one.kind == "Link not well formed"]
    page, anchor = found.address.split("#")
    client.force_login(make_staff())
    field = re.search(rf'<input\b[^>]* id="{anchor}"[^>]*>', client.get(page).content.decode())
    assert found.record == f"{edition.publication}: {edition}" and field and edition.address in field[0]


# Dates and launches


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("on 5–7 August 2014", ["5–7 August 2014"]),
        ("from 30 May to 1 June", ["30 May – 1 June 2014"]),
        ("On June 20th it was", ["20 June 2014"]),
        ("May 14-16, 2014", ["14–16 May 2014"]),
        ("the 3rd of it, 12 December 2013, then 31 February", ["12 December 2013"]),
        ("in June 2014, 30 participants", []),
        ("5 to 3 August", []),
    ],
)
def test_days_are_read_as_people_write_them(words, days):
    assert [str(one) for one in days_in(words, 2014)] == days


def test_without_a_year_of_its_own_a_day_is_not_guessed():
    assert list(days_in("on 5 August", None)) == []


@pytest.mark.parametrize(
    ("text", "start", "end", "found"),
    [
        ("on 5–7 August", "3 August 2014", "8 August 2014", 1),
        ("on 3–8 August", "3 August 2014", "8 August 2014", 0),
        ("on 5 August", "3 August 2014", "8 August 2014", 0),  # a day of it
        ("on 20 December", "21 December 2014", None, 1),
        ("on 18 December", "21 December 2014", None, 1),
        ("on 17 December", "21 December 2014", None, 0),  # too far off to be a slip
        ("on 20 December, and again on 21 December", "21 December 2014", None, 0),
        ("on 5–7 August", "August 2014", None, 0),
    ],
)
def test_a_chapter_disagrees_with_its_event(report, text, start, end, found):
    activity = make_activity(start="2014", end="2014", text=f"<p>It was held {text}.</p>")
    make_event(activity=activity, project=activity.project, start=start, end=end)
    make_event(start="6 August 2014", end="9 August 2014")  # of another project
    assert len(shown(report, "Date that disagrees with its event")) == found


def test_a_launch_is_looked_for_in_the_calendar(report):
    kind = "Launch that the calendar lacks"
    write(report, "On 9 December 2014 we launched a book. In 2003 the network was launched.", "On 8 May we met.")
    make_event(start="9 December 2014", kind="meeting")
    assert shown(report, kind) == [
        "“About” tells of a launch on 9 December 2014. The calendar has no launch on that day."
    ]
    draft = make_event(start="9 December 2014", kind="launch", status="draft")
    (found,) = [one for one in check(report) if one.kind == kind]
    assert found.record == str(draft) and found.address.endswith(f"/event/{draft.pk}/change/#id_status")
    draft.status = "published"
    draft.save()
    assert shown(report, kind) == []


def test_a_publication_of_a_day_has_a_launch(report):
    kind = "Launch that the calendar lacks"
    work = make_publication(title="Dragon Lake", date="9 December 2014")
    make_publication(title="A month", date="June 2014")
    (found,) = [one for one in check(report) if one.kind == kind]
    assert found.address.endswith(f"/publication/{work.pk}/change/#id_launch_event")
    make_event(start="8 December 2014", end="9 December 2014", title="Symposium, with a launch")
    assert shown(report, kind) == []


def test_a_report_without_a_calendar_lacks_no_launch():
    report = make_annual_report(slug="2014")
    write(report, "On 9 December 2014 we launched a book.")
    assert check(report) == []


# Editions


def test_languages_listed_differently(report):
    kind = "Editions listed differently"
    activity = make_activity(start="2014", end="2014", text="<p>It can be read in Thai, Lao and English.</p>")
    work = make_publication(title="Dragon Lake", activity=activity, project=activity.project)
    make_section(report=report, text="<p>The book Dragon Lake is in Thai and Lao.</p><p>Thai and Lao people met.</p>")
    assert len(shown(report, kind)) == 1  # between the two texts
    for language in ("th", "lo", "en"):
        make_edition(publication=work, language=language)
    assert shown(report, kind) == [
        "“Dragon Lake”: here 2 (Lao, Thai); its editions are 3 (English, Lao, Thai). Missing here: English."
    ]
    Activity.objects.update(text="<p>It can be read in Thai, Lao, English, Nepali and Tagalog.</p>")
    assert "Only here: Nepali, Tagalog." in shown(report, kind)[1]


# Figures


def test_figures_of_one_subject_disagree(report):
    kind = "Figures that disagree"
    overview = make_country_overview(report=report, text="<p>Up to 300,000 migrants returned to Cambodia.</p>")
    make_statistic(overview=overview, value=880_000, unit="Cambodian workers with a permit in Thailand", as_of="2014")
    make_statistic(overview=overview, value=300_000, unit="migrants who returned to Cambodia", order=1, as_of="2014")
    activity = make_activity(
        start="2014", end="2014", text="<p>Over 220,000 Cambodian workers left; 1,000 Lao stayed.</p>"
    )
    make_figure(activity=activity, value=24, unit="participants")
    event = make_event(activity=activity, project=activity.project, start="9 May 2014")
    make_attendance(event=event, value=24, unit="participants")
    assert shown(report, kind) == [
        "Here “Over 220,000 Cambodian workers left”; "
        "“over 300,000 migrants who returned to Cambodia” in “Thailand, 2014”."
    ]
    make_attendance(event=event, value=15, unit="participants from six countries", order=1)
    assert len(shown(report, kind)) == 2


# Acronyms


@pytest.mark.parametrize(
    ("words", "acronym", "expanded"),
    [
        ("through Nationality Verification", "NV", "Nationality Verification"),
        ("the International Organization for Migration", "IOM", "International Organization for Migration"),
        ("rules on occupational health and safety", "OHS", "occupational health and safety"),
        ("from the United Nations Development Fund", "UNDP", "United Nations Development Fund"),
        ("Oxfam and the Catholic Committee against Hunger", "CCFD", "Catholic Committee against Hunger"),
        ("she said so", "ABC", ""),
    ],
)
def test_what_an_acronym_stands_for_is_read_from_the_text(words, acronym, expanded):
    assert expansion(words.split(), acronym) == expanded


def test_acronyms_in_text_and_list(report):
    make_acronym(report=report, acronym="ILO", expansion="International Labour Organisation")
    make_acronym(report=report, acronym="CSO", expansion="Civil society organisation")
    make_acronym(report=report, acronym="CCT", expansion="Church of Christ Thailand")
    make_organisation(name="MAP Foundation")
    make_organisation(name="Clean Clothes Campaign", acronym="CCC")
    write(
        report,
        "The International Labour Organization (ILO), civil society organisations (CSOs) and the MAP Foundation met.",
        "Special Economic Zones (SEZs), the CCC, and http://example.org/REPORT.pdf; part III cost US$124.",
    )
    findings = [(one.kind, one.what) for one in check(report) if one.kind.startswith("Acronym")]
    assert findings == [
        (
            "Acronym expanded in two ways",
            "ILO: the list has “International Labour Organisation”, “About” has “International Labour Organization”.",
        ),
        ("Acronym not in the list", "“SEZ” is first used in “About”. It stands for “Special Economic Zones”."),
        ("Acronym not in the list", "“CCC” is first used in “About”. It stands for “Clean Clothes Campaign”."),
        ("Acronym that no text uses", "“CCT” (Church of Christ Thailand) is in the list; no text uses it."),
    ]


def test_one_acronym_expanded_in_two_ways_by_two_texts(report):
    write(report, "The Asia Forum on Law (AFL) met.")
    make_section(report=report, heading="More", text="<p>The Asian Federation of Labour (AFL) met.</p>")
    assert shown(report, "Acronym expanded in two ways") == [
        "AFL: here “Asian Federation of Labour”, elsewhere “Asia Forum on Law”."
    ]


# One body, two spellings


def test_a_body_is_spelt_as_its_record_spells_it(report):
    body = make_organisation(name="Center of Research for Development", acronym="CRCD")
    make_organisation_name(organisation=body, name="Centre 88", acronym="CRCDD", kind="variant")
    make_organisation_name(organisation=body, name="Center of Research", kind="variant")  # shorter, not another
    write(report, "The Center of Research for Development, a Center of Research, (CRCD) met.")
    kind = "One organisation spelt two ways"
    assert shown(report, kind) == []
    make_section(report=report, text="<p>Centre for Research for Development; Centre 88; CRCDD.</p>")
    assert [what.split(" in ")[0] for what in shown(report, kind)] == [
        "“Centre for Research for Development”",
        "“Centre 88”",
        "“CRCDD”",
    ]


def test_a_name_nobody_recorded_is_spelt_one_way(report):
    write(
        report,
        "The One Stop Service Centres opened.",
        "One Stop Service Center in Ranong. The One Stop Service Centre.",
    )
    assert shown(report, "One name spelt two ways") == [
        "“One Stop Service Center” here, “One Stop Service Centres” in “About”."
    ]


# All together


def test_the_queries_do_not_grow(report, django_assert_num_queries):
    """One for each kind of record that is printed. A dozen are the check's own: what was accepted, drafts and undated
    work, what events are tied to, publications with their editions, idle projects, the report before and its
    activities, protected people, terms, spellings, and the organisations that the texts may name, with their names."""

    def grow():
        activity = make_activity(start="2014", end="2014", text="<p>On 5 May.</p>")
        make_figure(activity=activity)
        make_event(activity=activity, project=activity.project, start="9 May 2014")
        make_edition(publication=make_publication(project=activity.project, date="9 May 2014"))
        make_person(), make_term_to_avoid()
        make_organisation_name()
        make_acronym(report=report)
        make_message(report=report)
        section = write(report, "More.")
        country = ["TH", "KH", "LA"][Activity.objects.count() - 1]
        make_statistic(overview=make_country_overview(report=report, country=country))
        return section

    grow()
    with django_assert_num_queries(38):
        check(AnnualReport.objects.get(pk=report.pk))
    grow(), grow()
    with django_assert_num_queries(38):
        check(AnnualReport.objects.get(pk=report.pk))


def test_days_that_share_a_day_overlap():
    first, second, third = (next(days_in(words, 2014)) for words in ("1–3 May", "3–4 May", "4–5 May"))
    assert first.overlaps(second) and not first.overlaps(third) and isinstance(first, Days)


# Letters


def test_a_letter_that_no_font_draws_blocks(report):
    section = write(report, "မြန်မာ, ភាសាខ្មែរ, ພາສາລາວ, ไทย, Tiếng Việt, 中文, 日本語.", "Look: 🐉 and ꯃ.")
    (found,) = [one for one in check(report) if one.kind == "Letters that cannot be printed"]
    assert (found.severity, found.record) == ("blocking", section.heading)
    assert found.what == "“🐉” (dragon), “ꯃ” (meetei mayek letter mit) in the introduction cannot be printed."


@pytest.mark.parametrize(
    "odd", ["((", "A", "A B ", "“", "1,000", "a@", "http://", "May 1 ", "English, ", "A-", "&amp;"], ids=repr
)
def test_a_text_of_one_thing_over_and_over_is_read_at_once(report, odd):
    make_organisation(name="Centre for Labour Rights")
    write(report, odd * (60_000 // len(odd)))
    begun = time.process_time()
    check(report)
    assert time.process_time() - begun < 3  # a pattern that reads it anew from every letter takes minutes
