"""A network's own map: what may be chosen, what is said of the rest, which outlines are countries, and the form."""

import json
import re
import resource

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from members.models import Network
from members.outlines import countries_and_others, read_outline
from tests import factories as f
from tests.factories import area, outline, square
from tests.posting import as_posted


def codes(*properties):
    """({country: its place in the file}, [(code, name) of the others])"""
    shapes = [{"path": str(n), "x": 0, "y": 0, "room": 0, "properties": one} for n, one in enumerate(properties)]
    found = countries_and_others(shapes)
    others = [(one["code"], one["name"]) for one in found["others"]]
    return {code: int(one["path"]) for code, one in found["countries"].items()}, others


@pytest.mark.parametrize(
    "properties, code",
    [
        ({"iso_a2": "FR"}, "FR"),
        ({"iso_a2": "fr"}, "FR"),
        ({"iso_a2": "-99", "iso_a2_eh": "-99", "adm0_a3": "FRA"}, "FR"),
        ({"iso3166-1-alpha-2": "MM"}, "MM"),
        ({"iso_a3": "DEU"}, "DE"),
        ({"id": "THA", "name": "ไทย"}, "TH"),
        ({"id": "TH"}, "TH"),
        ({"name": "France"}, "FR"),
        ({"name": "Myanmar"}, "MM"),
        ({"name": "BURMA"}, "MM"),
        ({"name": "Myanmar (Burma)"}, "MM"),
        ({"name": "Bosnia and Herzegovina"}, "BA"),
        ({"name": "Saint Lucia"}, "LC"),
        ({"name": "Côte d'Ivoire"}, "CI"),
        ({"name_en": "Laos", "name": "ລາວ"}, "LA"),
        ({"id": "104", "name": "Burma or Myanmar"}, "MM"),
    ],
)
def test_countries_and_others_knows_a_country_by_its_code_or_english_name(properties, code):
    assert codes(properties) == ({code: 0}, [])


@pytest.mark.parametrize(
    "properties, other",
    [
        ({"iso_3166_2": "TH-50", "iso_a2": "TH", "name": "Chiang Mai"}, ("TH-50", "Chiang Mai")),
        ({"iso_3166_2": "BE-WLX", "name": "Luxembourg"}, ("BE-WLX", "Luxembourg")),
        ({"shapeiso": "MM-11", "shapename": "Kachin"}, ("MM-11", "Kachin")),
        ({"id": "AL", "name": "Alabama"}, ("", "Alabama")),
        ({"iso_a2": "XX", "name": "Atlantis"}, ("", "Atlantis")),
        ({"name_1": "Krabi", "country": "Thailand"}, ("", "Krabi")),
        ({}, ("", "")),
    ],
)
def test_countries_and_others_keeps_code_and_name_of_what_is_no_country(properties, other):
    assert codes(properties) == ({}, [other])


def test_countries_and_others_takes_several_of_one_country_for_its_parts():
    parts = [{"adm0_a3": "DEU", "name": "Bayern"}, {"adm0_a3": "DEU", "name": "Hessen"}, {"adm0_a3": "AUT"}]
    assert codes(*parts) == ({"AT": 2}, [("", "Bayern"), ("", "Hessen")])


def test_countries_and_others_takes_numbers_for_codes_only_if_all_are():
    assert codes({"id": "100", "name": "One"}, {"id": "99", "name": "Two"}) == ({}, [("", "One"), ("", "Two")])
    assert codes({"id": "100", "name": "One"}, {"id": "104", "name": "Two"}) == ({"BG": 0, "MM": 1}, [])


def test_read_outline_gives_the_form_of_the_region():
    found = read_outline(outline())
    assert {key: found[key] for key in ("width", "height")} == {"width": 720, "height": 731}
    assert list(found["countries"]) == ["TH", "LA"] and found["countries"]["TH"].keys() == {"path", "x", "y", "room"}
    (other,) = found["others"]
    assert (other["code"], other["name"]) == ("TH-90", "Songkhla") and other["path"].startswith("M")


POINT = {"type": "Feature", "properties": {"name": "Rome"}, "geometry": {"type": "Point", "coordinates": [12, 41]}}
FAR = area(square(500_000, 0), name="Bern")


