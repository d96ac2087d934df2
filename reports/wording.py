"""What `make words` finds in no template: labels of the records, what impact counts, headings of a new report."""

from events.models import Event, Participation
from members.models import Appointment
from publications.models import Authorship, Publication
from reports.sections import impact
from reports.sections.defaults import DEFAULT_SECTIONS

LABELS = [
    *Event.Role.labels,
    *Participation.Role.labels,
    *Authorship.Role.labels,
    *Appointment.Category.labels,
    *Publication.Kind.labels,
    *impact.COUNTED,
    "Annual Report",
]
LABELS += [heading for _kind, heading in DEFAULT_SECTIONS]
