"""A quiet landscape for each caption whose photo is not here, plainly marked as a placeholder."""

import hashlib
import io
import random

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

SIZE = (3000, 2000)  # as it is drawn
SAVED = SIZE  # what a camera would give; tests take fewer pixels
PALETTES = [
    ("#e9dcc3", "#cfd9d3", "#0b5563"),
    ("#f1ead9", "#dfc9b0", "#7a5b43"),
    ("#dfe6e0", "#b9cbc4", "#35606a"),
    ("#f3e3cc", "#e2b890", "#6d6a58"),
]


def draw(caption):
    """The same picture for the same caption, always, as a JPEG file."""
    seed = hashlib.sha256(caption.encode()).hexdigest()
    chance = random.Random(seed)  # noqa: S311  a picture, not a secret
    light, middle, dark = chance.choice(PALETTES)
    picture = _sky(light, middle)
    pen = ImageDraw.Draw(picture)
    x, y = chance.randrange(500, 2500), chance.randrange(300, 700)
    pen.ellipse([x - 130, y - 130, x + 130, y + 130], fill=light)
    for row in range(4):
        _hills(pen, chance, 800 + 260 * row, _between(middle, dark, (row + 1) / 4))
    font = ImageFont.load_default(size=64)
    pen.text((120, SIZE[1] - 150), "Placeholder: the photo itself is not here", fill=light, font=font)
    out = io.BytesIO()
    picture.resize(SAVED).save(out, "JPEG", quality=85)
    return ContentFile(out.getvalue(), name=f"{seed[:12]}.jpg")


def _sky(top, bottom):
    mask = Image.linear_gradient("L").resize(SIZE)
    return Image.composite(Image.new("RGB", SIZE, bottom), Image.new("RGB", SIZE, top), mask)


def _hills(pen, chance, base, colour):
    heights = [chance.uniform(-160, 160) for _ in range(8)]
    points = [(SIZE[0] * step / 70, base + _smooth(heights, step / 10)) for step in range(71)]
    pen.polygon([*points, (SIZE[0], SIZE[1]), (0, SIZE[1])], fill=colour)


def _smooth(heights, place):
    left, part = int(place), place % 1
    ease = part * part * (3 - 2 * part)
    following = heights[min(left + 1, len(heights) - 1)]
    return heights[left] * (1 - ease) + following * ease


def _between(one, other, part):
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return tuple(round(a + (b - a) * part) for a, b in pairs)
