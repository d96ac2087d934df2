"""Two people at one record: they see each other, and neither overwrites the other."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, save, sign_in
from tests.browser.test_admin import ready
from tests.browser.test_site import findings

pytestmark = pytest.mark.browser
PASSWORD = "the second one’s own"
MAKE = f"""
from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser("somchai", password={PASSWORD!r}, first_name="Somchai")
"""


@pytest.fixture(scope="module")
def somchai(browser, site):
    """Another person's sign-in."""
    subprocess.run([sys.executable, "manage.py", "shell", "-c", MAKE], cwd=ROOT, env=site.environment, check=True)
    return sign_in(browser, site, "somchai", PASSWORD)


@pytest.fixture
def second(open_page, somchai):
    """A page of theirs, in a browser of their own."""
    return open_page(None, storage_state=somchai)


def test_they_see_each_other_until_one_leaves(staff, second, site):
    form = f"{site.address}/admin/reports/annualreport/1/change/"
    for page in (second, staff):
        page.clock.install()  # the page asks every twenty seconds: nobody needs to wait for them
        page.goto(form)
    expect(staff.locator(".presence")).to_contain_text("Somchai has this report open, since")
    second.clock.fast_forward(20_000)
    expect(second.locator(".presence")).to_contain_text("admin has this report open", timeout=30_000)
    second.goto(f"{site.address}/admin/")
    staff.clock.fast_forward(20_000)
    expect(staff.locator(".presence")).to_be_empty(timeout=30_000)
    assert staff.complaints == second.complaints == []


def test_the_second_to_save_sees_both_versions_and_loses_nothing(staff, second, site):
    form = f"{site.address}/admin/events/event/1/change/"
    second.goto(form)
    staff.goto(form)
    second.fill("#id_city", "Somchai’s city")
    save(second, "_continue")
    staff.fill("#id_city", "The city of the first")
    staff.click("[name=_continue]")
    conflict = staff.locator(".conflict")
    expect(conflict).to_be_visible()
    ready(staff)
    expect(conflict).to_contain_text("Somchai")
    for words in ("Somchai’s city", "The city of the first"):
        expect(conflict).to_contain_text(words)
    expect(staff.locator("#id_city")).to_have_value("The city of the first")
    assert staff.complaints == second.complaints == []  # before the tool below brings a style of its own
    for width in (1280, 375):
        staff.set_viewport_size({"width": width, "height": 900})
        assert findings(staff) == []
    save(staff, "_continue")
    expect(staff.locator(".conflict")).to_have_count(0)
    expect(staff.locator("#id_city")).to_have_value("The city of the first")
