"""Photos: checked and prepared once, at upload, for print and for screens.

What is kept is never the file that came in but a picture drawn anew from it: upright, in sRGB, without
EXIF and so without the position it was taken at, named by its own content and never by a person's name.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Self

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.consent import Consenting
from core.dates import PartialDateField
from core.http.reversing import address
from core.inspection.client import TOO_COSTLY, InspectionError, inspect
from core.l10n.countries import CountryField
from core.publishing import Publishable
from core.text.search import SearchTextField

WIDTHS = (480, 960, 1440)  # for screens, and the only ones that are handed out
PRINTED_INCHES = 102 / 25.4  # the widest a photo is printed
PRINT = round(200 * PRINTED_INCHES)
LIGHT = round(96 * PRINTED_INCHES)  # for a slow line
SIZES = (*WIDTHS, PRINT, LIGHT)
LARGEST = 2400  # of the picture that is kept, its longer side
QUALITY = 80
QUALITIES = {LIGHT: 70}
MEGAPIXELS = 50
MEGABYTES = 25
WORDS = {
    "unreadable": _(
        "This file is not a photo that can be read. Choose a JPEG, PNG or WebP picture, or a phone’s HEIC."
    ),
    "too_large": _(
        "This photo has %(megapixels)s megapixels; %(most)s is the most. Save it smaller and choose it again."
    ),
    TOO_COSTLY: _("This photo takes too much memory or time to open. Save it smaller, as a JPEG, and choose that."),
}


def prepare_photo(file: File, widths: Sequence[int] = SIZES) -> tuple[dict, list[bytes]]:
    """The picture in a file, drawn anew: ({"width", "height"}, [JPEG no larger than LARGEST, one of each width]).

    Raises ValidationError in plain words.
    """
    if file.size > MEGABYTES * 1024 * 1024:
        words = _("This photo is larger than %(number)s MB. Save it smaller and choose it again.")
        raise ValidationError(words % {"number": MEGABYTES})
    wanted = [(width, QUALITIES.get(width, QUALITY)) for width in widths]
    try:
        return inspect("picture", file, megapixels=MEGAPIXELS, largest=LARGEST, quality=QUALITY, widths=wanted)
    except InspectionError as error:
        raise ValidationError(WORDS[error.code] % {**error.facts, "most": MEGAPIXELS}) from None


class PhotoFile(FieldFile):
    """Saving keeps the picture drawn anew and its sizes; the name is the content's own hash."""

    @cached_property
    def prepared(self) -> list[bytes]:
        """What `prepare_photo` gives for the file that was chosen: asked when it is checked, and again when saved."""
        return self._measured(self.file)

    def save(self, name, content, save=True):
        kept, *sizes = self.prepared if content is self.__dict__.get("_file") else self._measured(content)
        stem = hashlib.sha256(kept).hexdigest()[:20]
        super().save(f"{stem}.jpg", ContentFile(kept, name=f"{stem}.jpg"), save=save)
        self._keep(SIZES, sizes)

    def _measured(self, file):
        facts, pictures = prepare_photo(file)
        self.instance.width, self.instance.height = facts["width"], facts["height"]
        return pictures

    def prepare(self) -> None:
        """Keep each size that is missing, drawn from the kept picture."""
        missing = [width for width in SIZES if not self.storage.exists(self.name_at(width))]
        if not missing:
            return
        with self.storage.open(self.name) as file:
            _, (_, *sizes) = prepare_photo(file, missing)
        self._keep(missing, sizes)

    def _keep(self, widths, sizes):
        for width, data in zip(widths, sizes, strict=True):
            if not self.storage.exists(self.name_at(width)):
                self.storage.save(self.name_at(width), ContentFile(data))

    def name_at(self, width: int) -> str:
        return f"{self.name.removesuffix('.jpg')}-{width}.jpg"


