"""Check: what a report still lacks, each gap with the record where it is mended."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from core.photos import Photo
from events.models import Event
from members.models import Seat
from projects.models import Activity, ActivityPhoto
from reports.models import ReportPhoto, Section, Statistic


@dataclass(frozen=True)
class Gap:
    what: str
    record: str
    address: str  # of the admin page where it is mended


def check(report):
    """Every gap of the report, gathered by kind: a list of `Gap`."""
    return [gap for look in LOOKS for gap in look(report)]


def gap(what, record, mend=None):
    mend = mend or record
    meta = mend._meta
    return Gap(what, str(record), reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[mend.pk]))


def events_without_city(report):
    events = Event.objects.published().within(*report.days).filter(city="", online=False)
    return [gap("Event without a city", event) for event in events.exclude(role=Event.Role.MILESTONE)]


def activities_without_text(report):
    activities = Activity.objects.within(*report.days).select_related("project").filter(text="")
    return [gap("Activity without text", activity) for activity in activities]


def statistics_without_source(report):
    statistics = Statistic.objects.filter(overview__report=report, source="").select_related("overview__report")
    return [gap("Statistic without a source", statistic, statistic.overview) for statistic in statistics]


def sections_without_text(report):
    sections = report.sections.filter(shown=True, kind=Section.Kind.TEXT, text="")
    return [gap("Section without text", section) for section in sections]


def photos_incomplete(report):
    """Photos that belong to the report but cannot be printed, or print without a caption."""
    gaps = []
    for photo in report_photos(report):
        mend = photo_home(photo)
        if not photo.alt:
            gaps.append(gap("Photo without alternative text", photo, mend))
        if photo.consent not in Photo.SHOWABLE:
            gaps.append(gap("Photo without its people’s consent", photo, mend))
        if not photo.caption:
            gaps.append(gap("Photo without a caption", photo, mend))
        if not photo.credit:
            gaps.append(gap("Photo without a credit", photo, mend))
    return gaps


def report_photos(report):
    activities = Activity.objects.within(*report.days)
    yield from ActivityPhoto.objects.filter(activity__in=activities).select_related("activity__project")
    own = ReportPhoto.objects.filter(Q(section__report=report) | Q(overview__report=report))
    yield from own.select_related("section", "overview__report")


def photo_home(photo):
    """The record on whose page the photo is edited."""
    if hasattr(photo, "activity"):
        return photo.activity
    return photo.overview or photo.section


def vacant_seats(report):
    last = report.days[1]
    seats = Seat.objects.filter(committee=report.committee).current(last).with_holders(last)
    return [gap("Seat vacant on the last day", seat) for seat in seats if not seat.held]


LOOKS = [
    sections_without_text,
    activities_without_text,
    events_without_city,
    statistics_without_source,
    photos_incomplete,
    vacant_seats,
]
