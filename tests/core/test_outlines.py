"""Outlines as they are read and drawn in the inspector's process: GeoJSON and TopoJSON, borders, size."""

import io
import json
import math
import re
from itertools import pairwise

import pytest

from core.inspection.drawing import LETTERS, OWN_LETTERS, weights
from core.inspection.outlines import draw
from core.inspection.plane import WIDTH
from tests.factories import area, outline, square


def drawn(*features):
    found, contents = draw(outline(*features), 300, ["name"])
    assert contents == []
    return found


def corners(path):
    """The rings of a path as points of the drawing."""
    rings = []
    for ring in re.findall(r"M([^z]+)z", path):
        numbers = [float(one) for one in re.findall(r"-?[\d.]+", ring)]
        x = y = 0
        points = []
        for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = round(x + step_x, 1), round(y + step_y, 1)
            points.append((x, y))
        rings.append(points)
    return rings


def size(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))) / 2


def winding(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]])) > 0


def topology(arcs, geometries, **more):
    objects = {"areas": {"type": "GeometryCollection", "geometries": geometries}}
    return {"type": "Topology", "arcs": arcs, "objects": objects, **more}


def opened(data):
    text = data if isinstance(data, bytes) else json.dumps(data).encode()
    return draw(io.BytesIO(text), 300, ["name", "id"])[0]


def test_draw_fills_the_width_and_keeps_the_shape():
    found = drawn(area(square(0, -5), name="One"))
    ((one, two, three, four),) = corners(found["shapes"][0]["path"])
    assert (found["width"], found["shapes"][0]["properties"]) == (WIDTH, {"name": "One"})
    across, down = max(x for x, _ in (one, two, three, four)), found["height"]
    assert across == pytest.approx(WIDTH - 12, abs=1) and down == pytest.approx(WIDTH, abs=2)


def test_draw_narrows_degrees_by_the_middle_latitude():
    found = drawn(area([[0, 59], [10, 59], [10, 61], [0, 61], [0, 59]]))
    ((*points,),) = corners(found["shapes"][0]["path"])
    xs, ys = zip(*points, strict=True)
    assert (max(xs) - min(xs)) / (max(ys) - min(ys)) == pytest.approx(10 * 0.5 / 2, rel=0.01)


def test_draw_reads_a_topology_with_its_steps_and_reversed_arcs():
    """Two squares with a border in common, which the second names backwards."""
    arcs = [[[10, 0], [0, 10]], [[10, 10], [-10, 0], [0, -10], [10, 0]], [[10, 0], [10, 0], [0, 10], [-10, 0]]]
    geometries = [
        {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West"}, "id": "156"},
        {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"name": "East"}},
    ]
    found = opened(topology(arcs, geometries, transform={"scale": [2, 1], "translate": [80, -5]}))
    west, east = (corners(shape["path"])[0] for shape in found["shapes"])
    assert len(set(west)) == len(set(east)) == 4 and len(set(west) & set(east)) == 2
    assert [shape["properties"] for shape in found["shapes"]] == [{"name": "West", "id": "156"}, {"name": "East"}]
    assert min(x for x, _ in east) > min(x for x, _ in west)


def test_draw_takes_the_largest_object_of_a_topology():
    """An atlas has the land as one, too."""
    west, east = {"type": "Polygon", "arcs": [[0]]}, {"type": "Polygon", "arcs": [[1]]}
    data = topology([square(0, 0), square(20, 0)], [west, east])
    data["objects"] = {"land": west, **data["objects"], "sea": east}
    assert len(opened(data)["shapes"]) == 2


