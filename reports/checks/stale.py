"""What was left from another period, or out of this one: drafts, copies, years, and records at odds in time."""

import re

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from core import spans
from core.dates import span
from core.periods import by_start
from projects.models import Activity, Project
from reports.findings import Kind, Place, label, rows
from reports.models import AnnualReport, Section
from reports.texts import QUOTATION, QUOTED_TAG, Origin, plain_blocks

DRAFT = Kind(
    "draft-of-period", _("Draft of this period"), _("The report leaves it out; perhaps it is ready to be published.")
)
IDLE = Kind(
    "project-without-activity",
    _("Running project without an activity"),
    _("The report says nothing of it: nothing is told, or it has ended."),
)
SAME = Kind(
    "text-of-report-before",
    _("Text of the report before"),
    _("Word for word as it was; a copy that nobody has gone over."),
)
YEAR = Kind("year-not-of-period", _("Year that is not of the period"), _("It may be left from another year’s report."))
PART = Kind(
    "part-outside-event", _("Part outside its event"), _("What was part of an event was held while the event was.")
)
TIED = Kind(
    "event-of-other-activity",
    _("Event tied to an activity of another time"),
    _("The chapter then tells of days that are not its own."),
)
TWO = Kind(
    "two-at-once",
    _("Two at once"),
    _("An end is not entered, so both are shown to hold it. Enter the day before the next one began."),
)

TABLE = re.compile(r"<table\b.*?</table>", re.S)
NUMBER = re.compile(r"(?<![\d/.,–-])((?:19|20)\d\d)(?![\d/–-])")
OF_YEAR = re.compile(r"\b(?:in|during|throughout|for|of) (?:the year )?((?:19|20)\d\d)(?![\d/–-])", re.I)


def drafts(context):
    records = [event for event in context.events if not event.is_published]
    if context.prints(Section.Kind.ACHIEVEMENTS, Section.Kind.PROGRAMME):
        records += context.draft_activities
    if context.prints(Section.Kind.PUBLICATIONS):
        records += context.draft_publications
    for record in records:
        message = _("“%(record)s” lies in the period and is a draft.") % {"record": record}
        yield DRAFT.at(Place(record, "status"), message)


def idle_projects(context):
    if not context.prints(Section.Kind.ACHIEVEMENTS):
        return
    running = Project.objects.published().overlapping(context.first, context.last).filter(start__isnull=False)
    with_activity = Activity.objects.touching(context.first, context.last).order_by().values("project")
    for project in running.exclude(pk__in=with_activity):
        message = _("“%(project)s” ran (%(period)s) and has no activity in the period.")
        message %= {"project": project, "period": project.period}
        yield IDLE.at(Place(project, "activities-group"), message, project.title, project.start.iso)


def copies(context):
    own = AnnualReport.objects.filter(network=context.report.network_id, language=context.report.language)
    before = own.filter(start__lt=context.report.start).order_by("start", "pk").last()
    start, end = (before.start, before.end) if before else spans.before(context.report.start, context.report.end)
    now = [activity.pk for activity in context.activities]
    earlier = [Activity.objects.published().touching(start.first, end.last).exclude(pk__in=now)]
    if before:
        earlier += [before.sections.filter(shown=True), before.overviews.all()]
    first, *others = (records.order_by().values_list(label(records.model), "text") for records in earlier)
    old = {(kind, as_read(text)) for kind, text in first.union(*others)}
    for record in (*context.sections, *context.overviews, *context.activities):
        if record.text and (record._meta.label, text := as_read(record.text)) in old:
            message = _("“%(record)s” says what was said for %(period)s.")
            message %= {"record": record, "period": span(start, end)}
            yield SAME.at(Place(record, "text"), message, text)


def as_read(text):
    return " ".join(plain_blocks(text))


