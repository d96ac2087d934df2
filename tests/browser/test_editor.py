"""The editor of the report in a real browser: its preview follows, its sections move, by key and by mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_admin import ready
from tests.browser.test_site import findings

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(staff, site):
    staff.goto(f"{site.address}/admin/reports/annualreport/1/change/")
    ready(staff)
    expect(shown(staff).locator("h1")).to_contain_text("2014")
    return staff


def shown(page):
    return page.frame_locator("iframe[name=preview]")


def contents(page):
    return shown(page).locator(".report-contents li")


def scroll(page):
    return page.frame(name="preview").evaluate("document.scrollingElement.scrollTop")


def test_the_preview_follows_the_typing_and_keeps_its_place(editor, site):
    editor.frame(name="preview").evaluate("document.scrollingElement.scrollTop = 900")
    place = scroll(editor)
    editor.fill("#id_title", "Report of the Year")
    expect(shown(editor).locator("h1")).to_contain_text("Report of the Year")
    assert scroll(editor) == place > 0
    editor.fill("#id_title", "")
    expect(editor.locator(".live-preview-state")).to_contain_text("Title: This field is required.")
    expect(shown(editor).locator("h1")).to_contain_text("Report of the Year")
    editor.fill("#id_title", "Annual Report")
    expect(editor.locator(".live-preview-state")).to_be_empty()
    assert [line for line in editor.complaints if "422" not in line] == []


def test_sections_are_moved_by_key_and_by_mouse(editor):
    names = contents(editor).all_text_contents()
    second = editor.locator("#sections-group tr.form-row").nth(1).locator("[name$=heading]").input_value()
    editor.get_by_role("button", name=f"Move up: {second}").focus()
    editor.keyboard.press("Enter")
    expect(editor.locator("#sections-group [role=status]")).to_contain_text(f"{second}: 1 of")
    expect(contents(editor).first).to_contain_text(second)
    assert editor.evaluate("document.activeElement.getAttribute('aria-label')") == f"Move up: {second}"
    handle = editor.locator("#sections-group tr.form-row .handle")
    handle.nth(0).drag_to(editor.locator("#sections-group tr.form-row").nth(1), target_position={"x": 40, "y": 60})
    expect(contents(editor).first).to_contain_text(names[0])
    assert contents(editor).all_text_contents() == names
    assert editor.complaints == []


def test_a_section_is_switched_off_and_its_text_typed(editor, site):
    first = contents(editor).first.text_content()
    editor.locator("#id_sections-0-shown").uncheck()
    expect(contents(editor).first).not_to_contain_text(first)
    editor.goto(f"{site.address}/admin/reports/section/1/change/")
    ready(editor)
    editor.get_by_role("textbox", name="Introduction").click()
    editor.keyboard.type("Typed and not saved. ")
    expect(shown(editor).get_by_text("Typed and not saved.")).to_be_visible()
    assert editor.complaints == []


def test_the_pdf_is_of_what_was_typed(editor):
    editor.fill("#id_title", "Report of the Year")
    with editor.expect_response(lambda answer: "preview.pdf" in answer.url, timeout=120_000) as answer:
        editor.get_by_role("button", name="PDF").click()
    assert answer.value.status == 200 and answer.value.headers["content-type"] == "application/pdf"


@pytest.mark.parametrize("width", [1280, 375])
def test_the_form_with_its_preview_is_accessible_and_fits(editor, width):
    editor.set_viewport_size({"width": width, "height": 900})
    assert editor.complaints == []
    assert editor.evaluate("document.documentElement.scrollWidth") <= width
    assert findings(editor) == []


def test_without_javascript_the_buttons_send_the_form_into_the_frame(staff, site, open_page, browser):
    context = browser.new_context(java_script_enabled=False, storage_state=staff.context.storage_state())
    page = open_page("/admin/reports/annualreport/1/change/", context=context)
    page.fill("#id_title", "Report of the Year")
    page.fill("#id_sections-0-order", "90")
    page.get_by_role("button", name="Page", exact=True).click()
    expect(shown(page).locator("h1")).to_contain_text("Report of the Year")
    assert page.input_value("#id_title") == "Report of the Year"