@pytest.mark.parametrize(
    "file, words",
    [
        (b"", "This file is broken, or no GeoJSON or TopoJSON, in line 1."),
        (b"{\n]", "This file is broken, or no GeoJSON or TopoJSON, in line 2."),
        (b"<svg/>", "This file is broken, or no GeoJSON or TopoJSON, in line 1."),
        (b"[" * 1_000_000, "This file is broken, or no GeoJSON or TopoJSON, in line 1."),
        (b"{}", "This file is neither a FeatureCollection of GeoJSON nor a Topology."),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "This file has NaN or Infinity"),
        (b'{"type": "FeatureCollection", "features": []}', "There is no outline in this file."),
        (outline(area(square(0, 0)), POINT), "Outline 2 (“Rome”) is no area (Polygon or MultiPolygon)."),
        (outline(area(square(0, 0)), area()), "Outline 2 is empty."),
        (outline(area([[0, 0], ["x", 1], [1, 1]])), "Outline 1 is broken: a point is not two numbers."),
        (outline(FAR), "Outline 1 (“Bern”) is not in degrees of longitude and latitude."),
        (outline(area([[1, 1], [1, 2], [1, 3]])), "All of this file lies in one point or on one line."),
        (outline(*(area(square(0, 0)) for _ in range(301))), "This file has 301 outlines; 300 is the most."),
    ],
)
def test_read_outline_says_what_is_wrong_in_words(file, words):
    file = ContentFile(file, name="a.json") if isinstance(file, bytes) else file
    with pytest.raises(ValidationError) as error:
        read_outline(file)
    (message,) = error.value.messages
    assert message.startswith(words) and ("hoose" in message or "xport" in message)


def test_read_outline_refuses_six_megabytes_unread():
    with pytest.raises(ValidationError, match=r"This file is larger than 5 MB\. Simplify it"):
        read_outline(ContentFile(b" " * 6 * 1024 * 1024, name="a.json"))


