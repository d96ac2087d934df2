import re
import subprocess
import sys
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, save

pytestmark = pytest.mark.browser

REPORT = "/annual-reports/2014/"
DARK = ["/", "/members/", "/projects/bottom-of-asean/", REPORT]  # looked at in both schemes of colours
PAGES = [
    "/",
    "/members/",
    "/members/map-foundation/",
    "/organisations/",
    "/organisations/oxfam/",
    "/members/?country=XX",
    "/steering-committee/",
    "/steering-committee/?as_of=2014-12-31",
    "/secretariat/",
    "/projects/",
    "/projects/bottom-of-asean/",
    "/events/",
    "/events/2014/",
    "/events/2014/asean-peoples-forum/",
    "/publications/",
    "/publications/dragon-lake/",
    "/reference/terms-to-avoid/",
    "/annual-reports/",
    REPORT,
    "/annual-reports/1999/",
    "/no-such-page/",
]
WEIGHT = 100 * 1024  # of a page on the wire, without its photos
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(page):
    """What axe finds, once no colour is on its way into another any more."""
    page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))")
    shown = Axe().run(
        page, options={"runOnly": RULES, "resultTypes": ["violations"]}
    )  # without a list of what is right
    return [(found["id"], [node["target"] for node in found["nodes"]][:3]) for found in shown.response["violations"]]


def complaints(page):
    """Without what Chromium says of an answer that is a 404 by intent."""
    return [line for line in page.complaints if "404 (Not Found)" not in line]


@pytest.mark.parametrize("address", PAGES)
def test_is_light_and_accessible_and_fits_and_asks_nobody(open_page, site, address):
    page, sizes = open_page(None), []
    page.on("requestfinished", lambda request: sizes.append((request.url, request.sizes()["responseBodySize"])))
    page.goto(site.address + address, wait_until="networkidle")
    weight = sum(size for url, size in sizes if "/photos/" not in url)
    assert weight > 0 and (weight <= WEIGHT or address == REPORT), sizes
    for width in (1280, 375, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    assert complaints(page) == []  # before axe, which brings styles of its own
    for width, scheme in product((375, 1280), ("light", "dark") if address in DARK else ("light",)):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert findings(page) == [], (width, scheme)


LISTS = [
    *("/", "/members/", "/organisations/", "/steering-committee/", "/secretariat/", "/projects/", "/events/"),
    *("/events/2014/", "/publications/", "/reference/terms-to-avoid/", "/annual-reports/"),
    *("/members/?country=TH", "/steering-committee/?as_of=2014-12-31", "/secretariat/?as_of=2014-12-31"),
    *("/members/map-foundation/", "/members/lscw/", "/organisations/mekong-migration-network/"),
]
WHOLE = ["/members/", "/organisations/", "/events/", "/events/2014/", "/publications/", "/annual-reports/"]


def test_the_first_record_is_on_the_first_screen_of_a_phone(open_page, site):
    page = open_page(None, width=375)
    page.set_viewport_size({"width": 375, "height": 720})
    for address in LISTS:
        page.goto(site.address + address)
        first = page.locator("main .entry").first.bounding_box()
        assert 100 < first["y"] < 720, address
        assert address not in WHOLE or first["y"] + first["height"] <= 720, address
        assert page.locator(".masthead").bounding_box()["height"] < 60, address


def test_what_a_phone_folds_can_be_opened_and_stands_open_on_a_wide_screen(open_page):
    page = open_page("/secretariat/", width=375)
    assert not page.get_by_text("info@mekongmigration.org").first.is_visible()
    page.get_by_text("Chiang Mai Office: how to reach it").click()
    expect(page.get_by_text("info@mekongmigration.org").first).to_be_visible()
    page = open_page("/secretariat/", width=1280)
    assert page.get_by_text("info@mekongmigration.org").first.is_visible()
    assert not page.get_by_text("Chiang Mai Office: how to reach it").is_visible()


def test_menu_and_filters_unfold_without_javascript(open_page):
    page = open_page("/members/", width=375, java_script_enabled=False)
    assert not page.locator(".menu a").first.is_visible()
    page.click(".menu summary")
    for name in ("Terms to avoid", "Calendar", "Annual reports"):
        expect(page.locator(".menu a", has_text=name)).to_be_visible()
    page.click(".menu summary")
    page.click(".filters summary")
    page.select_option("select[name=country]", "KH")
    page.click(".filters [type=submit]")
    expect(page).to_have_url(re.compile("country=KH"))
    expect(page.locator(".filters summary")).to_contain_text("1 chosen")


@pytest.fixture(scope="module")
def file(site, tmp_path_factory):
    """The report of 2014 as one file."""
    file = tmp_path_factory.mktemp("page") / "report.html"
    command = [sys.executable, "manage.py", "annual_report", "2014", "--page", str(file)]
    subprocess.run(command, cwd=ROOT, env=site.environment, check=True, capture_output=True)
    return file


def test_the_report_as_one_file_is_accessible_and_asks_nobody(open_page, file):
    page, asked = open_page(None), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.evaluate("document.images.length > 10")
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    for width, scheme in product((1280, 375), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert findings(page) == [], (width, scheme)
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]


def test_works_without_javascript_and_by_keyboard(open_page):
    page = open_page("/members/", java_script_enabled=False)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the skip link
    expect(page).to_have_url(re.compile("#content$"))
    page.select_option("select[name=country]", "KH")
    page.keyboard.press("Enter")
    page.click("form [type=submit]")
    expect(page).to_have_url(re.compile("country=KH"))
    expect(page.locator("main .entry")).to_have_count(6)
    expect(page.locator("main .entry", has_text="Banteay Srei")).to_have_count(1)


def test_a_fact_corrected_in_the_admin_changes_the_page(staff, open_page, site):
    staff.goto(f"{site.address}/admin/members/organisation/?q=Banteay+Srei")
    staff.click("#result_list a:has-text('Banteay Srei')")
    staff.fill("#id_name", "Banteay Srei of Siem Reap")
    save(staff)
    assert "Banteay Srei of Siem Reap" in open_page("/members/").inner_text("main")
    assert "Banteay Srei of Siem Reap" in open_page("/annual-reports/2014/").inner_text("main")
    assert complaints(staff) == []


def test_rich_text_is_edited_visually_and_kept(staff, open_page, site):
    staff.goto(f"{site.address}/admin/projects/project/?when=all&q=Bottom")
    staff.click("#result_list a:has-text('Bottom of ASEAN')")
    staff.wait_for_load_state("networkidle")
    staff.get_by_role("textbox", name="Summary").click()
    staff.keyboard.press("Control+Home")
    staff.keyboard.type("Seen by a reader. ")
    save(staff)
    assert "Seen by a reader." in open_page("/projects/bottom-of-asean/").inner_text("main")
    assert complaints(staff) == []


def test_the_report_is_previewed_in_the_admin(staff, site):
    staff.goto(f"{site.address}/admin/reports/annualreport/")
    staff.click("#result_list a:has-text('2014')")
    staff.wait_for_load_state("networkidle")
    assert re.search(r"39 members in 7 countries", staff.inner_text("#content"))
    staff.click("summary:has-text('Preview')")
    frame = staff.frame_locator("iframe[name=preview]")
    assert "Annual Report 2014" in frame.locator("h1").inner_text()
    assert complaints(staff) == []
