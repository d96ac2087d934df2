"""Pictures drawn anew from what comes in: upright, opaque, in sRGB and 8 bits, without the notes of a camera.

Runs in the inspector's process: no Django here.
"""

import io
import warnings
from collections.abc import Iterable
from typing import BinaryIO

from PIL import Image, ImageCms, ImageMath, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
TURNED = {  # the orientation of EXIF, and what puts it right
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def prepare(
    file: BinaryIO, megapixels: int, largest: int, quality: int, widths: Iterable[tuple[int, int]]
) -> tuple[dict, list[bytes]]:
    """JPEGs of a picture: no side longer than `largest` pixels, then one for each (width, quality).

    Returns ({"width", "height"} of the first, [bytes]); ({"error": "unreadable" or "too_large", …}, []) otherwise.
    """
    try:
        image = _open(file, megapixels)
        if (pixels := image.width * image.height / 1_000_000) > megapixels:
            return {"error": "too_large", "megapixels": round(pixels)}, []
        image.draft(None, (largest, largest))  # a JPEG need not be decoded larger than it is kept
        image.load()
        image = redraw(image, largest)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError):
        return {"error": "unreadable"}, []
    sizes = [_jpeg(_at_width(image, width), its_quality) for width, its_quality in widths]
    return {"width": image.width, "height": image.height}, [_jpeg(image, quality), *sizes]


def _open(file, megapixels):
    import pi_heif

    Image.MAX_IMAGE_PIXELS = megapixels * 1_000_000
    pi_heif.register_heif_opener(thumbnails=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # refused in our own words
        image = Image.open(file, formats=FORMATS)
    clear = image.info.get("transparency")
    if isinstance(clear, tuple) and any("16" in str(tile[3]) for tile in image.tile):
        image.info["transparency"] = tuple(part >> 8 for part in clear)  # Pillow scales the colours, not this one
    return image


def redraw(image: Image.Image, largest: int) -> Image.Image:
    orientation, profile = _orientation(image), image.info.get("icc_profile")
    image = _in_8_bits(image)
    alpha = _alpha(image)
    colour = _in_srgb(_without_alpha(image), profile)
    if alpha:
        paper = Image.new("RGB", colour.size, "white")
        paper.paste(colour, mask=alpha)
        colour = paper
    colour.thumbnail((largest, largest), Image.Resampling.LANCZOS)
    return colour.transpose(TURNED[orientation]) if orientation in TURNED else colour


def _orientation(image):
    try:
        return image.getexif().get(0x0112, 1)
    except Exception:  # whatever a camera noted, it is no reason to refuse its photo
        return 1


def _in_8_bits(image):
    """A scan of 16 bits, scaled; what it calls transparent is kept as an alpha channel."""
    if not image.mode.startswith("I"):
        return image
    deep = image.convert("I")
    grey = deep.point(lambda value: value * (1 / 257)).convert("L")
    if isinstance(clear := image.info.get("transparency"), int):
        mask = ImageMath.lambda_eval(lambda of: (of["deep"] != clear) * 255, deep=deep).convert("L")
        grey = Image.merge("LA", (grey, mask))
    return grey


def _alpha(image):
    if {"A", "a"} & set(image.getbands()) or "transparency" in image.info:
        return image.convert("RGBA").getchannel("A")
    return None


def _without_alpha(image):
    match image.mode:
        case "L" | "RGB" | "CMYK":
            return image
        case "1" | "LA" | "La":
            return image.convert("LA").getchannel("L")
    return image.convert("RGBA").convert("RGB")


def _in_srgb(image, profile):
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a broken profile, or one of other colours, is no reason to refuse the photo
    return image.convert("RGB")


def _at_width(image, width):
    if width >= image.width:
        return image
    return image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)


def _jpeg(image, quality):
    out = io.BytesIO()
    bare = Image.frombytes("RGB", image.size, image.tobytes())  # nothing of the camera's notes
    bare.save(out, "JPEG", quality=quality, optimize=True, progressive=False)
    return out.getvalue()
