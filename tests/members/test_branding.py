"""The site settings of the network: its words, names and colours are settings, on every page and in every report."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from core.colours import contrast, lightened
from core.l10n.countries import country_name, country_names
from reports.data.gather import gather
from reports.output.html import report_html
from tests import factories as f

pytestmark = pytest.mark.django_db


def stylesheet_of(page):
    return re.findall(r'href="(/branding\.css\?\w+)"', page)


def test_an_empty_database_has_neutral_words(client):
    for address in ("/", "/members/", "/events/", "/annual-reports/", "/secretariat/"):
        page = client.get(address).content.decode()
        assert "Our network" in page and "Mekong Migration" not in page and "None" not in page
        assert stylesheet_of(page) == []


def test_the_network_names_itself_on_every_page(client, admin_client):
    f.make_branding(
        organisation=f.make_organisation(name="River Network"), region="The river", tagline="For the river."
    )
    page = client.get("/members/").content.decode()
    assert "– River Network</title>" in page and "For the river." in page
    assert "River Network" in admin_client.get("/admin/").content.decode()
    assert "River Network" in client.get("/admin/login/").content.decode()
    assert "Civil-society" not in client.get("/").content.decode()


def test_a_network_in_draft_is_not_named(client):
    f.make_branding(organisation=f.make_organisation(name="River Network", status="draft"))
    page = client.get("/").content.decode()
    assert "River Network" not in page and "Our network" in page


def test_another_network_is_not_the_sites_own(client):
    f.make_network(organisation=f.make_organisation(name="Other Network"))
    assert "Other Network" not in client.get("/").content.decode()
    with pytest.raises(ValidationError, match="another network’s own already"):
        f.make_branding(), f.make_branding()


def test_countries_are_called_as_the_branding_and_the_language_say():
    names = {("en", "MM"): "Burma/Myanmar", ("th", "MM"): "พม่า"}
    assert [country_name(code) for code in ("MM", "HK", "regional", "XX", "")] == [
        "Myanmar (Burma)",
        "Hong Kong SAR China",
        "Regional",
        "XX",
        "",
    ]
    with country_names(lambda: names):
        assert (country_name("MM"), country_name("TH")) == ("Burma/Myanmar", "Thailand")
        with translation.override("th"):
            assert (country_name("MM"), country_name("TH")) == ("พม่า", "ไทย")
        with translation.override("my"):
            assert country_name("MM") == "မြန်မာ"
        with translation.override("shn"):
            assert [country_name(code) for code in ("TH", "KH", "CN", "LA", "VN", "JP")] == [
                *("မိူင်းထႆး", "ၵမ်ႇပေႃးတီးယႃး", "ၶႄႇ", "လၢဝ်း", "ဝႅတ်ႉၼမ်း"),
                "Japan",
            ]
    assert country_name("MM") == "Myanmar (Burma)"


def test_a_report_calls_the_countries_as_its_own_network_does(client):
    f.make_branding()
    other = f.make_network(map="mekong")
    f.make_country_name(network=other, country="MM", name="Burma")
    report = f.make_annual_report(slug="2014", network=other.organisation)
    f.make_section(report=report, kind="members")
    f.make_membership(organisation=f.make_organisation(country="MM"))
    (section,) = gather(report).sections
    assert section.countries[0].name == "Burma"
    assert ">Burma</text>" in report_html(gather(report)) and "Burma/Myanmar" not in report_html(gather(report))
    assert "Burma/Myanmar" in client.get("/members/").content.decode()


def test_the_colours_reach_page_print_and_admin(client, admin_client):
    network = f.make_branding(colour_link="#3d3a6b")
    (address,) = stylesheet_of(client.get("/").content.decode())
    assert stylesheet_of(admin_client.get("/admin/").content.decode()) == [address]
    response = client.get(address)
    assert response["Content-Type"] == "text/css; charset=utf-8" and "immutable" in response["Cache-Control"]
    assert "--link: light-dark(#3d3a6b, #" in response.content.decode()
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    network.colour_link = "#27503a"
    network.save()
    assert stylesheet_of(client.get("/").content.decode()) != [address]
    report = f.make_annual_report(slug="2014", network=network.organisation)
    assert "--link: #27503a;" in report_html(gather(report))


def test_what_is_no_colour_never_reaches_a_stylesheet(client):
    network = f.make_branding()
    type(network).objects.update(colour_link="red}a{")
    assert "red}" not in client.get("/branding.css").content.decode()


@pytest.mark.parametrize(
    ("colour", "why"),
    [("#ffee88", "cannot be read on the paper"), ("blue", "Write a colour"), ("#0B5563", "Write a colour")],
)
def test_a_colour_must_be_one_and_be_readable(colour, why):
    with pytest.raises(ValidationError, match=why):
        f.make_network(colour_link=colour)


def test_a_dark_screen_shows_the_same_hue_lighter():
    assert lightened("#ffffff", "#131a1c", 7) == "#ffffff"
    assert contrast(lightened("#3d3a6b", "#131a1c", 7), "#131a1c") >= 7
    assert round(contrast("#000000", "#ffffff")) == 21


def test_the_logo_stands_in_the_header_and_on_the_cover_once_it_may_be_shown(client):
    network = f.make_branding()
    report = f.make_annual_report(slug="2014", network=network.organisation)
    logo = f.make_logo(organisation=network.organisation, status="draft")
    assert logo.url() not in client.get("/").content.decode() and gather(report).branding.logo == []
    logo.status = "published"
    logo.save()
    assert f'class="logo" src="{logo.url()}"' in client.get("/").content.decode()
    assert f'<img src="/{logo.print_name}" alt="A field">' in report_html(gather(report))


def test_a_page_asks_once_for_its_branding(client, django_assert_num_queries):
    f.make_branding()
    with django_assert_num_queries(2):  # and for the names that it must not say
        client.get("/branding.css")


def test_the_secretariat_changes_the_branding_style(admin_client):
    network = f.make_branding()
    page = admin_client.get(reverse("admin:members_network_change", args=[network.pk])).content.decode()
    assert 'type="color"' in page and "Burma/Myanmar" in page


def test_there_is_no_name_of_a_network_in_templates_or_code():
    """It is a setting; what is only this network’s own stands in its demonstration data."""
    from django.conf import settings

    root = settings.BASE_DIR
    places = [*root.glob("templates/**/*.html"), *(path for app in APPS for path in root.glob(f"{app}/**/*.py"))]
    places = [path for path in places if "migrations" not in path.parts]
    named = [
        str(path)
        for path in places
        if re.search(r"Mekong Migration|\bMMN\b(?![ -](?:S|Han|Eastern))", path.read_text("utf-8"))
    ]
    assert named == []


APPS = ["core", "members", "projects", "events", "publications", "reference", "reports", "mmn"]


def test_a_logo_that_is_a_drawing_is_refused_with_what_to_choose(admin_client):
    drawing = SimpleUploadedFile("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml")
    refused = admin_client.post(reverse("admin:members_logo_add"), {"image": drawing})
    why = "This file is not a photo that can be read. Choose a JPEG, PNG or WebP picture, or a phone’s HEIC."
    assert refused.context["adminform"].form.errors["image"] == [why]
