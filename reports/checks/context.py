"""What the check reads: the records a report prints, each table asked once however many rows it has."""

from functools import cached_property

from django.db.models import Q

from core.periods import touching
from core.schema import records
from members.models import Organisation, Spelling
from members.redaction.redactor import names_of
from members.redaction.written_names import finder_for
from projects.models import Activity
from reference.models import TermToAvoid
from reports.checks.naming import candidates
from reports.checks.texts import collect
from reports.data.gather import gather
from reports.data.records import Records
from reports.sections import KINDS
from reports.sections.schema import OrganisationData


class CheckContext(Records):
    def __init__(self, report, data=None):
        super().__init__(report)
        self.data = data

    @cached_property
    def printed(self):
        """The data that the report prints."""
        return gather(self.report, self) if self.data is None else self.data

    @cached_property
    def kinds(self):
        """The kinds of section that are shown."""
        return [kind for kind in KINDS.values() if self.prints(kind.kind)]

    @cached_property
    def accepted(self):
        return list(self.report.accepted_warnings.select_related("accepted_by"))

    @cached_property
    def left_out(self):
        """Activities that the report does not tell of: without a period, or drafts of its own."""
        undated, draft = Q(start=None, status="published"), touching(self.first, self.last) & Q(status="draft")
        return list(Activity.objects.filter(undated | draft).select_related("project"))

    @cached_property
    def undated_activities(self):
        return [activity for activity in self.left_out if activity.is_published]

    @cached_property
    def draft_activities(self):
        return [activity for activity in self.left_out if not activity.is_published]

    @cached_property
    def projects(self):
        return [self.with_work[key] for key in self.project_keys]

    @cached_property
    def publications(self):
        """Without this report itself; `entered` are the editions that are edited on the page of each."""
        found = [one for one in self.published_publications if not one.is_this_report]
        for one in found:
            one.entered = [edition for edition in one.editions.all() if not edition.released]
        return found

    @cached_property
    def draft_publications(self):
        return [one for one in self.all_publications if one.in_period and not one.is_published]

    @cached_property
    def organisations(self):
        """Those that a text may name: it has all the words of one of their names, or of an acronym."""
        return candidates(self.everything, Organisation.objects.published())

    @cached_property
    def printed_organisations(self):
        """Those to whose page the report leads."""
        pages = {one.url for one in records(self.printed, OrganisationData) if one.url}
        slugs = {page.rstrip("/").rpartition("/")[2] for page in pages}
        found = Organisation.objects.published().filter(slug__among=slugs)
        return [one for one in found if one.get_absolute_url() in pages]

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
    def places(self):
        return {text.place.identity: text.place for text in self.texts}

    @cached_property
    def protected_names(self):
        """(text, where protected names stand in it: [(first, last, name)]) of each."""
        find = finder_for(tuple(name for person in self.protected for name in names_of(person)))
        return [(text, find(text.plain)) for text in self.texts]

    @cached_property
    def english(self):
        """The texts, for checks that go by English words: none of a report in another language."""
        return self.texts if self.report.language == "en" else []

    @cached_property
    def everything(self):
        """All the texts in one, with plain apostrophes: what is not found here need not be looked for in each."""
        return "\n".join(text.straight for text in self.texts)

    @cached_property
    def current_seats(self):
        return [seat for seat in self.seats if seat.runs(self.last)]
