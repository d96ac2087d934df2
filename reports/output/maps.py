"""The map of a network as `reports/map.html` and the cover draw it: countries with their numbers of members."""

import json
import logging
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from django.contrib.staticfiles import finders
from django.utils.translation import gettext

from members.outlines import drawing_of
from reports.data.schema import MapData

Box = tuple[float, float, float, float]  # left, top, right, bottom
log = logging.getLogger(__name__)

# WeasyPrint draws a picture in the text by its attributes, not by the page's style sheet.
HUES = {"MM": "#5b3a6e", "TH": "#0b6b7a", "VN": "#b4532a", "LA": "#6d8c3d", "KH": "#cf9b35", "CN": "#a3b4ba"}
WITH_MEMBERS, WITHOUT = "#0b6b7a", "#a3b4ba"
# Of the words on it: how wide a letter is at the size of a page, which is larger than in print, and how far apart
# lines are; how far a label reaches above its first line, and below its number.
LETTER, LINE, ABOVE, BELOW = 16, 32, 26, 8
NUMBER = 26  # below the name


@cache
def mekong() -> dict:
    """The outlines of the region: `width`, `height`, `countries` {code: path, x, y}, `neighbours`, `river`."""
    with open(finders.find("map/region.json"), encoding="utf-8") as file:
        return json.load(file)


def drawn_map(shown: MapData, counts: Mapping[str, int], place: str) -> dict | None:
    """With the number of members in each country; None where no map is shown. `place` is what stands on it in words,
    where no number does."""
    if not shown.shows_map:
        return None
    if shown.outline:
        return own_map(shown, counts, place)
    return mekong() | {
        "title": gettext("The Greater Mekong Subregion and its river"),
        "description": members_by_country(countries := counted(mekong(), shown.countries, counts)),
        "countries": list(map(by_eye, countries)),
    }


def own_map(shown: MapData, counts: Mapping[str, int], place: str) -> dict | None:
    try:
        drawing = drawing_of(shown.outline)
    except (OSError, ValueError):
        log.error("The outline of the map is lost: %s", shown.outline)
        return None
    countries = counted(drawing, shown.countries, counts)
    labelled = with_labels(countries, drawing["width"], drawing["height"])
    with_members = [one for one in labelled if one["count"]]
    return drawing | {
        "title": place,
        "description": members_by_country(with_members) if with_members else place,
        "countries": labelled,
        "key": [one for one in with_members if not one["lines"]],
        "attribution": shown.attribution,
    }


def counted(drawing: dict, names: Mapping[str, str], counts: Mapping[str, int]) -> list[dict]:
    shapes = drawing["countries"]
    return [shapes[code] | {"code": code, "name": name, "count": counts.get(code, 0)} for code, name in names.items()]


def members_by_country(countries: Iterable[dict]) -> str:
    facts = ", ".join(f"{country['name']} {country['count']}" for country in countries)
    return gettext("Members by country: %(told)s.") % {"told": facts}


# Labels


def by_eye(country: dict) -> dict:
    """The places of the names of the Mekong region were chosen for all of its languages."""
    return {
        **country,
        "hue": HUES[country["code"]],
        "css_class": country["code"],
        "lines": map_lines(country["name"], country["y"]),
        "number": country["count"],
        "below": country["y"] + NUMBER,
    }


def with_labels(countries: list[dict], width: int, height: int) -> list[dict]:
    """Names and numbers where there is room for them, of those with members first; else the number, or nothing."""
    labels, taken = {}, []
    for country in sorted(countries, key=lambda one: (not one["count"], -one["room"])):
        label, box = next(label for label in labels_of(country) if is_free(label[1], taken, width, height))
        labels[country["code"]] = label
        taken.append(box)
    styles = {True: {"hue": WITH_MEMBERS, "css_class": "peopled"}, False: {"hue": WITHOUT, "css_class": "other"}}
    return [{**one, **styles[one["count"] > 0], **labels[one["code"]]} for one in countries]


def labels_of(country: dict) -> Iterator[tuple[dict, Box]]:
    """(what to draw, where it stands) from the fullest to nothing."""
    x, y, number = country["x"], country["y"], country["count"]
    lines = map_lines(country["name"], y)
    wide = max(breadth(line["text"]) for line in lines)
    if wide <= country["room"]:
        below = y + (NUMBER if number else 0)
        named = {"lines": lines, "number": number, "below": below}
        yield named, (x - wide / 2, lines[0]["y"] - ABOVE, x + wide / 2, below + BELOW)
    if number:
        half = breadth(str(number)) / 2
        yield (
            {"lines": [], "number": number, "below": y + BELOW},
            (x - half, y + BELOW - ABOVE, x + half, y + 2 * BELOW),
        )
    yield {"lines": [], "number": 0, "below": y}, (x, y, x, y)


def is_free(box: Box, taken: Iterable[Box], width: int, height: int) -> bool:
    left, top, right, bottom = box
    if left == right:
        return True
    is_inside = left >= 0 and top >= 0 and right <= width and bottom <= height
    return is_inside and all(right < a or left > c or bottom < b or top > d for a, b, c, d in taken)


def breadth(text: str) -> float:
    """How much room a line takes: signs above and below take none, an ideogram as much as two letters."""
    letters = [letter for letter in text if unicodedata.category(letter) not in ("Mn", "Me", "Cf")]
    return LETTER * sum(1.7 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in letters)


def map_lines(name: str, y: float) -> list[dict]:
    """A country’s name as it is drawn: “Myanmar” above “(Miến Điện)”, as one line would leave the country."""
    first, *rest = name.replace(" (", "\n(").splitlines()
    return [{"text": first, "y": round(y - LINE * len(rest), 1)}, *({"text": line, "y": y} for line in rest)]
