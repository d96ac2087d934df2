"""The forms of the admin as they are typed: leaving them, sending them twice, and being told what is wrong."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import save
from tests.browser.test_admin import ready
from tests.browser.test_site import findings

pytestmark = pytest.mark.browser

PERSON = "/admin/members/person/add/"


@pytest.fixture
def asked(staff):
    seen = []
    staff.on("dialog", lambda dialog: (seen.append(dialog.type), dialog.accept()))
    return seen


def leave(page):
    page.click("#site-name a")
    page.wait_for_url("**/admin/")


def test_leaving_a_form_that_nobody_changed_asks_nothing(staff, site, asked):
    for url in (PERSON, "/admin/members/person/1/change/", "/admin/reports/section/1/change/"):
        staff.goto(site.address + url)
        ready(staff)
        staff.click("#content h1")
        staff.keyboard.press("Tab")
        leave(staff)
        assert asked == [], url


def type_a_name(page):
    page.click("#id_name")
    page.keyboard.type("Somchai")


def type_in_the_editor(page):
    page.click(".ProseMirror[role]")
    page.keyboard.type("Somchai")


def add_a_row(page):
    page.locator("#appointments-group .add-row a").click()


def choose_a_photo(page):
    page.locator("#portrait-group .add-row a").click()
    page.set_input_files("#id_portrait-0-image", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"x"})


def test_leaving_a_changed_form_asks(staff, site, asked):
    for change in (type_a_name, type_in_the_editor, add_a_row, choose_a_photo):
        staff.goto(site.address + PERSON)
        ready(staff)
        change(staff)
        leave(staff)
        assert asked == ["beforeunload"], change.__name__
        asked.clear()


def test_saving_asks_nothing_and_what_came_back_asks(staff, site, asked):
    staff.goto(site.address + PERSON)
    ready(staff)
    staff.click("#id_position")
    staff.keyboard.type("Coordinator")
    staff.click("[name=_save]")
    expect(staff.locator(".error-summary")).to_be_focused()
    assert asked == []
    staff.click("#content h1")
    leave(staff)
    assert asked == ["beforeunload"]


def test_the_summary_leads_to_each_field_also_in_rows(staff, site):
    staff.goto(site.address + "/admin/events/event/add/")
    ready(staff)
    staff.locator("#organisers-group .add-row a").click()
    staff.locator("#organisers-group .add-row a").click()
    staff.fill("#id_organisers-1-order", "7")
    staff.click("[name=_save]")
    summary = staff.locator(".error-summary")
    expect(summary).to_be_focused()
    assert staff.title().startswith("Error:")
    expect(staff.locator(".errornote")).to_be_hidden()
    ready(staff)
    assert staff.complaints == []  # before axe, which brings styles of its own
    assert findings(staff) == []
    for width in (1280, 375):
        staff.set_viewport_size({"width": width, "height": 900})
        assert staff.evaluate("document.documentElement.scrollWidth") <= width
    summary.get_by_text("Organisers, row 2, Organisation:").click()
    focused = staff.locator("#organisers-1 .field-organisation [role=combobox]")
    expect(focused).to_be_focused()
    expect(focused).to_have_attribute("aria-invalid", "true")
    summary.get_by_text("Title: This field is required.").click()
    expect(staff.locator("#id_title")).to_be_focused()


def test_two_clicks_make_one_record(staff, site):
    staff.goto(site.address + PERSON)
    ready(staff)
    staff.fill("#id_name", "Pressed Twice")
    staff.evaluate("const b = document.querySelector('[name=_save]'); b.click(); setTimeout(() => b.click(), 40)")
    expect(staff.locator(".messagelist .success")).to_contain_text("Pressed Twice")
    staff.goto(site.address + "/admin/members/person/?q=Pressed+Twice")
    expect(staff.locator("#result_list tbody tr")).to_have_count(1)


def test_going_back_and_saving_asks_before_it_makes_another(staff, site):
    staff.goto(site.address + PERSON)
    ready(staff)
    staff.fill("#id_name", "Came Back")
    save(staff)
    staff.go_back()
    ready(staff)
    staff.fill("#id_name", "Came Back Otherwise")
    staff.click(".submit-row [name=_save]")
    expect(staff.locator(".conflict")).to_be_focused()
    assert findings(staff) == []
    staff.click("text=Save this as another")
    expect(staff.locator(".messagelist .success")).to_contain_text("Came Back Otherwise")
