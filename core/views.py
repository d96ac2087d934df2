"""Photos are handed out by a view, so that a draft or a photo without consent cannot be had by its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.photos import WIDTHS, Photo

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


def photo_models(app_label: str) -> list[type[Photo]]:
    return [model for model in apps.get_models() if issubclass(model, Photo) and model._meta.app_label == app_label]


@require_safe
def photo(request: HttpRequest, app_label: str, stem: str, width: int) -> FileResponse:
    name = f"photos/{app_label}/{stem}.jpg"
    found = next((found for model in photo_models(app_label) if (found := shown(model, name, request.user))), None)
    if not found or width not in WIDTHS or not default_storage.exists(found.image.name_at(width)):
        raise Http404(_("There is no such photo."))
    response = FileResponse(default_storage.open(found.image.name_at(width)), content_type="image/jpeg")
    response["Cache-Control"] = "public, max-age=86400" if found.is_published else "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def shown(model: type[Photo], name: str, user: User | AnonymousUser) -> Photo | None:
    return model.objects.visible_to(user).filter(image=name).first()
