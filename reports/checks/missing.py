"""What is not there: sections, texts, periods, what a photo needs; and what each kind of section misses."""

from django.utils.translation import gettext_lazy as _

from reports.findings import Kind, Place
from reports.sections import KINDS
from reports.sections.shared import photos_missing

NO_SECTION_TEXT = Kind(
    "section-without-text", _("Section without text"), _("It prints as a heading with nothing under it."), blocking=True
)
NO_SECTION = Kind(
    "report-without-section", _("Report without a section"), _("It prints as a cover and nothing else."), blocking=True
)
HIDDEN_CHAPTER = Kind(
    "chapter-of-draft",
    _("Chapter of a draft project"),
    _("The report leaves it out, heading and all, until the project is published."),
)
NO_PERIOD = Kind(
    "activity-undated",
    _("Activity without a period"),
    _("No report can know that it belongs to it, so none prints it."),
)


def sections(context):
    if not context.sections:
        message = _("“%(report)s” shows no section. Add one, or tick “shown”.") % {"report": context.report}
        yield NO_SECTION.at(Place(context.report, "sections-group"), message)
    for section in context.sections:
        if KINDS[section.kind].needs_text and not section.text and not section.photos.all():
            message = _("“%(section)s” is shown and has no text.") % {"section": section.heading}
            yield NO_SECTION_TEXT.at(Place(section, "text"), message)


def chapters(context):
    for section in context.shown:
        if section.project and not section.project.is_published:
            message = _("“%(section)s” tells of %(project)s, which is a draft.")
            message %= {"section": section.heading, "project": section.project}
            yield HIDDEN_CHAPTER.at(Place(section, "project"), message, section.project_id)


def photos(context):
    for section in context.sections:
        yield from photos_missing(section)


def kinds(context):
    for kind in context.kinds:
        yield from kind.missing(context)


def activities(context):
    for activity in context.undated_activities:
        message = _("“%(activity)s” of %(project)s has no first day.")
        message %= {"activity": activity, "project": activity.project}
        yield NO_PERIOD.at(Place(activity, "start"), message, activity.heading)


CHECKS = [sections, chapters, photos, kinds, activities]
