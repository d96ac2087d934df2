"""The map of a network on its pages and in its report: the Mekong region, an outline of its own, or none."""

import io
import re
from html import unescape

import pikepdf
import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from core.l10n.countries import CODES, GMS
from core.pdf import PrintError
from core.schema import as_json, from_json
from members.outlines import drawing_of
from reports.data.branding import map_of
from reports.data.gather import gather
from reports.data.schema import BrandingData
from reports.output.formats import page_form, text_form
from reports.output.html import context, report_html, report_pdf
from reports.output.maps import breadth, drawn_map, mekong
from tests import factories as f
from tests.factories import area, outline, square

pytestmark = pytest.mark.django_db
CREDIT = "© Natural Earth, public domain"
MEKONG = "The Greater Mekong Subregion"


def own(*features, **changes):
    return {"map": "own", "outline": outline(*features), "attribution": CREDIT, **changes}


def boxes(drawn):
    """What each label covers: {code: (left, top, right, bottom)}"""
    found = {}
    for one in drawn["countries"]:
        wide = max((breadth(line["text"]) for line in one["lines"]), default=0)
        wide = max(wide, breadth(str(one["number"])) if one["number"] else 0)
        if wide:
            top = one["lines"][0]["y"] - 24 if one["lines"] else one["below"] - 24
            found[one["code"]] = (one["x"] - wide / 2, top, one["x"] + wide / 2, one["below"] + 8)
    return found


def drawn_of(features, counts):
    network = f.make_network(**own(*features))
    return drawn_map(map_of(network), counts, "The region")


# What is drawn


def test_drawn_map_is_none_without_a_map():
    assert drawn_map(map_of(f.make_network()), {"TH": 3}, "Here") is None


def test_drawn_map_of_the_region_has_its_river_and_all_names():
    drawn = drawn_map(map_of(f.make_network(map="mekong")), {"TH": 3}, "Here")
    assert [country["code"] for country in drawn["countries"]] == GMS and len(drawn["river"]) > 100
    assert [country["number"] for country in drawn["countries"]] == [0, 0, 0, 0, 3, 0]
    assert drawn["title"] == "The Greater Mekong Subregion and its river" and "key" not in drawn
    assert drawn["description"].endswith("Cambodia 0, China 0, Laos 0, Thailand 3, Vietnam 0.")


def test_drawn_map_of_older_data_is_the_region():
    """Releases from before there was another keep what they show and what they call the countries."""
    stored = from_json(BrandingData, {"shows_map": True, "countries": dict.fromkeys(GMS, "A name")})
    assert drawn_map(stored, {}, "Here")["countries"][0]["lines"][0]["text"] == "A name"
    assert drawn_map(from_json(BrandingData, {"shows_map": False, "countries": {}}), {}, "Here") is None


def test_drawn_map_of_ones_own_names_and_counts():
    drawn = drawn_of([], {"TH": 4, "VN": 9})
    assert [(one["code"], one["number"], one["lines"][0]["text"]) for one in drawn["countries"]] == [
        ("LA", 0, "Laos"),
        ("TH", 4, "Thailand"),
    ]
    assert (drawn["title"], drawn["description"]) == ("The region", "Members by country: Thailand 4.")
    assert "river" not in drawn and drawn["attribution"] == CREDIT and drawn["key"] == []


def test_drawn_map_without_countries_says_what_it_shows():
    drawn = drawn_of([area(square(0, 0), name="Krabi")], {"TH": 4})
    assert (drawn["description"], drawn["countries"], drawn["key"]) == ("The region", [], [])


