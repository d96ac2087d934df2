"""The records that a report prints, each table read once, for whoever gathers them and for whoever checks them.

What only one kind of section asks for is read when it is shown; what others ask for is empty where it is not.
"""

import datetime
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Prefetch, Q

from core import spans
from core.periods import beginning, not_after, not_before, touching
from events.models import Event
from members.branding import Branding
from members.models import Affiliation, Appointment, Membership, Office, Organisation, Person, Seat, Term
from members.redaction.redactor import withheld
from members.standing import best_known, why_unknown
from projects.models import Activity, Grant, Partner, Project
from publications.models import Authorship, Edition, Publication
from reports.models import Acronym, CountryOverview, FinanceLine, Message, Release, Section
from reports.models.finance import within

Kind = Section.Kind
WORK = {Kind.ACHIEVEMENTS, Kind.PROGRAMME}


class Records:
    def __init__(self, report):
        self.report = report
        self.first, self.last = report.days

    @cached_property
    def protected(self) -> list[Person]:
        return withheld()

    @cached_property
    def branding(self) -> Branding:
        """The settings of the report's network."""
        return Branding(organisation=self.report.network)

    @cached_property
    def unknown(self) -> dict[datetime.date, str]:
        """{day: why nothing can be known of it}: of the last day, and of the one that is known best."""
        days = {self.last, best_known(self.first, self.last)}
        return {day: why_unknown(day, self.branding.network) for day in days}

    @cached_property
    def shown(self) -> list[Section]:
        shown = self.report.sections.filter(shown=True)
        return list(shown.select_related("project__area").prefetch_related("photos"))

    @cached_property
    def sections(self) -> list[Section]:
        """Those that are printed: the heading alone of a project that is not published would give it away."""
        return [part for part in self.shown if part.kind != Kind.PROGRAMME or is_public(part.project)]

    @cached_property
    def chapters(self) -> list[Project]:
        """The projects that have a chapter of their own."""
        return [part.project for part in self.sections if is_public(part.project)]

    def prints(self, *kinds: str) -> bool:
        """Whether a section of one of these kinds is shown."""
        return any(section.kind in kinds for section in self.sections)

    @cached_property
    def overviews(self) -> list[CountryOverview]:
        if not self.prints(Kind.OVERVIEW):
            return []
        overviews = self.report.overviews.select_related("report").prefetch_related("statistics", "photos")
        return list(overviews)

    @cached_property
    def messages(self) -> list[Message]:
        return list(self.report.messages.select_related("person"))

    @cached_property
    def acronyms(self) -> list[Acronym]:
        return list(self.report.acronyms.all()) if self.prints(Kind.ACRONYMS) else []

    @cached_property
    def offices(self) -> list[Office]:
        return list(Office.objects.overlapping(self.first, self.last).with_hosts())

    @cached_property
    def affiliations(self) -> list[Affiliation]:
        """With the networks of which the network itself was a member."""
        running = Affiliation.objects.overlapping(self.first, self.last).select_related("organisation__parent")
        return list(running.filter(organisation__in=Organisation.objects.published()))

    @cached_property
    def seats(self) -> list[Seat]:
        """All of its committee, each with all its terms; of a term, `chairs`."""
        if not self.report.committee_id or not self.prints(Kind.COMMITTEE):
            return []
        seats = Seat.objects.filter(committee=self.report.committee_id).with_last_end(self.last)
        return list(seats.prefetch_related(Prefetch("terms", Term.objects.with_chairs())))

    @cached_property
    def memberships(self) -> list[Membership]:
        """Of any time."""
        return list(Membership.objects.included().select_related("organisation__parent").by_start())

    @cached_property
    def members(self) -> dict[Organisation, list[Membership]]:
        """Of those that are members on the last day."""
        members: dict[Organisation, list[Membership]] = {}
        for one in self.memberships:
            if one.organisation:
                members.setdefault(one.organisation, []).append(one)
        return {body: spells for body, spells in members.items() if any(one.runs(self.last) for one in spells)}

    @cached_property
    def individual_members(self) -> list[Membership]:
        """A membership that runs on the last day of each person who has one."""
        running = [one for one in self.memberships if one.person_id and one.runs(self.last)]
        return list({one.person_id: one for one in reversed(running)}.values())

    @cached_property
    def appointments(self) -> list[Appointment]:
        return list(Appointment.objects.overlapping(self.first, self.last).select_related("person"))

    @cached_property
    def grants(self) -> list[Grant]:
        return list(Grant.objects.for_acknowledgements(self.first, self.last))

    def grants_of(self, project: Project) -> list[Grant]:
        return [grant for grant in self.grants if grant.project_id == project.pk]

    @cached_property
    def activities(self) -> list[Activity]:
        if not self.chapters and not self.prints(Kind.ACHIEVEMENTS):
            return []
        found = Activity.objects.published().touching(self.first, self.last)
        if self.prints(Kind.ACHIEVEMENTS):
            found = found.filter(project__in=Project.objects.published())
        else:
            found = found.filter(project__in=[project.pk for project in self.chapters])
        found = found.select_related("project__area")
        return list(found.prefetch_related("figures", "recommendations", "photos").order_by("project", "order", "pk"))

    def activities_of(self, project: Project) -> list[Activity]:
        return [activity for activity in self.activities if activity.project_id == project.pk]

    @cached_property
    def project_keys(self) -> list[int]:
        """Of the chapters, and of the projects that did something in the period."""
        included = [*self.chapters, *(activity.project for activity in self.activities)]
        return list(dict.fromkeys(project.pk for project in included))

    @cached_property
    def with_work(self) -> dict[int, Project]:
        """By area, each with its partners."""
        if not self.project_keys:
            return {}
        partners = Partner.objects.select_related("organisation__parent", "person")
        found = Project.objects.published().filter(pk__in=self.project_keys).for_directory()
        return {project.pk: project for project in found.prefetch_related(Prefetch("partners", partners))}

    @cached_property
    def dated_events(self) -> list[Event]:
        """Of the period and of the one that follows."""
        in_period = touching(self.first, self.last)
        start, end = spans.after(self.report.start, self.report.end)
        is_planned = beginning(start.first, end.last) & Q(status="published")  # what began before is told already
        events = Event.objects.filter(in_period | is_planned).chronological().with_people()
        events = events.annotate(in_period=in_period, begins=beginning(self.first, self.last), is_planned=is_planned)
        return list(events)

    @cached_property
    def events(self) -> list[Event]:
        """Of the period. Drafts too: what a chapter tells of one is then told to be missing from the calendar."""
        if not self.prints(Kind.CALENDAR, Kind.GOVERNANCE, *WORK):
            return []
        return [event for event in self.dated_events if event.in_period]

    @cached_property
    def counted_events(self) -> list[Event]:
        """Each in one period only: that in which it begins."""
        return [event for event in self.dated_events if event.is_published and event.begins]

    @cached_property
    def published_events(self) -> list[Event]:
        return [event for event in self.events if event.is_published]

    @cached_property
    def meetings(self) -> list[Event]:
        """The network's own, which a section of governance tells of."""
        return [event for event in self.published_events if event.role == Event.Role.INTERNAL]

    def events_of(self, project: Project) -> list[Event]:
        return [event for event in self.published_events if event.project_id == project.pk]

    @cached_property
    def planned_events(self) -> list[Event]:
        return [event for event in self.dated_events if event.is_planned] if self.prints(Kind.PLAN) else []

    @cached_property
    def all_publications(self) -> list[Publication]:
        """Of the period, drafts too, and of projects; with what print says of each."""
        in_period = not_before("date", self.first) & not_after("date", self.last)
        is_listed = in_period
        if self.prints(Kind.PUBLICATIONS):
            active = Activity.objects.published().touching(self.first, self.last).order_by()
            is_listed |= Q(project__in=active.values("project"))
        is_this_report = Exists(Release.objects.filter(report=self.report, edition__publication=OuterRef("pk")))
        found = Publication.objects.filter(is_listed | Q(project__in=self.project_keys)).newest_first()
        found = found.annotate(in_period=in_period, is_listed=is_listed, is_this_report=is_this_report)
        return list(
            found.prefetch_related(
                Prefetch("editions", Edition.objects.annotate(released=F("release__pk"))),
                Prefetch("authorships", Authorship.objects.select_related("organisation__parent", "person")),
            )
        )

    @cached_property
    def published_publications(self) -> list[Publication]:
        return [one for one in self.all_publications if one.is_published]

    def publications_of(self, project: Project) -> list[Publication]:
        return [one for one in self.published_publications if one.project_id == project.pk]

    @cached_property
    def all_finance_lines(self) -> list[FinanceLine]:
        """Of any time, each with the place of its period: `in_period`, `before` it, or `reaching_beyond`."""
        start, end = spans.before(self.report.start, self.report.end)
        in_period = within(self.first, self.last)
        lines = self.report.network.finance_lines.annotate(
            in_period=in_period,
            before=within(start.first, end.last),
            reaching_beyond=touching(self.first, self.last) & ~in_period,
        )
        return list(lines)

    @cached_property
    def finance_lines(self) -> tuple[list[FinanceLine], list[FinanceLine]]:
        """Those of the period, and those of the period before, with which they are compared."""
        lines = self.all_finance_lines
        return [one for one in lines if one.in_period], [one for one in lines if one.before]


def is_public(project: Project | None) -> bool:
    return project is not None and project.is_published