@pytest.mark.parametrize(
    "features",
    [
        [area(square(175, 0))],  # runs on beyond 180°
        [area([[175, 0], [-175, 0], [-175, 10], [175, 10], [175, 0]])],  # leaps
        [area([[-185, 0], [-175, 0], [-175, 10], [-185, 10], [-185, 0]])],
        [area([[175, 0], [180, 0], [180, 10], [175, 10], [175, 0]]), area(square(-180, 0, 5))],  # is cut there
    ],
)
def test_draw_joins_what_crosses_the_antimeridian(features):
    found = drawn(*features)
    points = [point for shape in found["shapes"] for ring in corners(shape["path"]) for point in ring]
    xs = [x for x, _ in points]
    assert max(xs) - min(xs) > WIDTH / 2 and found["height"] > WIDTH / 2, "not two slivers at either edge"
    for shape in found["shapes"]:
        assert size(corners(shape["path"])[0]) > 10_000


def test_draw_keeps_islands_around_the_antimeridian_together():
    found = drawn(area(square(170, 0, 5), name="Fiji"), area(square(-175, 0, 5), name="Samoa"))
    fiji, samoa = (corners(shape["path"])[0] for shape in found["shapes"])
    assert max(x for x, _ in fiji) < min(x for x, _ in samoa)
    assert size(fiji) == pytest.approx(size(samoa), rel=0.05) and size(fiji) > 10_000


def islands(*places):
    """One outline of a large square and a small one at each place."""
    squares = [square(0, 40), *(square(*place, 1) for place in places)]
    geometry = {"type": "MultiPolygon", "coordinates": [[ring] for ring in squares]}
    return {"type": "Feature", "properties": {}, "geometry": geometry}


def test_draw_leaves_out_islands_far_from_all_the_rest():
    (shape,) = drawn(islands((11, 45), (-60, 10)))["shapes"]
    mainland, island = corners(shape["path"])
    assert size(mainland) > 50 * size(island) and min(x for x, _ in island) > max(x for x, _ in mainland)
    assert max(x for x, _ in mainland) > 0.7 * WIDTH


def test_draw_keeps_far_islands_that_are_no_less():
    geometry = {"type": "MultiPolygon", "coordinates": [[square(0, 0, 4)], [square(90, 0, 2)]]}
    (shape,) = drawn({"type": "Feature", "properties": {}, "geometry": geometry})["shapes"]
    assert len(corners(shape["path"])) == 2


def test_draw_leaves_a_ring_around_the_pole_as_it_is():
    pole = [[-180, -90], [-180, -70], [-60, -75], [60, -70], [180, -70], [180, -90], [-180, -90]]
    (ring,) = corners(drawn(area(pole), area(square(0, 0)))["shapes"][0]["path"])
    assert max(x for x, _ in ring) - min(x for x, _ in ring) == pytest.approx(WIDTH - 24, abs=2)


@pytest.mark.parametrize("hole", [square(3, 3, 4), square(3, 3, 4)[::-1]])
def test_draw_turns_holes_the_other_way(hole):
    """However the file does: SVG fills by direction."""
    outer, inner = corners(drawn(area(square(0, 0), hole))["shapes"][0]["path"])
    assert winding(outer) and not winding(inner) and size(inner) < size(outer) / 4


def test_draw_puts_the_label_beside_a_hole():
    shape = drawn(area(square(0, 0), square(2, 2, 6)))["shapes"][0]
    hole = corners(shape["path"])[1]
    assert not min(x for x, _ in hole) < shape["x"] < max(x for x, _ in hole) or not (
        min(y for _, y in hole) < shape["y"] < max(y for _, y in hole)
    )
    assert shape["room"] > 50


def wavy(first, last, count):
    """A line from south to north with bends that are no larger than a dot."""
    return [[first + (0.002 if step % 2 else 0), last * step / count] for step in range(1, count)]