def bomb(points):
    """A small Topology that names one arc so often that it has so many points."""
    arc = [[step % 10, step % 7] for step in range(10_000)]
    ring = {"type": "Polygon", "arcs": [[0] * (points // len(arc))]}
    text = json.dumps({"type": "Topology", "arcs": [arc], "objects": {"all": ring}}).encode()
    assert len(text) < 200_000
    return ContentFile(text, name="bomb.json")


@pytest.mark.slow
def test_read_outline_survives_ten_million_points():
    read_outline(bomb(20_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ValidationError, match="takes too much memory or time to draw"):
        read_outline(bomb(10_000_000))
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 50


@pytest.mark.slow
def test_read_outline_survives_the_most_that_five_megabytes_hold():
    """Lists in one list, whose memory is a hundred times the file's; within the limits or refused, but answered."""
    text = b'{"type":"FeatureCollection","features":[' + b"[]," * 1_700_000 + b"[]]}"
    assert 5_000_000 < len(text) < 5 * 1024 * 1024
    with pytest.raises(ValidationError, match=r"300 is the most|takes too much memory"):
        read_outline(ContentFile(text, name="many.json"))


# The settings


pytestmark = pytest.mark.django_db
CREDIT = "© Natural Earth, public domain"


def test_network_has_no_map_until_one_is_chosen():
    assert Network().map == "none" and f.make_network().countries_on_map == []
    assert f.make_network(map="mekong").countries_on_map == ["MM", "KH", "CN", "LA", "TH", "VN"]
    assert f.make_network(map="own", outline=outline(), attribution=CREDIT).countries_on_map == ["LA", "TH"]


@pytest.mark.parametrize("given", [{"outline": outline()}, {"attribution": CREDIT}, {}])
def test_network_asks_for_outline_and_attribution_of_its_own_map(given):
    network = f.make_network()
    network.map = "own"
    for name, value in given.items():
        setattr(network, name, value)
    with pytest.raises(ValidationError) as error:
        network.full_clean()
    assert set(error.value.message_dict) == {"outline", "attribution"} - given.keys()
    with pytest.raises(IntegrityError), transaction.atomic():
        network.save()


def test_outline_keeps_the_drawing_and_nothing_of_the_file():
    network = f.make_network(outline=outline(area(square(0, 0), iso_a2="FR", secret="private")))
    kept = Network.objects.get(pk=network.pk).outline
    assert re.fullmatch(r"outlines/[0-9a-f]{20}\w*\.json", kept.name)
    with kept.open() as file:
        assert b"private" not in (text := file.read()) and json.loads(text) == kept.drawing
    assert list(kept.drawing["countries"]) == ["FR"]


# The form


def form_of(network):
    return reverse("admin:members_network_change", args=[network.pk])


def sent(client, network, **changes):
    page = client.get(form_of(network))
    return client.post(form_of(network), as_posted(page) | changes | {"_continue": "1"}, follow=True)


def words_of(page):
    return [str(message) for message in page.context["messages"]]


def test_admin_draws_the_outline_and_says_what_is_on_it(admin_client):
    network = f.make_branding()
    page = sent(admin_client, network, map="own", outline=outline(), attribution=CREDIT)
    text = page.content.decode()
    found = "Countries: Lao PDR, Thailand. Other outlines: Songkhla."
    assert found in words_of(page) and f"<p>{found}</p>" in text
    assert text.count('<svg class="preview"') == 1 and text.count('<path class="other"') == 1
    network.refresh_from_db()
    assert (network.map, network.attribution) == ("own", CREDIT)


def test_admin_says_that_no_outline_is_a_country(admin_client):
    network = f.make_branding()
    file = outline(area(square(0, 0), name="Krabi"), area(square(20, 0)))
    page = sent(admin_client, network, map="own", outline=file, attribution=CREDIT)
    words = "None is a country: members are not counted on it. Other outlines: Krabi, one without a name."
    assert words in words_of(page) and words in page.content.decode()


def test_admin_says_that_an_outline_is_kept_and_not_chosen(admin_client):
    network = f.make_branding(map="mekong")
    page = sent(admin_client, network, outline=outline())
    assert "The outline is kept. It is shown once it is chosen as the map." in words_of(page)
    network.refresh_from_db()
    assert network.map == "mekong" and network.outline


def test_admin_keeps_the_outline_when_nothing_is_chosen(admin_client):
    network = f.make_branding(map="own", outline=outline(), attribution=CREDIT)
    page = sent(admin_client, network, attribution="Somebody else")
    assert not any("Countries" in words for words in words_of(page))
    kept, name = Network.objects.get(pk=network.pk), network.outline.name
    assert (kept.attribution, kept.outline.name) == ("Somebody else", name)


def test_admin_refuses_in_words_and_keeps_what_was_there(admin_client):
    network = f.make_branding(map="own", outline=outline(), attribution=CREDIT)
    name = network.outline.name
    page = sent(admin_client, network, outline=outline(POINT), attribution="Typed", tagline="For the river.")
    form = page.context["adminform"].form
    why = "Outline 1 (“Rome”) is no area (Polygon or MultiPolygon). Leave it out and choose the file again."
    assert form.errors == {"outline": [why]} and why in page.content.decode()
    assert (form["attribution"].value(), form["tagline"].value()) == ("Typed", "For the river.")
    assert '<svg class="preview"' not in page.content.decode()
    kept = Network.objects.get(pk=network.pk)
    assert (kept.outline.name, kept.attribution) == (name, CREDIT)


def test_admin_asks_for_file_and_attribution(admin_client):
    network = f.make_branding()
    errors = sent(admin_client, network, map="own").context["adminform"].form.errors
    assert errors == {
        "outline": ["Choose the file of your outline, or another map."],
        "attribution": ["Say who made the outline, and under which licence."],
    }


def test_admin_refuses_to_remove_the_outline_that_is_shown(admin_client):
    network = f.make_branding(map="own", outline=outline(), attribution=CREDIT)
    page = sent(admin_client, network, **{"outline-clear": "on"})
    assert set(page.context["adminform"].form.errors) == {"outline"}
    page = sent(admin_client, network, map="none", **{"outline-clear": "on"})
    assert not Network.objects.get(pk=network.pk).outline


def test_admin_says_that_an_outline_is_lost(admin_client):
    network = f.make_branding(map="own", outline=outline(area(square(3, 3))), attribution=CREDIT)
    network.outline.storage.delete(network.outline.name)
    text = admin_client.get(form_of(network)).content.decode()
    assert "The file of this outline is lost. Choose it again." in text and 'class="preview"' not in text
