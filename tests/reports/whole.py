"""A report with every kind of section, in whose records the check finds one of everything that one report can have."""

from reports.checks import MODULES
from reports.findings import Kind
from reports.models import Section
from tests.factories import (
    make_accepted_warning,
    make_acronym,
    make_activity,
    make_activity_photo,
    make_affiliation,
    make_annual_report,
    make_appointment,
    make_attendance,
    make_authorship,
    make_chairing,
    make_committee,
    make_country_overview,
    make_edition,
    make_event,
    make_figure,
    make_finance_line,
    make_grant,
    make_hosting,
    make_membership,
    make_message,
    make_network,
    make_office,
    make_organisation,
    make_organisation_name,
    make_organiser,
    make_participation,
    make_partner,
    make_person,
    make_project,
    make_publication,
    make_recommendation,
    make_report_photo,
    make_seat,
    make_section,
    make_spelling,
    make_statistic,
    make_term,
    make_term_to_avoid,
)

COPY = "<p>What was said last year.</p>"
LONG = "<p>It rained on the river and on the road for as long as anybody there can remember now.</p>"
TEXT = f"""{LONG}{LONG}
<p>Zarni Protected came to Laos. Then Omsin told illegal workers of it: ᚠ, ျမန္မာႏိုင္ငံ ေ႐ႊ႕ေျပာင္းအလုပ္သမား.</p>
<p><a href="https://example.org/zarni-protected">Here</a>, <a href="https://nowhere">there</a>,
<a href="https://one.example">two.example</a> and www.example.org.</p>
<p>The Named Foundation for Many (NFM) met the National Forum of Migrants (NFM) and the UNX.</p>
<p>The Center for River Rights came. So did the Workers Support Center. We thank the Workers Support Centre.</p>
<p>Dragon Lake can be had in Thai and Lao. It was launched on 3 March 2014.</p>
<p>Over 250,000 workers of Cambodia returned.</p>"""


def kinds():
    """The names of all that the check can find."""
    return {kind.name for module in MODULES for kind in vars(module).values() if isinstance(kind, Kind)}


def make_whole_report():
    report = make_annual_report(slug="2014", committee=make_committee())
    before = make_annual_report(network=report.network, slug="2013")
    for kind in Section.Kind.values:
        project = make_project() if kind == Section.Kind.PROGRAMME else None
        make_section(report=report, kind=kind, heading=f"{kind.capitalize()} of 2012", project=project)
    make_section(report=report, heading="Of a draft", kind="programme", project=make_project(status="draft"))
    make_section(report=before, text=COPY)
    make_country_overview(report=before)
    section = make_section(report=report, text=COPY)
    make_report_photo(section=section, alt="", consent="refused", status="draft")
    make_section(report=report, text=TEXT)
    make_people()
    make_network_around(report)
    make_work(report)
    return report


def make_people():
    make_person(name="Omsin Boonlert", naming="withheld")
    make_person(name="Zarni Protected", naming="withheld")


def make_network_around(report):
    seat = make_seat(committee=report.committee)
    for _ in range(2):
        make_chairing(term=make_term(seat=seat, end=None), end=None)
    make_term(seat=make_seat(committee=report.committee), end="June 2014")
    make_seat(committee=report.committee)
    make_seat(committee=report.committee, vacant_from="2013")
    make_appointment(office=make_hosting(office=make_office()).office)
    make_affiliation()
    make_organisation_name(organisation=make_membership().organisation)
    make_membership(person=make_person(), category="associate")
    make_spelling(network=make_network(organisation=report.network), write="Lao PDR", instead_of="Laos")
    make_organisation(name="Centre for River Rights")
    make_term_to_avoid(phrase="illegal workers")
    make_message(report=report)
    make_acronym(report=report, acronym="XYZ")
    make_accepted_warning(report=report)
    for year in ("2013", "2014"):
        make_finance_line(network=report.network, start=year, end=year)
    make_finance_line(network=report.network, start="2014", end="2015")


def make_work(report):
    overview = make_country_overview(report=report)
    make_statistic(overview=overview, value=220000, unit="workers of Cambodia returned", source="")
    make_report_photo(overview=overview)
    activity = make_activity(start="2014", end="2014", text="<p>It was held on 20 May 2014.</p>")
    make_activity(status="draft")
    make_activity(start=None, end=None)
    for make in (make_figure, make_recommendation, make_activity_photo):
        make(activity=activity)
    for make in (make_partner, make_grant):
        make(project=activity.project)
    whole = make_event(start="March 2014", city="", activity=make_activity(start="2012", end="2012"))
    event = make_event(start="21 May 2014", activity=activity, project=activity.project, parent=whole)
    for make in (make_organiser, make_participation, make_attendance):
        make(event=event)
    make_event(start="5 March 2014", role="internal", status="draft")
    make_event(start="5 March 2015")
    for date in ("May 2014", None):
        publication = make_publication(title="Dragon Lake", date=date, project=activity.project)
        make_authorship(publication=publication)
        make_edition(publication=publication)