def test_draw_simplifies_a_common_border_once():
    """What is left of it is the same for both, so that no gap opens and nothing overlaps."""
    border = [[10 + (step % 7) / 3, step / 5] for step in range(1, 50)]
    west = [[0, 0], [10, 0], *border, [10, 10], [0, 10], [0, 0]]
    east = [[20, 0], [20, 10], [10, 10], *border[::-1], [10, 0], [20, 0]]
    one, two = (corners(shape["path"])[0] for shape in drawn(area(west), area(east))["shapes"])
    common = set(one) & set(two)
    assert 10 < len(common) < 51
    assert len(one) == len(common) + 2 and len(two) == len(common) + 2


def test_draw_drops_bends_that_nobody_sees():
    found = drawn(area([[0, 0], [10, 0], *wavy(10, 10, 2000), [10, 10], [0, 10], [0, 0]]))
    assert len(corners(found["shapes"][0]["path"])[0]) < 20


def test_draw_keeps_a_common_border_of_an_enclave():
    enclave = [[4, 4], [6, 4], [6.4, 5], [6, 6], [4, 6], [4, 4]]
    around, within = drawn(area(square(0, 0), enclave), area(enclave[::-1]))["shapes"]
    assert set(corners(around["path"])[1]) == set(corners(within["path"])[0])


def test_draw_shows_a_dot_for_what_is_too_small():
    found = drawn(area(square(0, 0)), area(square(12, 5, 0.001), name="Islet"))
    (dot,) = corners(found["shapes"][1]["path"])
    assert size(dot) == pytest.approx(18, abs=1) and found["shapes"][1]["room"] == 0


def test_draw_holds_the_size_however_much_comes_in():
    """Nine thousand long spikes, none of which is too small to be seen."""
    turns = [(step / 9_000 * 2 * math.pi, 2 + step % 2 * 3) for step in range(9_000)]
    star = [[reach * math.cos(angle), reach * math.sin(angle)] for angle, reach in turns]
    (shape,) = drawn(area([*star, star[0]]))["shapes"]
    assert LETTERS / 2 < len(shape["path"]) <= LETTERS - OWN_LETTERS


def test_draw_holds_the_size_of_the_most_outlines():
    squares = [area(square(column * 2, row * 2, 1)) for column in range(20) for row in range(15)]
    found = drawn(*squares)
    assert len(found["shapes"]) == 300 and len(json.dumps(found)) < 1.2 * LETTERS


def test_weights_go_by_area_and_keep_the_ends():
    line = [(0, 0), (10, 1), (20, 0), (30, 50), (40, 0)]
    found = weights(line)
    assert found[0] == found[-1] == float("inf")
    assert found[1] == min(found) == 20 and found[3] == max(found[1:-1])


def test_draw_simplifies_a_dense_border_from_the_same_end_for_both():
    """Points that fall together are left out first, and which ones depends on where that begins."""
    border = [[10 + math.sin(step / 300) / 2, step / 1000] for step in range(1, 10_000)]
    west = [[0, 0], [10, 0], *border, [10, 10], [0, 10], [0, 0]]
    east = [[20, 0], [20, 10], [10, 10], *border[::-1], [10, 0], [20, 0]]
    one, two = (set(corners(shape["path"])[0]) for shape in drawn(area(west), area(east))["shapes"])
    assert 20 < len(one & two) == len(one) - 2 == len(two) - 2


