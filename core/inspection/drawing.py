"""Areas of the earth as SVG paths of a bounded size, with fewer points where they matter least.

All rings are cut where borders meet, and each line between two such places is simplified once (by Visvalingam and
Whyatt), so that neighbours keep their common border.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush, nlargest
from itertools import pairwise

from core.inspection.plane import HIGHEST, STEPS, WIDTH, Point, Shapes, placed, turned

Line = tuple[Point, ...]

LETTERS = 60_000  # of the whole drawing, as it is stored
OWN_LETTERS = 100  # of a shape, beside its path
DETAIL = 2 * 3 * STEPS**2  # twice the area of the smallest triangle that is kept
ISLAND = 3  # times that: smaller rings go, but for the largest of a shape
DOT = 3 * STEPS  # what stands for a shape that is too small to be drawn reaches so far
LINE = 24 * STEPS  # half the height of a label
LEVELS, WIDEST = 16, 20  # at which a place for it is looked for, and in how many stretches of each


def drawing(shapes: Shapes) -> dict:
    """{"width", "height", "shapes": [{"path", "x", "y", "room"}]} of shapes.

    `x` and `y` are the middle of the place for a label; `room` is its width, none where two lines do not fit.
    """
    height, on_grid = placed(shapes)
    cut = Cut([ring for shape in on_grid for polygon in shape for ring in polygon])
    for detail in details():
        drawn = [drawn_shape(shape, cut, detail) for shape in on_grid]
        if sum(len(shape["path"]) + OWN_LETTERS for shape in drawn) <= LETTERS:
            break
    return {"width": WIDTH, "height": height, "shapes": drawn}


def details() -> Iterator[int]:
    """Coarser and coarser, until nothing is left but dots."""
    detail = DETAIL
    while detail < WIDTH * HIGHEST * STEPS**2:
        yield detail
        detail = detail * 3 // 2


# With fewer points


class Cut:
    """Rings as lines between the places where borders meet; a line that two rings share is one."""

    def __init__(self, rings: Iterable[list[Point]]):
        rings = list(rings)
        self.meetings = meetings(rings)
        self.weighed: dict[Line, list[tuple[float, Point]]] = {}

    def simplified(self, ring: list[Point], detail: int) -> list[Point]:
        found: list[Point] = []
        for line in self.lines(ring):
            key = min(line, line[::-1])
            if key not in self.weighed:
                seen = visible(key)
                self.weighed[key] = list(zip(weights(seen), seen, strict=True))
            self.weighed[key] = [(weight, point) for weight, point in self.weighed[key] if weight >= detail]
            kept = [point for _, point in self.weighed[key]]
            found += (kept if key == line else kept[::-1])[:-1]
        return found

    def lines(self, ring: list[Point]) -> Iterator[Line]:
        first = next((at for at, point in enumerate(ring) if point in self.meetings), None)
        first = ring.index(min(ring)) if first is None else first
        closed = [*ring[first:], *ring[: first + 1]]
        ends = [at for at, point in enumerate(closed) if point in self.meetings or at in (0, len(ring))]
        for begin, end in pairwise(ends):
            yield tuple(closed[begin : end + 1])


def meetings(rings: Iterable[list[Point]]) -> set[Point]:
    """The points from which borders go to more than two others."""
    neighbours: dict[Point, Line] = {}
    found = set()
    for ring in rings:
        for before, point, after in zip([ring[-1], *ring[:-1]], ring, [*ring[1:], ring[0]], strict=True):
            both = (before, after) if before < after else (after, before)
            if neighbours.setdefault(point, both) != both:
                found.add(point)
    return found


def visible(line: Line) -> list[Point]:
    """Without points that are drawn where the one before is."""
    found = [line[0]]
    for point in line[1:-1]:
        if abs(point[0] - found[-1][0]) + abs(point[1] - found[-1][1]) > STEPS // 5:
            found.append(point)
    return [*found, line[-1]]


def weights(line: Sequence[Point]) -> list[float]:
    """For each point twice the area that goes with it, when those that matter less have gone; the ends stay."""
    last = len(line) - 1
    found, before, after = [math.inf] * (last + 1), list(range(-1, last)), list(range(1, last + 2))
    sizes = {at: triangle(*line[at - 1 : at + 2]) for at in range(1, last)}
    waiting = [(size, at) for at, size in sizes.items()]
    heapify(waiting)
    least = 0
    while waiting:
        size, at = heappop(waiting)
        if sizes.get(at) != size:  # a neighbour has gone meanwhile
            continue
        least = found[at] = max(least, size)
        del sizes[at]
        left, right = before[at], after[at]
        after[left], before[right] = right, left
        for one in (left, right):
            if 0 < one < last:
                sizes[one] = triangle(line[before[one]], line[one], line[after[one]])
                heappush(waiting, (sizes[one], one))
    return found


def triangle(a: Point, b: Point, c: Point) -> int:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]))


# As a path


def drawn_shape(shape: list[list[list[Point]]], cut: Cut, detail: int) -> dict:
    rings = []
    for polygon in shape:
        kept = [cut.simplified(ring, detail) for ring in polygon]
        if abs(turned(kept[0])) >= ISLAND * detail:
            rings += [
                ring if (turned(ring) > 0) == (not number) else ring[::-1]
                for number, ring in enumerate(kept)
                if abs(turned(ring)) >= ISLAND * detail
            ]
    rings = rings or [largest_or_dot(shape, cut, detail)]
    x, y, room = place_of_label(rings)
    place = {"x": round(x / STEPS, 1), "y": round(y / STEPS, 1), "room": round(room / STEPS)}
    return {"path": "".join(map(path, rings)), **place}


def largest_or_dot(shape: list[list[list[Point]]], cut: Cut, detail: int) -> list[Point]:
    outer = max((polygon[0] for polygon in shape), key=lambda ring: abs(turned(ring)))
    ring = cut.simplified(outer, detail)
    if abs(turned(ring)) >= 2 * DOT * DOT:
        return ring
    x, y = (sum(values) // len(outer) for values in zip(*outer, strict=True))
    return [(x, y - DOT), (x + DOT, y), (x, y + DOT), (x - DOT, y)]


def path(ring: Sequence[Point]) -> str:
    """In tenths and relative steps, which are the shortest."""
    corners = [(round(x * 10 / STEPS), round(y * 10 / STEPS)) for x, y in ring]
    steps = [f"{tenths(b[0] - a[0])} {tenths(b[1] - a[1])}" for a, b in pairwise(corners) if a != b]
    return f"M{tenths(corners[0][0])} {tenths(corners[0][1])}l{' '.join(steps)}z"


def tenths(number: int) -> str:
    return f"{number / 10:.1f}".removesuffix(".0")


def place_of_label(rings: Sequence[Sequence[Point]]) -> tuple[float, float, float]:
    """(x, y, width) of a stretch that lies within for the height of a label; else of any, with no width. The wider the
    better, and the nearer to the middle."""
    low, high = (end(y for ring in rings for _, y in ring) for end in (min, max))
    levels = [low + (high - low) * (step + 0.5) / LEVELS for step in range(LEVELS)]
    for reach in (LINE, 0):
        places = [
            (right - left, (left + right) / 2, level)
            for level in levels
            for left, right in within(rings, {level - reach, level, level + reach})
        ]
        if places:
            room, x, y = max(places, key=lambda place: place[0] - abs(place[2] - (low + high) / 2) / 2)
            return x, y, room if reach else 0
    return (*rings[0][0], 0)


def stretches(rings: Sequence[Sequence[Point]], level: float) -> list[tuple[float, float]]:
    """Where a line from left to right lies within."""
    crossed = sorted(
        a[0] + (level - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        for ring in rings
        for a, b in pairwise([*ring, ring[0]])
        if (a[1] > level) != (b[1] > level)
    )
    return list(zip(crossed[::2], crossed[1::2], strict=False))


def within(rings: Sequence[Sequence[Point]], levels: Iterable[float]) -> list[tuple[float, float]]:
    """What lies within at every level."""
    found = [(-math.inf, math.inf)]
    for level in levels:
        here = nlargest(WIDEST, stretches(rings, level), key=lambda ends: ends[1] - ends[0])
        found = [(max(a, c), min(b, d)) for a, b in found for c, d in here if max(a, c) < min(b, d)]
    return found
