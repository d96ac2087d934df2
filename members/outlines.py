"""A network's own map: outlines of countries or provinces, checked and drawn anew at upload.

What is kept is never the file that came in but a small drawing, as JSON: its `width` and `height`, the `countries`
{code: path, x, y, room} and, without a number of members, the `others` [path, code, name].
"""

import hashlib
import json
import logging
import re
from collections import Counter
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.inspection.client import TOO_COSTLY, InspectionError, inspect
from core.l10n.countries import CODES
from core.l10n.folding import fold

MEGABYTES = 5
MOST = 300
# What atlases call their facts, in small letters; the first that is there and known counts.
COUNTRY_CODES = ["iso_a2", "iso_a2_eh", "iso3166-1-alpha-2", "alpha-2", "iso2", "iso_a3", "iso_a3_eh"]
COUNTRY_CODES += ["iso3166-1-alpha-3", "alpha-3", "iso3", "iso3_code", "adm0_a3", "gid_0", "shapeiso", "id"]
REGION_CODES = ["iso_3166_2", "iso3166-2", "iso_1", "shapeiso", "id"]
NAMES = ["name_1", "name_en", "name", "name_long", "shapename", "admin", "country", "name_0"]
log = logging.getLogger(__name__)
REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")

WORDS = {
    "not_json": _("This file is broken, or no GeoJSON or TopoJSON, in line %(line)s. Export it again and choose that."),
    "not_outline": _("This file is neither a FeatureCollection of GeoJSON nor a Topology. Export it as one of them."),
    "no_number": _("This file has NaN or Infinity where a number belongs. Export it again and choose that."),
    "empty": _("There is no outline in this file. Choose another one."),
    "too_many": _("This file has %(count)s outlines; %(most)s is the most. Merge the smallest and choose it again."),
    "no_area": _("All of this file lies in one point or on one line. Choose a file with areas."),
    "not_area": _("%(which)s is no area (Polygon or MultiPolygon). Leave it out and choose the file again."),
    "no_ring": _("%(which)s is empty. Leave it out and choose the file again."),
    "broken": _("%(which)s is broken: a point is not two numbers. Export the file again and choose that."),
    "not_degrees": _(
        "%(which)s is not in degrees of longitude and latitude. Export the file in WGS 84 (EPSG:4326) and choose that."
    ),
    TOO_COSTLY: _(
        "This outline takes too much memory or time to draw. Simplify it, for example on mapshaper.org, and choose it "
        "again."
    ),
}


def read_outline(file: File) -> dict:
    """The drawing of a file that was chosen. Raises ValidationError in plain words."""
    if file.size > MEGABYTES * 1024 * 1024:
        words = _(
            "This file is larger than %(number)s MB. Simplify it, on mapshaper.org for example, and choose it again."
        )
        raise ValidationError(words % {"number": MEGABYTES})
    try:
        drawn, _contents = inspect("outline", file, most=MOST, properties=[*COUNTRY_CODES, *REGION_CODES, *NAMES])
    except InspectionError as error:
        raise ValidationError(WORDS[error.code] % {**error.facts, "which": which(error.facts)}) from None
    return {"width": drawn["width"], "height": drawn["height"], **countries_and_others(drawn["shapes"])}


def which(facts: dict) -> str:
    """An outline, as somebody finds it in the file."""
    words = (
        _("Outline %(number)s (“%(name)s”)")
        if (name := name_of(facts.get("properties", {})))
        else _("Outline %(number)s")
    )
    return words % {"number": facts.get("number"), "name": name}


# Countries and others


