"""The address that a title would have, for the form of a new record to show while the title is typed."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from core.text.slugs import AddressField


class Addressed:
    """For the admin of records with a page. Without scripts the address is made on saving."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_address"
        view = self.admin_site.admin_view(require_safe(self.address_of))
        return [path("address/", view, name=name), *super().get_urls()]

    def address_of(self: ModelAdmin, request: HttpRequest) -> HttpResponse:
        field = next((field for field in self.opts.concrete_fields if isinstance(field, AddressField)), None)
        if not field:
            raise Http404
        if not self.has_add_permission(request):
            raise PermissionDenied
        made = field.made(self.model(**{field.source: request.GET.get("title", "")}))
        return HttpResponse(made, content_type="text/plain; charset=utf-8")
