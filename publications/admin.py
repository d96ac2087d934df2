from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.admin.base import BaseAdmin, PublishableAdmin
from core.admin.fieldsets import private, public
from core.admin.filters import GapFilter, LanguageFilter, YearFilter
from core.admin.inlines import RowsInline, StackedRowsInline
from core.l10n.languages import language_name
from members.admin import names_of
from publications.models import Authorship, Edition, Publication


def not_held(**of):
    return Exists(Edition.objects.not_held().filter(**of))


class PublicationYearFilter(YearFilter):
    field = "date"


class AuthorshipInline(RowsInline):
    model = Authorship
    fields = ["organisation", "person", "role", "order"]
    verbose_name = _("author")
    verbose_name_plural = _("authors, editors and illustrators")


class EditionInline(StackedRowsInline):
    model = Edition
    fields = [("language", "title"), ("part", "version", "translator"), "file", "address", ("pages", "order")]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(release__isnull=True)


class ReleasedEditionInline(RowsInline):
    """Editions made by publishing a report: they say what a release says, and change as little."""

    model = Edition
    fields = readonly_fields = ["language", "version", "address", "pages", "checksum"]
    verbose_name_plural = _("editions that are releases of a report")

    def get_queryset(self, request):
        return super().get_queryset(request).filter(release__isnull=False)

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Publication)
class PublicationAdmin(PublishableAdmin):
    list_display = ["title", "kind", "date", "languages", "project", "status"]
    list_filter = [PublicationYearFilter, GapFilter, "kind", ("editions__language", LanguageFilter), "status"]
    list_select_related = ["project"]
    ordering = [F("date").desc(nulls_last=True), "sort_key", "pk"]
    search_fields = [
        *("search_text", "editions__search_text", "project__search_text"),
        *names_of("publisher"),
        *names_of("authorships__organisation"),
        "authorships__person__search_text",
    ]
    search_help_text = _("A title in any language, an ISBN, an author or a publisher.")
    inlines = [EditionInline, ReleasedEditionInline, AuthorshipInline]
    gaps = {
        "held": (
            _("with an edition that is not held"),
            not_held(publication=OuterRef("pk")),
        ),
        "edition": (_("without an edition"), ~Exists(Edition.objects.filter(publication=OuterRef("pk")))),
        "date": (_("without a date"), Q(date__isnull=True)),
        "abstract": (_("without an abstract"), Q(abstract="")),
        **PublishableAdmin.gaps,
    }
    fieldsets = [
        (None, {"fields": ["title", "subtitle", ("kind", "date"), ("slug", "status")]}),
        public("abstract", "publisher", ("isbn", "ages"), "funders", "note", title=_("About the work")),
        (_("Part of"), {"fields": [("project", "activity"), "launch_event"]}),
        private("private_notes"),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("editions")

    @admin.display(description=_("languages"))
    def languages(self, publication):
        return ", ".join(dict.fromkeys(language_name(edition.language) for edition in publication.editions.all()))


@admin.register(Edition)
class EditionAdmin(BaseAdmin):
    list_display = ["publication", "language", "title", "part", "version", "pages"]
    list_filter = [GapFilter, ("language", LanguageFilter)]
    list_select_related = ["publication"]
    search_fields = ["publication__search_text", "search_text", "translator__search_text"]
    gaps = {
        "file": (_("with neither file nor address"), Q(file="", address="")),
        "held": (_("not held: at an address of the former site"), not_held(pk=OuterRef("pk"))),
    }
    fieldsets = [public("publication", *EditionInline.fields)]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not hasattr(obj, "release")

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not hasattr(obj, "release")

    def view_on_site(self, edition):
        return edition.publication.get_absolute_url()
