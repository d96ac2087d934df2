"""Outlines of countries or provinces as GeoJSON (RFC 7946) or TopoJSON, read point by point and drawn anew.

Runs in the inspector's process: no Django here.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, BinaryIO

from core.inspection.drawing import drawing
from core.inspection.plane import NoAreaError, Ring

MOST_POINTS = 800_000  # 5 MB of GeoJSON hold half of them; a TopoJSON names an arc as often as it likes
LONGEST = 80  # of what a property may say
NUMBERS = (int, float)


class UnusableError(Exception):
    def __init__(self, code, **facts):
        super().__init__(code)
        self.code, self.facts = code, facts


def draw(file: BinaryIO, most: int, properties: Iterable[str]) -> tuple[dict, list[bytes]]:
    """The `drawing` of at most so many shapes, each with those of some `properties` that it has.

    Returns ({"error": code, …}, []) for what is no collection of areas; `number` and `properties` say of which shape.
    """
    try:
        shapes = read(file, most, set(properties))
        drawn = drawing([polygons for polygons, _properties in shapes])
    except NoAreaError:
        return {"error": "no_area"}, []
    except UnusableError as error:
        return {"error": error.code, **error.facts}, []
    for shape, (_polygons, known) in zip(drawn["shapes"], shapes, strict=True):
        shape["properties"] = known
    return drawn, []


def read(file: BinaryIO, most: int, properties: set[str]) -> list[tuple[list[list[Ring]], dict[str, str]]]:
    """[(polygons, properties)] of each shape; a polygon is its outer ring and its holes."""
    features, arcs = collection(parsed(file))
    if not features:
        raise UnusableError("empty")
    if len(features) > most:
        raise UnusableError("too_many", count=len(features), most=most)
    found, points = [], 0
    for number, feature in enumerate(features, 1):
        known = chosen(feature, properties)
        try:
            polygons = list(polygons_of(feature, arcs, MOST_POINTS - points))
            if not polygons:
                raise UnusableError("no_ring")
        except UnusableError as error:
            raise UnusableError(error.code, number=number, properties=known) from None
        points += sum(len(ring) for polygon in polygons for ring in polygon)
        found.append((polygons, known))
    return found


def parsed(file: BinaryIO) -> Any:
    try:
        return json.load(file, parse_constant=refused)
    except json.JSONDecodeError as error:
        raise UnusableError("not_json", line=error.lineno) from None
    except (ValueError, RecursionError):  # no text; a number of thousands of digits; lists in lists in lists
        raise UnusableError("not_json", line=1) from None


def refused(_constant: str) -> None:
    raise UnusableError("no_number")


def collection(data: Any) -> tuple[list, "Arcs | None"]:
    """The features of a FeatureCollection; of a Topology those of its largest object, and its arcs."""
    match data:
        case {"type": "FeatureCollection", "features": list(features)}:
            return features, None
        case {"type": "Topology", "objects": dict(objects), "arcs": list(arcs)}:
            largest: list = max((members(one) for one in objects.values()), key=len, default=[])
            return largest, Arcs(arcs, data.get("transform"))
    raise UnusableError("not_outline")


def members(found: Any) -> list:
    match found:
        case {"type": "GeometryCollection", "geometries": list(geometries)}:
            return geometries
    return [found]


def chosen(feature: Any, names: set[str]) -> dict[str, str]:
    """What a feature says of itself, under lower-case names; its own id is one of them."""
    if not isinstance(feature, dict):
        return {}
    properties = feature.get("properties")
    given = {"id": feature.get("id"), **(properties if isinstance(properties, dict) else {})}
    known = {key.lower(): readable(value) for key, value in given.items() if isinstance(value, str)}
    return {key: value for key, value in known.items() if key in names and value}


def readable(text: str) -> str:
    """On one line, and without the halves of letters that JSON can write."""
    return " ".join(text[:LONGEST].encode(errors="ignore").decode().split())


def polygons_of(feature: Any, arcs: "Arcs | None", most: int) -> Iterator[list[Ring]]:
    """Each polygon as rings of (longitude, latitude), closed without saying a point twice.

    A ring of one or two points is taken: in an atlas with a coarse grid some islands are no more.
    """
    match feature if arcs or not isinstance(feature, dict) else feature.get("geometry"):
        case {"type": "Polygon" | "MultiPolygon" as kind, **rest}:
            given = listed(rest.get("arcs" if arcs else "coordinates"))
        case _:
            raise UnusableError("not_area")
    for polygon in [given] if kind == "Polygon" else given:
        rings = []
        for part in listed(polygon):
            points = arcs.joined(listed(part), most) if arcs else listed(part)
            if (most := most - len(points)) < 0:
                raise UnusableError("too_costly")
            rings.append(ring(points))
        if rings := list(filter(None, rings)):
            yield rings


def listed(value: Any) -> list:
    if not isinstance(value, list):
        raise UnusableError("broken")
    return value


def ring(points: list) -> Ring:
    checked = [position(point) for point in points]
    return [after for before, after in pairwise([*checked[-1:], *checked]) if before != after] or checked[:1]


def position(point: Any) -> tuple[float, float]:
    longitude, latitude = pair(point)
    if not (-360 <= longitude <= 360 and -90.001 <= latitude <= 90.001):
        raise UnusableError("not_degrees")
    return float(longitude), float(latitude)


def pair(value: Any) -> tuple[float, float]:
    """Two numbers; what follows them, such as a height, is left."""
    if type(value) in (list, tuple) and len(value) > 1 and type(value[0]) in NUMBERS and type(value[1]) in NUMBERS:
        return value[0], value[1]
    raise UnusableError("broken")


class Arcs:
    """The lines of a Topology, of which its rings are made: each is worked out once, when it is first named."""

    def __init__(self, arcs, transform):
        self.arcs, self.known = arcs, {}
        self.transform = transform if isinstance(transform, dict) else None

    def joined(self, numbers: list, most: int) -> list:
        """One arc after the other; a number below zero names one that is read backwards."""
        points: list = []
        for number in numbers:
            if type(number) is not int:
                raise UnusableError("broken")
            line = self.line(number if number >= 0 else ~number)
            points += line if number >= 0 else line[::-1]
            if len(points) > most:
                raise UnusableError("too_costly")
        return points

    def line(self, number: int) -> list:
        if number not in self.known:
            if number >= len(self.arcs):
                raise UnusableError("broken")
            self.known[number] = self.worked_out(listed(self.arcs[number]))
        return self.known[number]

    def worked_out(self, arc: list) -> list:
        if self.transform is None:
            return arc
        (scale_x, scale_y), (first_x, first_y) = (
            pair(self.transform.get("scale")),
            pair(self.transform.get("translate")),
        )
        x = y = 0.0
        points = []
        try:
            for step_x, step_y in map(pair, arc):
                x, y = x + step_x, y + step_y
                points.append((x * scale_x + first_x, y * scale_y + first_y))
        except OverflowError:
            raise UnusableError("broken") from None
        return points
