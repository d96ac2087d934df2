"""The editor of the report, and of an activity in it, in a real browser: the preview follows, its sections move."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_admin import ready
from tests.browser.test_site import findings

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(staff, site):
    return previewed(staff, f"{site.address}/admin/reports/annualreport/1/change/")


def previewed(page, address):
    page.goto(address)
    ready(page)
    expect(shown(page).locator("h1")).to_contain_text("2014")
    page.frame(name="preview").wait_for_load_state()
    return page


def shown(page):
    return page.frame_locator("iframe[name=preview]")


def contents(page):
    return shown(page).locator(".report-contents li")


def scrolls_to(page, place):
    page.frame(name="preview").wait_for_function(f"document.scrollingElement.scrollTop === {place}")


def test_the_preview_follows_the_typing_and_keeps_its_place(editor, site):
    editor.frame(name="preview").evaluate("document.scrollingElement.scrollTop = 900")
    place = editor.frame(name="preview").evaluate("document.scrollingElement.scrollTop")
    assert place > 0
    editor.fill("#id_title", "Report of the Year")
    expect(shown(editor).locator("h1")).to_contain_text("Report of the Year")
    scrolls_to(editor, place)
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
    handle.nth(0).drag_to(editor.locator("#sections-group tr.form-row").nth(1), target_position={"x": 40, "y": 150})
    expect(contents(editor).first).to_contain_text(names[0])
    expect(contents(editor)).to_have_text(names)
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


def test_the_pane_says_when_the_form_has_changed_since_its_pdf(editor):
    """A text stands in for the PDF: this browser, which has no window, has no viewer of PDF either."""
    held, answer = [], {"body": "A PDF", "content_type": "text/plain"}
    editor.route("**/preview.pdf/", lambda route: held.append(route), times=1)
    state, made = editor.locator(".live-preview-state"), shown(editor).get_by_text("A PDF", exact=True)
    with editor.expect_request("**/preview.pdf/"):
        editor.get_by_role("button", name="PDF").click()
    expect(state).to_have_text("The PDF is being made …")
    while not held:
        editor.wait_for_timeout(50)
    editor.route("**/preview.pdf/", lambda route: route.fulfill(**answer))
    held[0].fulfill(**answer)
    expect(made).to_be_visible()
    expect(state).to_be_empty()
    editor.fill("#id_title", "Report of the Year")
    expect(state).to_contain_text("Changed since this PDF was made.")
    editor.fill("#id_title", "Annual Report")
    expect(state).to_be_empty()  # it is what the PDF says again
    editor.fill("#id_title", "Report of the Year")
    with editor.expect_request("**/preview.pdf/") as asked:
        editor.get_by_role("button", name="Make it again").click()
    assert "title=Report+of+the+Year" in asked.value.post_data
    expect(state).to_be_empty()
    expect(made).to_be_visible()
    expect(editor.get_by_role("button", name="PDF")).to_be_focused()
    assert editor.complaints == []


@pytest.fixture
def activity(staff, site):
    return previewed(staff, f"{site.address}/admin/projects/activity/1/change/")


def opens_at_the_activity(page):
    """The activity comes to stand at the upper edge of the frame."""
    top = "Math.abs(document.querySelector('#activity-1').getBoundingClientRect().top)"
    page.frame(name="preview").wait_for_function(f"{top} < 5")


def test_the_report_follows_the_typing_of_an_activity(activity):
    opens_at_the_activity(activity)
    assert activity.evaluate("scrollY") == 0
    activity.fill("#id_heading", "Just typed")
    expect(shown(activity).locator("#activity-1")).to_contain_text("Just typed")
    opens_at_the_activity(activity)
    activity.get_by_role("textbox", name="Text", exact=True).click()
    activity.keyboard.type("Typed and not saved. ")
    expect(shown(activity).locator("#activity-1")).to_contain_text("Typed and not saved.")
    with activity.expect_response(lambda answer: "preview.pdf" in answer.url, timeout=120_000) as answer:
        activity.get_by_role("button", name="PDF").click()
    assert answer.value.status == 200 and answer.value.headers["content-type"] == "application/pdf"
    assert activity.complaints == []


def test_an_activity_that_no_report_shows_is_told_in_words_until_one_does(activity):
    activity.fill("#id_start", "")
    words = "Without a start, no report shows it."
    expect(activity.locator(".live-preview-state")).to_contain_text(words)
    activity.get_by_role("button", name="Page", exact=True).click()
    expect(shown(activity).get_by_text(words)).to_be_visible()
    activity.fill("#id_end", "someday")
    expect(shown(activity).get_by_text("End: “someday” is not a date.")).to_be_visible()
    expect(activity.locator(".live-preview-state")).to_be_empty()  # it is said once
    activity.fill("#id_end", "2014")
    activity.fill("#id_start", "2014")
    expect(shown(activity).locator("#activity-1")).to_be_visible()
    expect(activity.locator(".live-preview-state")).to_be_empty()
    opens_at_the_activity(activity)
    styles = "[...document.styleSheets].filter(sheet => sheet.href.includes('report-web')).length"
    assert activity.frame(name="preview").evaluate(styles) == 1
    assert [line for line in activity.complaints if "422" not in line] == []


def test_a_long_title_does_not_run_under_the_buttons_beside_it(activity):
    activity.evaluate(
        "document.querySelector('#content > h2').textContent = 'Ongoing commitment to ADD issues, '.repeat(3)"
    )
    lies_over = """() => {
        const words = document.createRange();
        words.selectNodeContents(document.querySelector("#content > h2"));
        const tools = document.querySelector(".object-tools").getBoundingClientRect();
        return [...words.getClientRects()].some(
            line => line.right > tools.left && line.bottom > tools.top && line.top < tools.bottom);
    }"""
    for width in (1280, 800, 375):
        activity.set_viewport_size({"width": width, "height": 900})
        assert not activity.evaluate(lies_over), width


def test_the_sections_fit_beside_the_preview_and_all_is_accessible(editor):
    assert editor.complaints == []  # before axe, which brings styles of its own
    for width in (1280, 375):
        editor.set_viewport_size({"width": width, "height": 900})
        assert editor.evaluate("document.documentElement.scrollWidth") <= width
        sections_fit(editor, width)
        assert findings(editor) == [], width


def sections_fit(editor, width):
    expect(editor.locator("#nav-sidebar")).to_be_visible(visible=width == 1280)
    table = editor.locator("#sections-group .tabular")
    assert table.evaluate("table => table.scrollWidth - table.clientWidth") == 0
    edge = table.bounding_box()["x"] + table.bounding_box()["width"]
    for name in ("order", "shown", "heading", "kind", "numbering", "project", "contains_now"):
        box = editor.locator(f"#sections-0 .field-{name}").bounding_box()
        assert box["width"] > 30 and box["x"] + box["width"] <= edge + 1, name
    labels = "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    assert "none" not in editor.locator("#sections-0 td[class^=field]").evaluate_all(labels)


def test_without_javascript_the_buttons_send_the_form_into_the_frame(staff, site, open_page, browser):
    context = browser.new_context(java_script_enabled=False, storage_state=staff.context.storage_state())
    page = open_page("/admin/reports/annualreport/1/change/", context=context)
    page.fill("#id_title", "Report of the Year")
    page.fill("#id_sections-0-order", "90")
    page.get_by_role("button", name="Page", exact=True).click()
    expect(shown(page).locator("h1")).to_contain_text("Report of the Year")
    assert page.input_value("#id_title") == "Report of the Year"