def test_drawn_map_names_small_countries_below():
    """A number where one fits; the name with it below. Without members neither."""
    small = area(square(11, 0, 0.6), iso_a2="LU")
    smaller, without = area(square(11, 4, 0.01), iso_a2="LI"), area(square(11, 8, 0.6), iso_a2="MT")
    drawn = drawn_of([area(square(0, 0), iso_a2="DE"), small, smaller, without], {"DE": 1, "LU": 2, "LI": 3})
    drawn_as = {one["code"]: (bool(one["lines"]), one["number"]) for one in drawn["countries"]}
    assert drawn_as == {"DE": (True, 1), "LU": (False, 2), "LI": (False, 3), "MT": (False, 0)}
    assert [(one["name"], one["count"]) for one in drawn["key"]] == [("Liechtenstein", 3), ("Luxembourg", 2)]


def test_drawn_map_keeps_labels_apart_and_inside():
    """Thirty neighbours whose numbers alone would touch: what is drawn is legible, the rest stands below."""
    codes = sorted(set(CODES) - {"TR"})[:30]
    features = [area(square(n % 10 * 0.4, n // 10 * 0.4, 0.4), iso_a2=code) for n, code in enumerate(codes)]
    drawn = drawn_of([*features, area(square(8, 0, 4), iso_a2="TR")], dict.fromkeys([*codes, "TR"], 123))
    placed = list(boxes(drawn).values())
    assert 4 < len(placed) < len(codes)
    for number, (left, top, right, bottom) in enumerate(placed):
        assert left >= 0 and top >= 0 and right <= drawn["width"] and bottom <= drawn["height"]
        for a, b, c, d in placed[number + 1 :]:
            assert right < a or left > c or bottom < b or top > d
    assert len(drawn["key"]) == len([one for one in drawn["countries"] if not one["lines"]]) > 20


def test_drawn_map_names_those_with_members_first():
    close = [area(square(0, 0, 4), name="Laos"), area([[0, 4], [4, 4], [4, 8], [0, 8], [0, 4]], name="Thailand")]
    one, two = (drawn_of(close, {code: 5})["countries"] for code in ("LA", "TH"))
    assert all(country["lines"] for country in one + two)


@pytest.mark.parametrize("language", ["en", "th", "my", "km", "lo", "vi", "zh", "ja", "shn"])
def test_drawn_map_of_ones_own_holds_names_in_every_language(language):
    with translation.override(language):
        drawn = drawn_map(map_of(f.make_network(**own())), {"TH": 4, "LA": 2}, "Here")
    assert len(boxes(drawn)) == 2 and all(left >= 0 for left, *_ in boxes(drawn).values())


def test_drawn_map_is_none_where_the_outline_is_lost(caplog):
    network = f.make_network(**own(area(square(3, 3), name="Laos")))
    network.outline.storage.delete(network.outline.name)
    drawing_of.cache_clear()
    assert drawn_map(map_of(network), {}, "Here") is None
    assert "The outline of the map is lost" in caplog.text


# Home page, report and print


def members_of(network, *countries):
    for country in countries:
        f.make_membership(organisation=f.make_organisation(country=country), start="2003")
    report = f.make_annual_report(slug="2014", network=network.organisation)
    f.make_section(report=report, kind="members", heading="Members")
    return report


def test_home_shows_ones_own_map_with_its_attribution(client):
    f.make_branding(**own(region="The river"))
    f.make_membership(organisation=f.make_organisation(country="TH"))
    text = unescape(client.get("/").content.decode())
    (svg,) = re.findall(r'<svg class="region".*?</svg>', text, re.S)
    assert re.findall(r">([^<>]+)</(?:title|text)>", svg) == [
        "Members by country: Thailand 1.",
        "Lao PDR",
        "Thailand",
        "1",
    ]
    assert f'<p class="attribution">{CREDIT}</p>' in text and MEKONG not in text
    assert svg.count("<path") == 3 and "None" not in svg and 'd=""' not in svg


def test_home_asks_no_more_for_ones_own_map(client):
    network, asked = f.make_branding(map="mekong"), []
    for changes in ({}, own()):
        for name, value in changes.items():
            setattr(network, name, value)
        network.save()
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            assert b'class="region"' in client.get("/").content
        asked.append(len(queries))
    assert asked[0] == asked[1] > 1


def test_report_without_a_map_has_no_box_for_one(client):
    report = members_of(f.make_branding(), "TH")
    for text in (report_html(gather(report)), client.get(report.get_absolute_url()).content.decode()):
        assert "<svg" not in text and "region-figure" not in text and "attribution" not in text
    assert 'class="cover is-plain"' in report_html(gather(report))


def test_report_shows_ones_own_map_on_cover_and_with_the_members():
    report = members_of(f.make_branding(**own(region="The river")), "TH", "LA", "TH")
    text = report_html(gather(report))
    cover, section = re.findall(r'<svg class="(?:outline|region).*?</svg>', text, re.S)
    assert "<title>The river</title>" in cover and cover.count("<path") == 3 and 'class="outline is-whole"' in cover
    assert "Members by country: Lao PDR 1, Thailand 2." in section and section.count("<path") == 3
    assert MEKONG not in text and text.count(f">{CREDIT}</p>") == 2
    assert 'd=""' not in text


def test_report_keeps_the_regions_own_words_for_the_region():
    report = members_of(f.make_branding(map="mekong", attribution=CREDIT), "TH")
    text = report_html(gather(report))
    assert f"<title>{MEKONG} and its river</title>" in text and mekong()["river"] in text and CREDIT not in text


def test_branding_names_the_file_of_ones_own_map_alone():
    """What is stored with a release says by its hash which drawing it was; the region's data stay as they were."""
    network = f.make_network(**own())
    assert as_json(map_of(network)) == {
        "shows_map": True,
        "countries": {"LA": "Laos", "TH": "Thailand"},
        "outline": network.outline.name,
        "attribution": CREDIT,
    }
    assert as_json(map_of(f.make_network(map="mekong"))).keys() == {"shows_map", "countries"}
    assert as_json(map_of(f.make_network())) == {"shows_map": False, "countries": {}}


def test_the_name_of_a_map_is_redacted_and_its_file_is_not():
    f.make_person(name="Omsin Boonlert", naming="withheld")
    network = f.make_branding(**own(attribution="Drawn by Omsin Boonlert"))
    data = gather(members_of(network, "TH"))
    assert data.branding.attribution == "Drawn by Name withheld"
    assert data.branding.outline == network.outline.name


def test_text_and_file_have_the_attribution():
    data = gather(members_of(f.make_branding(**own()), "TH"))
    assert CREDIT in text_form(data) and page_form(data).count(CREDIT) == 2


def test_context_of_stored_data_draws_what_it_was():
    """The settings may have another map since."""
    network = f.make_branding(**own())
    data = gather(members_of(network, "TH"))
    network.map = "mekong"
    network.save()
    assert [one["code"] for one in context(data)["map"]["countries"]] == ["LA", "TH"]


@pytest.mark.slow
def test_print_has_ones_own_map_and_its_attribution():
    report = members_of(f.make_branding(**own(region="The river")), "TH", "LA")
    data = gather(report)
    content = report_pdf(data, report_html(data))
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    members = next(text for text in texts[1:] if "Thailand" in text and CREDIT in text)
    assert "Lao PDR" in members and CREDIT in texts[-1] and MEKONG not in "".join(texts)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        spoken = [str(one["/Alt"]) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    assert spoken == ["The river", "Members by country: Lao PDR 1, Thailand 1."]


def test_print_names_the_outline_that_is_lost():
    network = f.make_branding(**own(area(square(7, 7), name="Laos")))
    data = gather(members_of(network, "TH"))
    network.outline.storage.delete(network.outline.name)
    for made in (lambda: report_pdf(data, ""), lambda: page_form(data)):
        with pytest.raises(PrintError, match=r"The outline of the map is no longer on disk \(outlines/\w+\.json\)"):
            made()