def years(context):
    """In headings every year that is not of the period; in sentences those that are said to be what they tell of."""
    known = set(range(context.first.year, context.last.year + 1))
    for text in context.texts:
        record = text.place.record
        if text.origin is not Origin.OWN or text.place.field not in ("heading", "text") or is_plan(record):
            continue
        if text.place.field == "heading":
            found = NUMBER.findall(text.plain)
        else:
            own = QUOTED_TAG.sub(" … ", TABLE.sub(" ", text.source))
            found = OF_YEAR.findall(QUOTATION.sub(" … ", " ".join(plain_blocks(own))))
        for year in dict.fromkeys(map(int, found)):
            if year not in known | years_of(record) and is_near(year, context, text):
                message = _("“%(place)s” speaks of %(year)s.") % {"place": text.place, "year": year}
                yield YEAR.at(text.place, message, year)


def is_near(year, context, text):
    """A text may look further back, or ahead; a copy is of the year before."""
    return text.place.field == "heading" or context.first.year - 1 <= year < context.first.year


def is_plan(record):
    return isinstance(record, Section) and record.kind == Section.Kind.PLAN


def years_of(record):
    """The years that an activity itself reaches into."""
    if not isinstance(record, Activity) or not record.start:
        return set()
    return set(range(record.start.year, min((record.end or record.start).last.year, record.start.year + 100) + 1))


def parts(context):
    prefetch_related_objects(context.events, "parent")
    for event in context.events:
        whole = event.parent
        if whole and not (share_a_day(whole, event) and lies_in(event, whole)):
            message = _("“%(event)s” is dated %(dates)s; “%(whole)s”, of which it was part, %(whole_dates)s.")
            message %= {"event": event.title, "dates": event.dates, "whole": whole.title, "whole_dates": whole.dates}
            yield PART.at(Place(event, "start"), message, *days(event), whole.pk, *days(whole))


def last_of(record):
    return record.end or record.start


def days(record):
    return record.start.iso, last_of(record).iso


def share_a_day(one, other):
    """Whether two may, as their dates are written."""
    return one.start.first <= last_of(other).last and other.start.first <= last_of(one).last


def lies_in(part, whole):
    """Whether it may have begun no earlier and ended no later."""
    return whole.start.first <= part.start.last and last_of(part).first <= last_of(whole).last


def tied(context):
    prefetch_related_objects(context.events, "activity")
    for event in context.events:
        one = event.activity
        if (
            one
            and one.start
            and not (one.start.first <= last_of(event).last and event.start.first <= last_of(one).last)
        ):
            message = _("“%(event)s” is dated %(dates)s; the activity it is tied to, “%(activity)s”, is not.")
            message %= {"event": event.title, "dates": event.dates, "activity": one}
            yield TIED.at(Place(event, "activity"), message, *days(event), one.pk, *days(one))


def holders(context):
    for seat in context.current_seats:
        for (term, place), (other, _place) in together(list(rows(seat, "terms"))):
            if term.person_id != other.person_id:
                message = _("%(one)s and %(other)s both hold the seat of %(seat)s.")
                message %= {"one": term.person, "other": other.person, "seat": seat}
                yield TWO.at(place("end"), message, term.person_id, other.person_id)


def chairpersons(context):
    chairings = [one for seat in context.seats for term in seat.terms.all() for one in term.chairs]
    for (one, _place), (other, _place) in together((one, None) for one in sorted(chairings, key=by_start)):
        if one.term.person_id != other.term.person_id:
            message = _("%(one)s and %(other)s are both chairperson.")
            message %= {"one": one.term.person, "other": other.term.person}
            yield TWO.at(Place(one, "end"), message, one.term.person_id, other.term.person_id)


def together(dated):
    """Pairs of which the first, that began earlier, has no end, so that both run when the other begins."""
    ordered = sorted(dated, key=lambda pair: pair[0].start.iso if pair[0].start else "")
    for number, one in enumerate(ordered):
        if one[0].end is None:
            yield from ((one, other) for other in ordered[number + 1 : number + 2])


ENGLISH = _("years that a sentence speaks of")
CHECKS = [drafts, idle_projects, copies, years, parts, tied, holders, chairpersons]
