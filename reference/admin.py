from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.admin.base import PublishableAdmin
from core.admin.fieldsets import public
from core.admin.filters import GapFilter, LanguageFilter
from core.admin.inlines import StackedRowsInline
from reference.models import TermToAvoid, UsageExample


class UsageExampleInline(StackedRowsInline):
    model = UsageExample
    fields = ["text", ("source", "address"), ("date", "order")]
    verbose_name = _("example")
    verbose_name_plural = _("examples: where it was used, or a better one was")


@admin.register(TermToAvoid)
class TermToAvoidAdmin(PublishableAdmin):
    list_display = ["phrase", "consider", "source", "language", "status"]
    list_filter = [GapFilter, ("language", LanguageFilter), "status"]
    search_fields = ["search_text", "examples__search_text"]
    search_help_text = _("A phrase or another form of it, what to write instead, or a source.")
    inlines = [UsageExampleInline]
    gaps = {
        "source": (_("without a source"), Q(source="")),
        "example": (_("without an example"), ~Exists(UsageExample.objects.filter(term=OuterRef("pk")))),
        **PublishableAdmin.gaps,
    }
    fieldsets = [
        (None, {"fields": ["phrase", "forms", ("language", "status"), "slug"]}),
        public("why", "consider", ("source", "source_address"), title=_("Why, and what to write instead")),
    ]
