"""The admin in a real browser: its editor under the content security policy, its looks, and what a listener hears."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_site import findings

pytestmark = pytest.mark.browser

PAGES = [
    "/admin/",
    "/admin/members/organisation/",
    "/admin/members/organisation/?q=nothing+is+called+so",
    "/admin/members/organisation/1/change/",
    "/admin/members/person/1/change/",
    "/admin/members/term/",
    "/admin/members/seat/1/change/",
    "/admin/projects/activity/?when=all",
    "/admin/projects/activity/1/change/",
    "/admin/projects/activityphoto/",
    "/admin/events/event/",
    "/admin/events/event/1/change/",
    "/admin/publications/publication/1/change/",
    "/admin/members/person/add/",
    "/admin/events/event/add/",
    "/admin/reports/annualreport/",
    "/admin/reports/annualreport/1/change/",
    "/admin/reports/annualreport/1/check/",
    "/admin/reports/section/1/change/",
    "/admin/reference/termtoavoid/1/change/",
    "/admin/reports/countryoverview/1/change/",
]
DARK = ["/admin/", "/admin/events/event/", "/admin/events/event/1/change/"]  # looked at in both schemes of colours


def ready(page):
    """When the editors and searched lists stand and are named."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)


@pytest.mark.parametrize("address", PAGES)
def test_fits_and_is_accessible_and_runs_what_it_may(staff, site, address):
    staff.goto(site.address + address)
    ready(staff)
    assert staff.complaints == []
    for width in (375, 1280):
        staff.set_viewport_size({"width": width, "height": 900})
        assert staff.evaluate("document.documentElement.scrollWidth") <= width
    assert findings(staff) == []
    if address in DARK:
        staff.emulate_media(color_scheme="dark")
        assert staff.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(19, 26, 28)"
        assert findings(staff) == []


def test_the_sign_in_page_is_accessible(open_page):
    assert findings(open_page("/admin/login/")) == []


def test_the_editor_writes_headings_links_lists_and_tables(staff, site):
    staff.goto(f"{site.address}/admin/events/event/add/")
    ready(staff)
    staff.get_by_label("Title", exact=False).first.fill("An event written in the browser")
    staff.get_by_label("Kind").select_option("workshop")
    staff.get_by_label("The network’s role").select_option("organised")
    staff.get_by_label("Start").fill("July 2014")
    editor = staff.get_by_role("textbox", name="Outcome")
    write(staff, editor)
    staff.get_by_role("button", name="Save and continue editing").click()
    expect(staff.get_by_text("was added successfully")).to_be_visible()
    assert staff.get_by_label("Address of its page").input_value() == "an-event-written-in-the-browser"
    assert staff.get_by_label("Start").input_value() == "July 2014"
    html = staff.locator("textarea[name=outcome]").input_value()
    assert "<h3>What came of it</h3>" in html
    assert '<a href="https://example.org/" rel="noopener">a link</a>' in html
    assert "<ul><li><p>One</p></li><li><p>Two</p></li></ul>" in html
    assert "<table>" in html and "<td" in html
    assert staff.complaints == []


def write(page, editor):
    editor.click()
    page.keyboard.type("What came of it")
    page.locator(".prose-menubar__selected").click()
    page.locator("[data-name=heading3]").click()
    new_line(page, editor)
    page.keyboard.type("a link")
    expect(editor.get_by_text("a link")).to_be_visible()  # each step waits for the one before
    page.keyboard.press("Shift+Home")
    page.locator("[data-name=link]").click()
    page.locator("dialog input[name=href]").fill("https://example.org/")
    page.locator("dialog button[type=submit]").click()
    expect(editor.locator("a", has_text="a link")).to_be_visible()
    new_line(page, editor)
    page.locator("[data-name=bulletList]").click()
    page.keyboard.type("One")
    page.keyboard.press("Enter")
    page.keyboard.type("Two")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.locator("[data-name=table]").click()
    page.locator("dialog button[type=submit]").click()
    expect(editor.locator("table")).to_be_visible()


def new_line(page, editor):
    expect(page.locator("dialog")).to_have_count(0)
    page.wait_for_timeout(300)  # the editor puts its selection back
    editor.focus()
    page.keyboard.press("ArrowRight")  # out of what is selected, which a new line would take away
    page.wait_for_function("getSelection().isCollapsed")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")


def test_a_relation_is_found_by_a_former_name(staff, site):
    staff.goto(f"{site.address}/admin/members/membership/add/")
    ready(staff)
    staff.get_by_role("combobox", name="Organisation").click()
    staff.keyboard.type("Grassroots")
    expect(staff.locator(".select2-results__option").first).to_contain_text("Foundation for Education and Development")


@pytest.mark.parametrize("typed", ["Nepali", "नेपाली"])
def test_a_language_is_found_by_either_of_its_names(staff, site, typed):
    staff.goto(f"{site.address}/admin/reference/termtoavoid/add/")
    ready(staff)
    staff.get_by_role("combobox", name="Language").click()
    staff.keyboard.type(typed)
    expect(staff.locator(".select2-results__option--highlighted")).to_have_text("Nepali (नेपाली)")
    staff.keyboard.press("Enter")
    expect(staff.locator("[name=language]")).to_have_value("ne")
    assert staff.complaints == []


WITHIN = """anchor => {
    const active = document.activeElement;
    return (active.id || active.closest(".prose-editor")?.querySelector("textarea").id) === anchor;
}"""


@pytest.mark.parametrize(
    ("page", "anchor"),
    [
        ("/admin/events/event/4/change/", "id_city"),
        ("/admin/reports/countryoverview/3/change/", "id_statistics-2-source"),
        ("/admin/reports/section/1/change/", "id_text"),
        ("/admin/reports/annualreport/1/change/", "id_colophon"),
    ],
)
def test_a_link_to_a_field_leads_into_it(staff, site, page, anchor):
    staff.goto(f"{site.address}{page}#{anchor}")
    ready(staff)
    staff.wait_for_function(WITHIN, arg=anchor)
    top = staff.evaluate("document.activeElement.getBoundingClientRect().top")
    assert 0 <= top < staff.viewport_size["height"]


def test_nothing_lies_under_the_edge_of_the_closed_sidebar(open_page, signed_in, draft_printed):
    draft_printed()
    for scripts in (True, False):
        page = open_page("/admin/reports/annualreport/1/release/", java_script_enabled=scripts, storage_state=signed_in)
        if scripts:
            page.locator("#toggle-nav-sidebar").click()
            expect(page.locator("#nav-sidebar")).to_be_hidden()
        page.get_by_label("I have looked at").check(timeout=5_000)
        edge = page.locator("#toggle-nav-sidebar").bounding_box() or {"x": 0, "width": 0}
        assert page.locator("#content").bounding_box()["x"] >= edge["x"] + edge["width"], scripts
