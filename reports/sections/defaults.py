"""The sections a new report begins with, in its own language: nobody starts from an empty page."""

from django.utils.translation import gettext

from reports.languages import fixed_words
from reports.models import Section

DEFAULT_SECTIONS = [
    (Section.Kind.TEXT, "About"),
    (Section.Kind.COMMITTEE, "Steering Committee"),
    (Section.Kind.SECRETARIAT, "Secretariat"),
    (Section.Kind.MEMBERS, "Members"),
    (Section.Kind.SUPPORTERS, "Acknowledgements"),
    (Section.Kind.MESSAGES, "Messages from the Steering Committee"),
    (Section.Kind.OVERVIEW, "Overview of migration"),
    (Section.Kind.ACHIEVEMENTS, "Achievements"),
    (Section.Kind.TEXT, "Conclusion"),
    (Section.Kind.PUBLICATIONS, "Publications"),
    (Section.Kind.CALENDAR, "Calendar"),
    (Section.Kind.ACRONYMS, "Acronyms"),
]


def default_sections(language: str) -> list[tuple[str, str]]:
    """Kind and heading of each, in order."""
    with fixed_words(language):
        return [(kind, gettext(heading)) for kind, heading in DEFAULT_SECTIONS]