POINT = {"type": "Feature", "properties": {"name": "Rome"}, "geometry": {"type": "Point", "coordinates": [12, 41]}}
BAD = [
    (b"", "not_json"),
    (b"\xff\xfe\x00", "not_json"),
    (b'{"type": "FeatureCollection", "features": [', "not_json"),
    (b"[" * 100_000, "not_json"),
    (b'{"type": "FeatureCollection", "features": [%s1%s]}' % (b"[" * 50_000, b"]" * 50_000), "not_json"),
    (b"1" * 10_000, "not_json"),
    (b"[]", "not_outline"),
    ({"type": "Polygon", "coordinates": [square(0, 0)]}, "not_outline"),
    ({"type": "FeatureCollection"}, "not_outline"),
    ({"type": "Topology", "objects": {}}, "not_outline"),
    ({"type": "FeatureCollection", "features": []}, "empty"),
    ({"type": "Topology", "objects": {}, "arcs": []}, "empty"),
    (b'{"type": "FeatureCollection", "features": [{"a": NaN}]}', "no_number"),
    (b'{"type": "FeatureCollection", "features": [-Infinity]}', "no_number"),
    ({"type": "FeatureCollection", "features": [POINT]}, "not_area"),
    ({"type": "FeatureCollection", "features": [None]}, "not_area"),
    ({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": None}]}, "not_area"),
    ({"type": "FeatureCollection", "features": [area()]}, "no_ring"),
    ({"type": "FeatureCollection", "features": [area([])]}, "no_ring"),
    ({"type": "FeatureCollection", "features": [area("text")]}, "broken"),
    ({"type": "FeatureCollection", "features": [area([[1, "2"], [3, 4]])]}, "broken"),
    ({"type": "FeatureCollection", "features": [area([[1, True], [3, 4]])]}, "broken"),
    ({"type": "FeatureCollection", "features": [area([[1], [3, 4]])]}, "broken"),
    ({"type": "FeatureCollection", "features": [area([[1, 1], [1, 1], [1, 1]])]}, "no_area"),
    ({"type": "FeatureCollection", "features": [area([[1, 1], [1, 5], [1, 9]])]}, "no_area"),
    ({"type": "FeatureCollection", "features": [area(square(500_000, 4_000_000))]}, "not_degrees"),
    (
        b'{"type":"FeatureCollection","features":[{"geometry":{"type":"Polygon","coordinates":[[[1e999,1]]]}}]}',
        "not_degrees",
    ),
    ({"type": "FeatureCollection", "features": [area([[10**400, 1], [2, 2], [3, 3]])]}, "not_degrees"),
    (topology([square(0, 0)], [{"type": "Polygon", "arcs": [[7]]}]), "broken"),
    (topology([square(0, 0)], [{"type": "Polygon", "arcs": [[True]]}]), "broken"),
    (topology([square(0, 0)], [{"type": "Polygon", "arcs": [0]}]), "broken"),
    (topology([7], [{"type": "Polygon", "arcs": [[0]]}]), "broken"),
    (topology([square(0, 0)], [{"type": "Polygon", "arcs": [[0]]}], transform={"scale": 1}), "broken"),
    (
        topology(
            [[[10**400, 1]]], [{"type": "Polygon", "arcs": [[0]]}], transform={"scale": [1, 1], "translate": [0, 0]}
        ),
        "broken",
    ),
]


@pytest.mark.parametrize("data, code", BAD)
def test_draw_says_what_is_wrong(data, code):
    assert opened(data)["error"] == code


def test_draw_says_which_outline_is_wrong():
    found = opened({"type": "FeatureCollection", "features": [area(square(0, 0), name="Italy"), POINT]})
    assert found == {"error": "not_area", "number": 2, "properties": {"name": "Rome"}}
    assert opened({"type": "FeatureCollection", "features": [1, 2, 3]}) == {
        "error": "not_area",
        "number": 1,
        "properties": {},
    }


def test_draw_says_in_which_line_a_file_is_broken():
    assert opened(b'{\n"type": "FeatureCollection",\n"features": [}') == {"error": "not_json", "line": 3}


def test_draw_refuses_more_outlines_than_asked_for():
    found, _ = draw(outline(*(area(square(west, 0, 1)) for west in range(6))), 5, [])
    assert found == {"error": "too_many", "count": 6, "most": 5}


def test_draw_takes_properties_without_what_no_text_holds():
    found = opened(
        b'{"type":"FeatureCollection","features":[{"properties":{"NAME":"a\\ud800b\\n c","id":7,"x":"y"},'
        b'"geometry":{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9]]]}}]}'
    )
    assert found["shapes"][0]["properties"] == {"name": "ab c"}
