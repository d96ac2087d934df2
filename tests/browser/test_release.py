"""A release in a real browser, with the real worker: from the form of the report to the file that a stranger keeps."""

import hashlib
import io
import re
import subprocess
import sys

import pikepdf
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, save
from tests.browser.test_admin import ready
from tests.browser.test_site import findings

pytestmark = pytest.mark.browser
REPORT = "/admin/reports/annualreport/1/"
RELEASE = re.compile(r"/annual-reports/2014/")
SECONDS = 120_000  # for a layout beside other tests


@pytest.fixture
def worker(site):
    """Starts the worker as `bin/start` does."""
    started = []

    def start():
        command = [sys.executable, "manage.py", "db_worker", "--no-reload"]
        started.append(subprocess.Popen(command, cwd=ROOT, env=site.environment))

    yield start
    for process in started:
        process.terminate()
        process.wait(60)


def fits_and_is_accessible(page):
    ready(page)
    assert page.complaints == []  # before axe, which brings styles of its own
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert findings(page) == []
    page.complaints.clear()
    page.set_viewport_size({"width": 1280, "height": 900})


def ask_for_a_release(page):
    """From the page that asks whether to publish; the box must be ticked."""
    page.get_by_role("button", name="Publish release").click()
    expect(page).to_have_url(re.compile("/release/$"))  # the browser holds it back
    page.get_by_label("I have looked at").check()
    page.get_by_role("button", name="Publish release").click()
    expect(page).to_have_url(re.compile(r"/release/\d+/$"))


def follow(page):
    """What the page of an attempt shows by itself, step by step, to its end; and what the site says at once."""
    shown, words = {}, {}
    while not page.locator(".publishing[data-finished]").count():
        shown |= dict.fromkeys(page.locator("[aria-current=step]").all_inner_texts())
        words |= dict.fromkeys(re.findall('aria-current="step">([^<]*)<', page.request.get(page.url).text()))
        page.wait_for_timeout(100)
    return list(shown), list(words)


def test_from_the_form_to_the_file_that_a_stranger_downloads(staff, open_page, site, worker, draft_printed):
    staff.set_default_timeout(SECONDS)
    staff.goto(f"{site.address}{REPORT}change/")
    staff.get_by_role("link", name="Check of the report").click()
    fits_and_is_accessible(staff)
    kind = staff.locator(".check form:has([name=reason])").first
    kind.locator("[name=keys]").first.check()
    kind.get_by_label("Why may it stand?").fill("Nobody knows any more.")
    kind.get_by_role("button", name="Accept the ticked").click()
    expect(staff.locator(".acceptance").filter(has_text="“Nobody knows any more.”")).to_have_count(1)
    fits_and_is_accessible(staff)
    staff.goto(f"{site.address}{REPORT}change/")
    staff.get_by_role("link", name="Publish a release").click()
    expect(staff.get_by_text("The draft is being printed")).to_have_count(1)
    fits_and_is_accessible(staff)
    draft_printed()
    expect(staff.get_by_text("Nobody knows any more.")).to_have_count(1)
    fits_and_is_accessible(staff)
    ask_for_a_release(staff)
    expect(staff.locator("[aria-current=step]")).to_have_text("Waiting for the worker")
    fits_and_is_accessible(staff)
    worker()
    shown, words = follow(staff)
    assert len(shown) >= 3 and shown[0] == "Waiting for the worker"
    assert [step for step in words if re.fullmatch(r"Drawing the pages: page \d+ of \d+", step)]
    expect(staff.get_by_role("status").filter(has_text="Published")).to_have_count(1)
    fits_and_is_accessible(staff)
    published = staff.locator(".publishing .success").inner_text()
    staff.get_by_role("link", name="See what it says").click()
    expect(staff).to_have_url(RELEASE)
    page = open_page(staff.url.removeprefix(site.address))
    fits_and_is_accessible(page)
    checksum = page.locator("dt:text-is('SHA-256 of the PDF') + dd").inner_text()
    released = download(page, page.get_by_role("link", name="Download as PDF"), site)
    assert hashlib.sha256(released).hexdigest() == checksum
    assert f"{len(pikepdf.open(io.BytesIO(released)).pages)} pages." in published
    report = open_page("/annual-reports/2014/")
    fits_and_is_accessible(report)
    assert download(report, report.get_by_role("link", name="Download as PDF"), site) == released
    staff.goto(f"{site.address}/admin/reports/release/1/change/")
    expect(staff.get_by_role("code").filter(has_text=checksum)).to_be_visible()
    expect(staff.get_by_text("“Nobody knows any more.”")).to_be_visible()
    fits_and_is_accessible(staff)


def download(page, link, site):
    answer = page.context.request.get(site.address + link.get_attribute("href"))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    return answer.body()


def test_a_later_release_says_what_changed(staff, open_page, site, worker, draft_printed):
    staff.set_default_timeout(SECONDS)
    for heading in ("About the network", "About us all"):
        staff.goto(f"{site.address}/admin/reports/section/1/change/")
        staff.fill("#id_heading", heading)
        save(staff)
        draft_printed()
        changed = staff.locator(".changes").inner_text() if heading == "About us all" else ""
        ask_for_a_release(staff)
        if heading == "About the network":
            worker()
        expect(staff.get_by_role("link", name="See what it says")).to_be_visible(timeout=SECONDS)
    assert "About the network" in changed and "About us all" in changed
    staff.get_by_role("link", name="See what it says").click()
    expect(staff).to_have_url(RELEASE)
    page = open_page(staff.url.removeprefix(site.address))
    expect(page.locator(".changes del")).to_have_text("About the network")
    expect(page.locator(".changes ins")).to_have_text("About us all")
    fits_and_is_accessible(page)
    staff.goto(f"{site.address}{REPORT}change/")
    fits_and_is_accessible(staff)