def countries_and_others(shapes: list[dict]) -> dict:
    """Several outlines with the code of one country are parts of it, and none is the country."""
    ids = [shape["properties"]["id"] for shape in shapes if "id" in shape["properties"]]
    if not all(re.fullmatch(r"\d{3}", one) for one in ids):  # they count the outlines, and are no codes of ISO
        shapes = [{**shape, "properties": without_number(shape["properties"])} for shape in shapes]
    codes = [country_of(shape["properties"]) for shape in shapes]
    once = {code for code, count in Counter(codes).items() if code and count == 1}
    countries, others = {}, []
    for code, shape in zip(codes, shapes, strict=True):
        if code in once:
            countries[code] = {key: shape[key] for key in ("path", "x", "y", "room")}
        else:
            facts = {"code": region_of(shape["properties"]), "name": name_of(shape["properties"])}
            others.append({"path": shape["path"], **facts})
    return {"countries": countries, "others": others}


def without_number(properties: dict) -> dict:
    return {key: value for key, value in properties.items() if key != "id" or not value.isdigit()}


def country_of(properties: dict) -> str:
    """The code of the country that an outline is; of a province, and where nothing tells, none."""
    if region_of(properties):
        return ""
    codes = [properties.get(key, "").upper() for key in COUNTRY_CODES]
    if name_of(properties) and len(codes[-1]) == 2:
        codes.pop()  # AL is Albania, but as the id of a state it is Alabama
    codes = [code if code in CODES else three_letters().get(code) for code in codes]
    return next(filter(None, codes), None) or english_names().get(plain(name_of(properties)), "")


def region_of(properties: dict) -> str:
    codes = (properties.get(key, "").upper() for key in REGION_CODES)
    return next((code for code in codes if REGION.fullmatch(code)), "")


def name_of(properties: dict) -> str:
    return next(filter(None, map(properties.get, NAMES)), "")


@cache
def three_letters() -> dict[str, str]:
    """ISO 3166-1's codes of three letters, and its numbers, as CLDR knows them."""
    known = get_global("territory_aliases")
    return {code: other[0] for code, other in known.items() if len(code) == 3 and len(other) == 1 and other[0] in CODES}


@cache
def english_names() -> dict[str, str]:
    """{folded: code}: “Myanmar (Burma)” under each of its names too."""
    named = [(name, code) for code, name in Locale("en").territories.items() if code in CODES]
    parts = [(part, code) for name, code in named for part in re.split(r" \(|\)| SAR China", name)]
    return {plain(name): code for name, code in [*parts, *named] if name}


def plain(name: str) -> str:
    return fold(name).replace(" & ", " and ").replace("st. ", "saint ")


# As a field


class OutlineFile(FieldFile):
    """Saving keeps the drawing; the name is its own hash."""

    @cached_property
    def prepared(self) -> dict:
        """What `read_outline` gives for the file that was chosen: asked when it is checked, and again when saved."""
        return read_outline(self.file)

    def save(self, name, content, save=True):
        drawn = self.prepared if content is self.__dict__.get("_file") else read_outline(content)
        text = json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).encode()
        stem = hashlib.sha256(text).hexdigest()[:20]
        super().save(f"{stem}.json", ContentFile(text), save=save)

    @property
    def drawing(self) -> dict | None:
        """None where it is lost."""
        try:
            return drawing_of(self.name)
        except (OSError, ValueError):
            log.error("The outline of the map is lost: %s", self.name)
            return None


@lru_cache(maxsize=8)
def drawing_of(name: str) -> dict:
    """What is kept under a name, which is that of its content. Raises OSError where it is lost."""
    with default_storage.open(name) as file:
        return json.load(file)


def validate_outline(file: OutlineFile) -> None:
    if not getattr(file, "_committed", True):
        file.prepared  # noqa: B018  raises what is wrong with it


def folder(instance: models.Model, filename: str) -> str:
    return f"outlines/{filename}"


class OutlineField(models.FileField):
    """GeoJSON or TopoJSON, known by its content whatever its file is called."""

    attr_class = OutlineFile

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "upload_to": folder, "validators": [validate_outline]})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {key: value for key, value in kwargs.items() if key not in ("upload_to", "validators")}

    def formfield(self, **kwargs):
        return super().formfield(**{"max_length": None, **kwargs})  # it is renamed at once