def validate_photo(file: FieldFile) -> None:
    if not getattr(file, "_committed", True):
        file.prepared  # noqa: B018  raises what is wrong with it


def folder(instance: models.Model, filename: str) -> str:
    return f"photos/{instance._meta.app_label}/{filename}"


class PhotoField(models.FileField):
    """A picture, known by its content whatever its file is called. Fills the model's `width` and `height`."""

    attr_class = PhotoFile

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "upload_to": folder, "validators": [validate_photo]})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {key: value for key, value in kwargs.items() if key not in ("upload_to", "validators")}

    def formfield(self, **kwargs):
        return super().formfield(**{"max_length": None, **kwargs})  # it is renamed at once


class Photo(Consenting, Publishable):
    """A picture with what a reader needs to trust it and what its people have agreed to. Concrete in each app."""

    class Consent(models.TextChoices):
        GIVEN = "given", _("Given by everyone who can be recognised")
        NOT_NEEDED = "not_needed", _("Not needed: nobody can be recognised")
        NOT_ASKED = "not_asked", _("Not asked yet")
        REFUSED = "refused", _("Refused")

    SHOWABLE = (Consent.GIVEN, Consent.NOT_NEEDED)

    image = PhotoField(help_text=_("JPEG, PNG, WebP or HEIC. The place a camera noted in the file is removed."))
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    caption = models.CharField(max_length=300, blank=True)
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What is to be seen, for those who cannot see it. Needed before the photo is published."),
    )
    credit = models.CharField(max_length=120, blank=True)
    place = models.CharField(
        max_length=120, blank=True, help_text=_("Printed with the photo. Leave empty to protect someone.")
    )
    country = CountryField(blank=True)
    taken = PartialDateField(null=True, blank=True)
    consent = models.CharField(
        max_length=12,
        choices=Consent,
        default=Consent.NOT_ASKED,
        help_text=_("Without consent a photo is never shown to the public, nor printed."),
    )
    order = models.PositiveSmallIntegerField(default=0)
    search_text = SearchTextField("caption", "alt", "place", "credit")

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self):
        return self.caption or self.alt or str(_("Photo without a caption"))

    def clean(self):
        super().clean()
        if not self.is_published:
            return
        missing = {}
        if not self.alt.strip():
            missing["alt"] = _("Write what is to be seen before publishing this photo.")
        if self.consent not in self.SHOWABLE:
            missing["consent"] = _("This photo needs its people’s consent before it is published.")
        if missing:
            raise ValidationError(missing)

    @property
    def allowed(self) -> str:
        return _("consent %(answer)s") % {"answer": self.get_consent_display().lower()}

    def allows_less_than(self, before: Self | None) -> bool:
        return before is not None and before.consent in self.SHOWABLE and self.consent not in self.SHOWABLE

    def url(self, width: int = WIDTHS[1]) -> str:
        app, stem = self._meta.app_label, self.image.name.rsplit("/", 1)[-1].removesuffix(".jpg")
        return address("photo", app, stem, width)

    @property
    def srcset(self) -> str:
        return ", ".join(f"{self.url(width)} {width}w" for width in WIDTHS)

    @property
    def print_name(self) -> str:
        """The stored file that print uses."""
        return self.image.name_at(PRINT)

    @property
    def light_name(self) -> str:
        """The stored file of the PDF for slow lines."""
        return self.image.name_at(LIGHT)


def prepare_photos() -> Iterator[str]:
    """Give every photo the sizes it lacks. Yields, in words, each photo whose file is missing or cannot be read."""
    for model in Photo.__subclasses__():
        for photo in model._base_manager.exclude(image=""):
            try:
                photo.image.prepare()
            except (OSError, ValidationError):
                kind = model._meta.verbose_name.capitalize()
                facts = {"kind": kind, "photo": photo, "file": photo.image.name}
                yield _("%(kind)s “%(photo)s”: the file %(file)s is missing or damaged.") % facts
