"""Photos: checked and prepared once, at upload, for print and for screens.

What is kept is never the file that came in but a picture drawn anew from it: upright, in sRGB, without
EXIF and so without the position it was taken at, named by its own content and never by a person's name.
"""

import hashlib
import io
import warnings

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from django.urls import reverse
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from core.countries import CountryField
from core.dates import PartialDateField
from core.publishing import Publishable

WIDTHS = (480, 960, 1440)  # for screens, and the only ones that are handed out
PRINTED_INCHES = 102 / 25.4  # the widest a photo is printed
PRINT = round(200 * PRINTED_INCHES)
LIGHT = round(96 * PRINTED_INCHES)  # for a slow line
LARGEST = 2400  # of the picture that is kept, its longer side
UNREADABLE = "This file is not a photo that can be read. Choose a JPEG, PNG or WebP picture."
MEGAPIXELS = 50
MEGABYTES = 25
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 80
LIGHT_QUALITY = 70
Image.MAX_IMAGE_PIXELS = MEGAPIXELS * 1_000_000


def read_photo(file):
    """The picture in a file, wholly decoded, upright and in sRGB. Raises ValidationError in plain words."""
    if file.size > MEGABYTES * 1024 * 1024:
        raise ValidationError(f"This photo is larger than {MEGABYTES} MB. Save it smaller and choose it again.")
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # refused in our own words
            image = Image.open(file, formats=FORMATS)
        _refuse_too_large(image)
        image.load()
        return _in_srgb(ImageOps.exif_transpose(image))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise ValidationError(UNREADABLE) from None


def _refuse_too_large(image):
    pixels = image.width * image.height
    if pixels > MEGAPIXELS * 1_000_000:
        raise ValidationError(
            f"This photo has {pixels / 1_000_000:.0f} megapixels; {MEGAPIXELS} is the most. "
            "Save it smaller and choose it again."
        )


def _in_srgb(image):
    if profile := image.info.get("icc_profile"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except ImageCms.PyCMSError:
            pass  # a broken profile is no reason to refuse the photo
    if image.mode in {"RGBA", "LA", "PA", "P"}:
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.convert("RGBA").getchannel("A"))
        return paper
    return image.convert("RGB")


def _jpeg(image, quality=QUALITY):
    out = io.BytesIO()
    bare = Image.frombytes("RGB", image.size, image.tobytes())  # nothing of the camera's notes
    bare.save(out, "JPEG", quality=quality, optimize=True, progressive=False)
    return out.getvalue()


class PhotoFile(ImageFieldFile):
    """Saving prepares the picture and its sizes; the name is the content's own hash."""

    def save(self, name, content, save=True):
        image = read_photo(content)
        image.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
        data = _jpeg(image)
        digest = hashlib.sha256(data).hexdigest()[:20]
        super().save(f"{digest}.jpg", ContentFile(data, name=f"{digest}.jpg"), save=save)
        self.prepare(image)

    def prepare(self, image=None):
        """Keep each size that is missing, drawn from the kept picture if no other is given."""
        missing = [width for width in (*WIDTHS, PRINT, LIGHT) if not self.storage.exists(self.name_at(width))]
        if not missing:
            return
        if image is None:
            with self.storage.open(self.name) as file:
                image = read_photo(file)
        for width in missing:
            self._keep_size(image, width)

    def _keep_size(self, image, width):
        height = max(1, round(image.height * width / image.width))
        resized = image.resize((width, height), Image.Resampling.LANCZOS) if width < image.width else image
        data = _jpeg(resized, LIGHT_QUALITY if width == LIGHT else QUALITY)
        self.storage.save(self.name_at(width), ContentFile(data))

    def name_at(self, width):
        return f"{self.name.removesuffix('.jpg')}-{width}.jpg"


def validate_photo(file):
    if not getattr(file, "_committed", True):
        read_photo(file)


def folder(instance, filename):
    return f"photos/{instance._meta.app_label}/{filename}"


class PhotoField(models.ImageField):
    attr_class = PhotoFile

    def __init__(self, *args, **kwargs):
        kwargs.update(upload_to=folder, width_field="width", height_field="height")
        super().__init__(*args, **kwargs)
        self.validators = [validate_photo]

    def formfield(self, **kwargs):
        return super().formfield(**{"error_messages": {"invalid_image": UNREADABLE}, **kwargs})


class Photo(Publishable):
    """A picture with what a reader needs to trust it and what its people have agreed to. Concrete in each app."""

    class Consent(models.TextChoices):
        GIVEN = "given", "Given by everyone who can be recognised"
        NOT_NEEDED = "not_needed", "Not needed: nobody can be recognised"
        NOT_ASKED = "not_asked", "Not asked yet"
        REFUSED = "refused", "Refused"

    SHOWABLE = (Consent.GIVEN, Consent.NOT_NEEDED)

    image = PhotoField(help_text="JPEG, PNG or WebP. The place a camera noted in the file is removed.")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    caption = models.CharField(max_length=300, blank=True)
    alt = models.CharField(
        "alternative text",
        max_length=300,
        blank=True,
        help_text="What is to be seen, for those who cannot see it. Needed before the photo is published.",
    )
    credit = models.CharField(max_length=120, blank=True)
    place = models.CharField(
        max_length=120, blank=True, help_text="Printed with the photo. Leave empty to protect someone."
    )
    country = CountryField(blank=True)
    taken = PartialDateField(null=True, blank=True)
    consent = models.CharField(
        max_length=12,
        choices=Consent,
        default=Consent.NOT_ASKED,
        help_text="Without consent a photo is never shown to the public, nor printed.",
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self):
        return self.caption or self.alt or "Photo without a caption"

    def clean(self):
        super().clean()
        if not self.is_published:
            return
        missing = {}
        if not self.alt.strip():
            missing["alt"] = "Write what is to be seen before publishing this photo."
        if self.consent not in self.SHOWABLE:
            missing["consent"] = "This photo needs its people’s consent before it is published."
        if missing:
            raise ValidationError(missing)

    def url(self, width=WIDTHS[1]):
        app, stem = self._meta.app_label, self.image.name.rsplit("/", 1)[-1].removesuffix(".jpg")
        return reverse("photo", args=[app, stem, width])

    @property
    def srcset(self):
        return ", ".join(f"{self.url(width)} {width}w" for width in WIDTHS)

    @property
    def print_name(self):
        """The stored file that print uses."""
        return self.image.name_at(PRINT)

    @property
    def light_name(self):
        """The stored file of the PDF for slow lines."""
        return self.image.name_at(LIGHT)


def prepare_photos():
    """Give every photo the sizes it lacks. Yields, in words, each photo whose file is missing or cannot be read."""
    for model in Photo.__subclasses__():
        for photo in model._base_manager.exclude(image=""):
            try:
                photo.image.prepare()
            except (OSError, ValidationError):
                kind = model._meta.verbose_name.capitalize()
                yield f"{kind} “{photo}”: the file {photo.image.name} is missing or damaged."
