from django.contrib import admin
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core.admin.base import PublishableAdmin
from core.admin.fieldsets import private, public
from core.admin.filters import CountryFilter, GapFilter, YearFilter
from core.admin.inlines import RowsInline
from core.admin.photos import PhotoAdmin, PhotoInline
from events.filters import years
from events.models import Attendance, Event, EventPhoto, Organiser, Participation
from members.admin import names_of
from projects.filters import YEARS, year_of


class TouchedYearFilter(YearFilter):
    """An event over New Year is of both years."""

    def lookups(self, request, model_admin):
        return [(str(year), str(year)) for year in years(Event.objects.all())]

    def queryset(self, request, queryset):
        known = (self.value() or "").isdecimal() and int(self.value()) in YEARS
        return queryset.touching(*year_of(int(self.value()))) if known else queryset


class OrganiserInline(RowsInline):
    model = Organiser
    fields = ["organisation", "role", "order"]


class ParticipationInline(RowsInline):
    model = Participation
    fields = ["organisation", "person", "role", "note", "order"]
    verbose_name_plural = _("who took part")


class AttendanceInline(RowsInline):
    model = Attendance
    fields = ["qualifier", "value", "upper", "unit", "order"]
    verbose_name = _("number")
    verbose_name_plural = _("how many came")


class EventPhotoInline(PhotoInline):
    model = EventPhoto


@admin.register(Event)
class EventAdmin(PublishableAdmin):
    list_display = ["dates", "title", "where", "role", "kind", "project", "status"]
    list_display_links = ["title"]
    list_filter = [TouchedYearFilter, GapFilter, "role", "kind", ("country", CountryFilter), "status"]
    list_select_related = ["project"]
    ordering = ["-start", Coalesce("end", "start").desc(), "-pk"]
    search_fields = ["search_text", "project__search_text", *names_of("organisers__organisation")]
    search_help_text = _("A title or a place, or an organiser by any name or acronym.")
    inlines = [OrganiserInline, ParticipationInline, AttendanceInline, EventPhotoInline]
    gaps = {
        "city": (_("without a city"), Q(city="", online=False)),
        "project": (_("without a project"), Q(project__isnull=True)),
        **PublishableAdmin.gaps,
    }
    fieldsets = [
        (None, {"fields": ["title", ("kind", "role"), ("start", "end"), ("slug", "status")]}),
        public(("city", "country"), "venue", "online", title=_("Where")),
        (_("Part of"), {"fields": ["parent", ("project", "activity")]}),
        public("summary", "outcome", "link", title=_("What happened")),
        private("private_notes"),
    ]

    @admin.display(description=_("dates"), ordering="start")
    def dates(self, event):
        return event.dates

    @admin.display(description=_("where"), ordering="city")
    def where(self, event):
        return event.place


@admin.register(EventPhoto)
class EventPhotoAdmin(PhotoAdmin):
    of = "event"
    list_select_related = ["event"]
    search_fields = ["event__search_text"]
