from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.admin.base import BaseAdmin, PeriodAdmin, PublishableAdmin
from core.admin.fieldsets import private, public
from core.admin.filters import CountryFilter, GapFilter, WhenFilter
from core.admin.inlines import PeriodInline, RowsInline
from core.admin.photos import PhotoAdmin, PhotoInline
from members.admin import ANY_NAME, PERIOD, names_of
from projects.models import (
    Activity,
    ActivityPhoto,
    AreaOfWork,
    Figure,
    Grant,
    Partner,
    Project,
    Recommendation,
)


@admin.register(AreaOfWork)
class AreaOfWorkAdmin(BaseAdmin):
    list_display = ["name", "order"]
    search_fields = ["search_text"]
    fieldsets = [public(("name", "slug"), "order", "summary")]


class PartnerInline(RowsInline):
    model = Partner
    fields = ["organisation", "person", "role", "country", "order"]


class GrantInline(PeriodInline):
    model = Grant
    fields = ["funder", "purpose", *PERIOD, "order"]
    show_change_link = True


class ActivityInline(PeriodInline):
    model = Activity
    fields = ["heading", *PERIOD, "status", "order"]
    show_change_link = True


@admin.register(Project)
class ProjectAdmin(PeriodAdmin, PublishableAdmin):
    actions = list(dict.fromkeys([*PeriodAdmin.actions, *PublishableAdmin.actions]))
    list_display = ["number", "title", "acronym", "area", "when", "status"]
    list_display_links = ["title"]
    list_filter = [WhenFilter, GapFilter, "area", "status"]
    list_select_related = ["area"]
    search_fields = ["search_text", *names_of("partners__organisation"), *names_of("grants__funder")]
    search_help_text = _("A title or acronym, or a partner or funder by any name.")
    inlines = [ActivityInline, PartnerInline, GrantInline]
    gaps = {
        "summary": (_("without a summary"), Q(summary="")),
        **PublishableAdmin.gaps,
    }
    fieldsets = [
        (None, {"fields": [("title", "acronym"), ("slug", "status")]}),
        public(("area", "number"), PERIOD, ("continues", "website"), "summary", title=_("The work")),
        private("private_notes"),
    ]


class FigureInline(RowsInline):
    model = Figure
    fields = ["qualifier", "value", "upper", "unit", "source", "order"]


class RecommendationInline(RowsInline):
    model = Recommendation
    fields = ["number", "addressee", "text", "taken_up"]


class ActivityPhotoInline(PhotoInline):
    model = ActivityPhoto


@admin.register(Activity)
class ActivityAdmin(PeriodAdmin, PublishableAdmin):
    actions = list(dict.fromkeys([*PeriodAdmin.actions, *PublishableAdmin.actions]))
    list_display = ["name", "project", "when", "order", "status"]
    list_filter = [WhenFilter, GapFilter, ("project", admin.RelatedOnlyFieldListFilter), "status"]
    list_select_related = ["project"]
    search_fields = ["search_text", "project__search_text"]
    inlines = [FigureInline, RecommendationInline, ActivityPhotoInline]
    gaps = {
        "text": (_("without a text"), Q(text="")),
        **PublishableAdmin.gaps,
    }
    fieldsets = [
        (None, {"fields": [("project", "status"), "heading", PERIOD, "order"]}),
        public("text", title=_("What was done")),
    ]

    @admin.display(description=_("activity"), ordering="heading")
    def name(self, activity):
        return activity.heading or activity.project.title


@admin.register(Partner)
class PartnerAdmin(BaseAdmin):
    list_display = ["__str__", "project", "role", "country"]
    list_filter = [("country", CountryFilter), ("project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["organisation", "person", "project"]
    search_fields = [*names_of("organisation"), "person__search_text", "project__search_text", "search_text"]
    search_help_text = ANY_NAME
    fieldsets = [public("project", ("organisation", "person"), ("role", "country"), "order")]


@admin.register(Grant)
class GrantAdmin(PeriodAdmin):
    list_display = ["funder", "supports", "purpose", "when"]
    list_filter = [WhenFilter, ("project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["funder", "project"]
    search_fields = [*names_of("funder"), "project__search_text", "search_text"]
    search_help_text = ANY_NAME
    fieldsets = [
        public(("funder", "project"), "purpose", PERIOD, "order"),
        private(("amount", "currency")),
    ]

    @admin.display(description=_("supports"), ordering="project__sort_key")
    def supports(self, grant):
        return grant.project or _("General support")


@admin.register(Recommendation)
class RecommendationAdmin(BaseAdmin):
    list_display = ["number", "text", "addressee", "activity", "taken_up"]
    list_display_links = ["number", "text"]
    list_filter = [("activity__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["activity__project"]
    search_fields = ["search_text"]
    fieldsets = [public("activity", ("number", "addressee"), "text", "taken_up")]


@admin.register(ActivityPhoto)
class ActivityPhotoAdmin(PhotoAdmin):
    of = "activity"
    list_select_related = ["activity__project"]
    search_fields = ["activity__search_text", "activity__project__search_text"]
