"""What is not there: sections, texts, periods, what a photo needs; and what each kind of section misses."""

from reports.findings import Kind, Place
from reports.sections import KINDS
from reports.sections.shared import photos_missing

NO_SECTION_TEXT = Kind("Section without text", "It prints as a heading with nothing under it.", blocking=True)
NO_SECTION = Kind("Report without a section", "It prints as a cover and nothing else.", blocking=True)
HIDDEN_CHAPTER = Kind(
    "Chapter of a draft project", "The report leaves it out, heading and all, until the project is published."
)
NO_PERIOD = Kind("Activity without a period", "No report can know that it belongs to it, so none prints it.")


def sections(context):
    if not context.sections:
        message = f"“{context.report}” shows no section. Add one, or tick “shown”."
        yield NO_SECTION.at(Place(context.report, "sections-group"), message)
    for section in context.sections:
        if KINDS[section.kind].needs_text and not section.text and not section.photos.all():
            yield NO_SECTION_TEXT.at(Place(section, "text"), f"“{section.heading}” is shown and has no text.")


def chapters(context):
    for section in context.shown:
        if section.project and not section.project.is_published:
            message = f"“{section.heading}” tells of {section.project}, which is a draft."
            yield HIDDEN_CHAPTER.at(Place(section, "project"), message)


def photos(context):
    for section in context.sections:
        yield from photos_missing(section)


def kinds(context):
    for kind in context.kinds:
        yield from kind.missing(context)


def activities(context):
    for activity in context.undated_activities:
        yield NO_PERIOD.at(Place(activity, "start"), f"“{activity}” of {activity.project} has no first day.")


CHECKS = [sections, chapters, photos, kinds, activities]
