"""Areas of the earth on a plane: whole where they cross 180°, and without islands far from all the rest.

The projection is equirectangular, true at the middle latitude.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

Ring = list[tuple[float, float]]  # in degrees
Shapes = Sequence[Sequence[Sequence[Ring]]]  # made of polygons made of rings
Drawn = list[list[list[list[tuple[int, int]]]]]  # the same in steps
Point = tuple[int, int]  # in steps: thousandths of a unit of the drawing

WIDTH, LOWEST, HIGHEST, MARGIN = 720, 300, 900, 12
STEPS = 1000  # so fine that places where borders meet stay apart
OPEN_SEA = 10.0  # degrees: a map of less than the whole earth is cut where it has nothing, and not at 180°
LARGE = 0.2  # of the largest polygon of a shape: such ones are on the map wherever they lie
NEAR = 0.25  # of the map: others, if they lie no further outside


class NoAreaError(Exception):
    """All lies in one point or on one line."""


def placed(shapes: Shapes) -> tuple[int, Drawn]:
    """(height of the drawing, the shapes in its steps)."""
    return on_grid(near(together(shapes)))


def together(shapes: Shapes) -> Shapes:
    """The same with longitudes that run on where a shape crosses 180°, and all in one turn around the earth."""
    shapes = [[[unwrapped(ring) for ring in polygon] for polygon in shape] for shape in shapes]
    west = western_edge([extent(polygon[0]) for shape in shapes for polygon in shape])
    return [[list(in_turn(polygon, west)) for polygon in shape] for shape in shapes]


def unwrapped(ring: Ring) -> Ring:
    """Without a leap from 180° to −180°; as it is where it runs around a pole, and so does not close."""
    turn: float = 0
    before = ring[0][0]
    found: Ring = []
    for longitude, latitude in ring:
        if abs(longitude - before) > 180:
            turn += 360 if longitude < before else -360
        before = longitude
        found.append((longitude + turn, latitude))
    return found if abs(found[-1][0] - found[0][0]) <= 180 else ring


def extent(ring: Ring, axis: int = 0) -> tuple[float, float]:
    places = [point[axis] for point in ring]
    return min(places), max(places)


def western_edge(extents: Iterable[tuple[float, float]]) -> float:
    """The meridian in the middle of the widest stretch without anything; 180° where none is wide."""
    around = sorted((west % 360, west % 360 + east - west) for west, east in extents)
    widest, edge = OPEN_SEA, -180.0
    reached = max((east for _, east in around), default=0) - 360
    for west, east in around:
        if west - reached > widest:
            widest, edge = west - reached, (west + reached) / 2
        reached = max(reached, east)
    return edge


def in_turn(polygon: Sequence[Ring], west: float) -> Iterator[Ring]:
    """A ring begins east of the edge of the map; holes lie where their polygon does."""
    turn, middle = 0.0, 0.0
    for number, ring in enumerate(polygon):
        begins, ends = extent(ring)
        turn = round((middle - (begins + ends) / 2) / 360) * 360 if number else -((begins - west) // 360 * 360)
        middle = middle if number else (begins + ends) / 2 + turn
        yield [(longitude + turn, latitude) for longitude, latitude in ring]


def near(shapes: Shapes) -> Shapes:
    """The same without what lies far outside of the large polygons: the Canaries would make Europe half as large."""
    sizes = [[abs(turned(polygon[0])) for polygon in shape] for shape in shapes]
    large = [
        polygon[0]
        for shape, its_sizes in zip(shapes, sizes, strict=True)
        for polygon, size in zip(shape, its_sizes, strict=True)
        if size >= LARGE * max(its_sizes)
    ]
    frame = [wider(*extent([point for ring in large for point in ring], axis)) for axis in (0, 1)]

    def is_near(ring):
        within = [(low, high, *extent(ring, axis)) for axis, (low, high) in enumerate(frame)]
        return all(low <= first and last <= high for low, high, first, last in within)

    return [[polygon for polygon in shape if is_near(polygon[0])] for shape in shapes]


def wider(low: float, high: float) -> tuple[float, float]:
    return low - NEAR * (high - low), high + NEAR * (high - low)


def turned(ring: Sequence[tuple[float, float]]) -> float:
    """Twice its area, above zero where it runs clockwise on a page."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, *ring[:1]]))


def on_grid(shapes: Shapes) -> tuple[int, Drawn]:
    """Whole, in the middle, and without points that fall together."""
    points = [point for shape in shapes for polygon in shape for point in polygon[0]]
    (west, east), (south, north) = extent(points), extent(points, 1)
    narrowed = max(math.cos(math.radians((south + north) / 2)), 0.1)
    across, down = (east - west) * narrowed, north - south
    if min(across, down) < 1e-9:
        raise NoAreaError
    scale = min((WIDTH - 2 * MARGIN) / across, (HIGHEST - 2 * MARGIN) / down)
    height = max(LOWEST, round(down * scale + 2 * MARGIN))
    left, top = (WIDTH - across * scale) / 2, (height - down * scale) / 2

    def place(ring):
        steps = [
            (
                round((left + (longitude - west) * narrowed * scale) * STEPS),
                round((top + (north - latitude) * scale) * STEPS),
            )
            for longitude, latitude in ring
        ]
        return [after for before, after in pairwise([steps[-1], *steps]) if before != after] or steps[:1]

    return height, [[[place(ring) for ring in polygon] for polygon in shape] for shape in shapes]
