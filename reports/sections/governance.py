"""The network’s own meetings in the period."""

from django.utils.translation import ngettext_lazy

from reports.models import Section
from reports.sections.base import SectionKind, count
from reports.sections.calendar import event_texts, events_missing
from reports.sections.shared import quantity
from reports.texts import of

MEETINGS = ngettext_lazy("%(number)s meeting", "%(number)s meetings", "number")


class Governance(SectionKind):
    kind = Section.Kind.GOVERNANCE

    def data(self, records, section):
        return {"meetings": [meeting(event) for event in records.meetings]}

    def summary(self, data):
        return count(len(data["meetings"]), MEETINGS)

    def texts(self, context):
        yield from event_texts(context.published_events)
        for meeting in context.meetings:
            yield from of(meeting, "outcome", rich=True)

    def missing(self, context):
        return events_missing(context.meetings)


def meeting(event):
    return {
        "dates": event.dates,
        "iso": event.start.iso,
        "title": event.title,
        "url": event.get_absolute_url(),
        "place": ", ".join(filter(None, (event.venue, event.place))),
        "summary": event.summary,
        "outcome": event.outcome,
        "attendance": [quantity(one) for one in event.attendances.all()],
    }
