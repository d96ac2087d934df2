from django.contrib import admin
from django.db.models import Q
from django.db.models.functions import Coalesce

from core.admin import PhotoAdmin, PhotoInline, PublishableAdmin, RowsInline, private, public
from core.admin_filters import CountryFilter, GapFilter, YearFilter
from events.models import Attendance, Event, EventPhoto, Organiser, Participation
from members.admin import names_of


class OrganiserInline(RowsInline):
    model = Organiser
    fields = ["organisation", "role", "order"]


class ParticipationInline(RowsInline):
    model = Participation
    fields = ["organisation", "person", "role", "note", "order"]
    verbose_name_plural = "who took part"


class AttendanceInline(RowsInline):
    model = Attendance
    fields = ["qualifier", "value", "upper", "unit", "order"]
    verbose_name = "number"
    verbose_name_plural = "how many came"


class EventPhotoInline(PhotoInline):
    model = EventPhoto


@admin.register(Event)
class EventAdmin(PublishableAdmin):
    list_display = ["dates", "title", "where", "role", "kind", "project", "status"]
    list_display_links = ["title"]
    list_filter = [YearFilter, GapFilter, "role", "kind", ("country", CountryFilter), "status"]
    list_select_related = ["project"]
    ordering = ["-start", Coalesce("end", "start").desc(), "-pk"]
    search_fields = ["title", "city", "venue", "project__title", *names_of("organisers__organisation")]
    search_help_text = "A title or a place, or an organiser by any name or acronym."
    prepopulated_fields = {"slug": ["title"]}
    inlines = [OrganiserInline, ParticipationInline, AttendanceInline, EventPhotoInline]
    gaps = {
        "city": ("without a city", Q(city="", online=False)),
        "project": ("without a project", Q(project__isnull=True)),
        **PublishableAdmin.gaps,
    }
    fieldsets = [
        (None, {"fields": ["title", ("kind", "role"), ("start", "end"), ("slug", "status")]}),
        public(("city", "country"), "venue", "online", title="Where"),
        ("Part of", {"fields": ["parent", ("project", "activity")]}),
        public("summary", "outcome", "link", title="What happened"),
        private("private_notes"),
    ]

    @admin.display(ordering="start")
    def dates(self, event):
        return event.dates

    @admin.display(ordering="city")
    def where(self, event):
        return event.place


@admin.register(EventPhoto)
class EventPhotoAdmin(PhotoAdmin):
    of = "event"
    list_select_related = ["event"]
    search_fields = ["event__title", "event__city"]
