"""What the check reads: the records a report prints, each table asked once however many rows it has."""

from functools import cached_property

from django.db.models import Prefetch, Q, prefetch_related_objects

from core.periods import not_after, not_before
from events.models import Event
from members.models import Appointment, Network, Organisation, Person, Seat, Spelling
from projects.models import Activity, Grant
from publications.models import Edition, Publication
from reference.models import TermToAvoid
from reports.check.texts import collect
from reports.gather import finance, gather, work
from reports.models import Section

Kind = Section.Kind
WORK = {Kind.ACHIEVEMENTS, Kind.PROGRAMME}


class Reading:
    def __init__(self, report, data=None):
        self.report, self.data = report, data
        self.first, self.last = report.days

    @cached_property
    def shown(self):
        shown = self.report.sections.filter(shown=True)
        return list(shown.select_related("project__area").prefetch_related("photos"))

    @cached_property
    def sections(self):
        """Those that are printed; the chapter of a draft project is not."""
        return [section for section in self.shown if not section.project or section.project.is_published]

    def prints(self, *kinds):
        """Whether a section of one of these kinds is shown."""
        return any(section.kind in kinds for section in self.sections)

    @cached_property
    def overviews(self):
        if not self.prints(Kind.OVERVIEW):
            return []
        overviews = self.report.overviews.select_related("report").prefetch_related("statistics", "photos")
        return list(overviews)

    @cached_property
    def messages(self):
        return list(self.report.messages.select_related("person")) if self.prints(Kind.MESSAGES) else []

    @cached_property
    def acronyms(self):
        return list(self.report.acronyms.all()) if self.prints(Kind.ACRONYMS) else []

    @cached_property
    def activities(self):
        told = Activity.objects.published().within(self.first, self.last).filter(project__status="published")
        if not self.prints(Kind.ACHIEVEMENTS):
            told = told.filter(project__in=[project.pk for project in self.chapters])
        told = told.select_related("project__area")
        return list(told.prefetch_related("figures", "recommendations", "photos").order_by("project", "order", "pk"))

    @cached_property
    def undated_activities(self):
        return list(Activity.objects.published().filter(start=None).select_related("project"))

    @cached_property
    def chapters(self):
        """The projects that have a chapter of their own."""
        return [section.project for section in self.sections if section.project]

    @cached_property
    def projects(self):
        told = {project.pk: project for project in (*self.chapters, *(one.project for one in self.activities))}
        prefetch_related_objects(list(told.values()), "partners__organisation", "partners__person")
        return list(told.values())

    @cached_property
    def grants(self):
        return list(Grant.objects.for_acknowledgements(self.first, self.last)) if self.prints(Kind.SUPPORTERS) else []

    @cached_property
    def events(self):
        """Drafts too: what is told of one is then told to be missing from the calendar."""
        if not self.prints(Kind.CALENDAR, Kind.GOVERNANCE, *WORK):
            return []
        events = Event.objects.within(self.first, self.last).chronological()
        return list(events.prefetch_related("attendances").select_related("project", "activity"))

    @cached_property
    def published_events(self):
        return [event for event in self.events if event.is_published]

    @cached_property
    def planned_events(self):
        return list(work.planned(self.report)) if self.prints(Kind.PLAN) else []

    @cached_property
    def meetings(self):
        """The network's own, which a section of governance tells of."""
        own = [event for event in self.published_events if event.role == Event.Role.INTERNAL]
        return own if self.prints(Kind.GOVERNANCE) else []

    @cached_property
    def publications(self):
        """Those of the period, and those of the projects it tells of."""
        in_period = not_before("date", self.first) & not_after("date", self.last)
        of_projects = Q(project__in=[project.pk for project in self.projects])
        works = Publication.objects.published().filter(in_period | of_projects)
        works = works.exclude(editions__release__report=self.report)
        entered = Prefetch("editions", Edition.objects.filter(release=None), "entered")  # those edited on its page
        return list(works.select_related("launch_event", "activity").prefetch_related("editions", entered))

    @cached_property
    def organisations(self):
        return list(Organisation.objects.published().prefetch_related("names"))

    @cached_property
    def protected(self):
        return list(Person.objects.protected())

    @cached_property
    def spellings(self):
        return list(Spelling.objects.filter(network__organisation=self.report.network_id))

    @cached_property
    def terms_to_avoid(self):
        return list(TermToAvoid.objects.published().filter(language=self.report.language))

    @cached_property
    def texts(self):
        return collect(self)

    @cached_property
    def english(self):
        """The texts, for looks that go by English words: none of a report in another language."""
        return self.texts if self.report.language == "en" else []

    @cached_property
    def printed(self):
        """The data that the report prints."""
        return gather(self.report) if self.data is None else self.data

    @cached_property
    def everything(self):
        """All the texts in one, with plain apostrophes: what is not found here need not be looked for in each."""
        return "\n".join(text.straight for text in self.texts)

    @cached_property
    def finance_lines(self):
        """Those of the period, and those of the period before."""
        return finance.lines_of(self.report) if self.prints(Kind.FINANCE) else ([], [])

    @cached_property
    def appointments(self):
        if not self.prints(Kind.SECRETARIAT):
            return []
        return list(Appointment.objects.overlapping(self.first, self.last).select_related("person"))

    @cached_property
    def house(self):
        """The settings of the report's network, whose colophon stands where it has none of its own."""
        return Network.objects.filter(organisation=self.report.network_id).select_related("organisation").first()

    @cached_property
    def seats(self):
        if not self.prints(Kind.COMMITTEE) or not self.report.committee_id:
            return []
        seats = Seat.objects.filter(committee=self.report.committee_id).current(self.last)
        return list(seats.prefetch_related("terms__person", "terms__seat"))
