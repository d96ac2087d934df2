"""What the forms and lists of photos have in common, whatever they belong to."""

from django.contrib import admin
from django.db.models import Model, Q
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.admin.base import PublishableAdmin
from core.admin.filters import GapFilter
from core.admin.inlines import StackedRowsInline
from core.photos import WIDTHS, Photo


def preview(photo: Photo) -> str:
    if not photo.image or not photo.image._committed:  # a new one, or one that was refused
        return ""
    picture = '<img class="preview" src="{}" alt="{}" loading="lazy">'
    return format_html(picture, photo.url(WIDTHS[0]), photo.alt or photo)


class PhotoInline(StackedRowsInline):
    unshown = ["country"]
    classes = ["photos"]
    readonly_fields = ["preview"]
    fields = [
        "preview",
        "image",
        "caption",
        "alt",
        ("consent", "status"),
        ("credit", "taken"),
        ("place", "country", "order"),
    ]

    @admin.display(description=_("preview"))
    def preview(self, photo: Photo) -> str:
        return preview(photo)


class PhotoAdmin(PublishableAdmin):
    """`of` is the record the photo belongs to."""

    of = ""
    unshown = ["country"]
    list_display = ["preview", "__str__", "where", "consent", "status"]
    list_display_links = ["__str__"]
    list_filter = [GapFilter, "consent", "status"]
    readonly_fields = ["preview"]
    gaps = {
        "alt": (_("without alternative text"), Q(alt="")),
        "consent": (_("not yet asked for consent"), Q(consent=Photo.Consent.NOT_ASKED)),
        **PublishableAdmin.gaps,
    }

    def get_fields(self, request: HttpRequest, obj: Photo | None = None) -> list:
        return [self.of, *PhotoInline.fields]

    def get_search_fields(self, request):
        return ["search_text", *super().get_search_fields(request)]

    def view_on_site(self, photo: Photo) -> str:
        return getattr(photo, self.of).get_absolute_url()

    @admin.display(description=_("photo"))
    def preview(self, photo: Photo) -> str:
        return preview(photo)

    @admin.display(description=_("of"))
    def where(self, photo: Photo) -> Model:
        return getattr(photo, self.of)
