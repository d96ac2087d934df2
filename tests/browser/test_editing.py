"""Two people at one record: they see each other, and neither overwrites the other."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT
from tests.browser.test_admin import ready
from tests.browser.test_site import findings

pytestmark = pytest.mark.browser
PASSWORD = "the second one’s own"
MAKE = f"""
from django.contrib.auth import get_user_model
users = get_user_model().objects
if not users.filter(username="somchai").exists():
    users.create_superuser("somchai", password={PASSWORD!r}, first_name="Somchai")
"""


@pytest.fixture
def second(open_page, site):
    """Another person, signed in, in a browser of their own."""
    subprocess.run([sys.executable, "manage.py", "shell", "-c", MAKE], cwd=ROOT, env=site.environment, check=True)
    page = open_page("/admin/login/?next=/admin/")
    page.fill("#id_username", "somchai")
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    assert page.url == f"{site.address}/admin/"
    return page


def test_they_see_each_other_until_one_leaves(staff, second, site):
    form = f"{site.address}/admin/reports/annualreport/1/change/"
    second.goto(form)
    staff.goto(form)
    expect(staff.locator(".presence")).to_contain_text("Somchai has this report open, since")
    expect(second.locator(".presence")).to_contain_text("admin has this report open", timeout=30_000)
    second.goto(f"{site.address}/admin/")
    expect(staff.locator(".presence")).to_be_empty(timeout=30_000)
    assert staff.complaints == second.complaints == []


def test_the_second_to_save_sees_both_versions_and_loses_nothing(staff, second, site):
    form = f"{site.address}/admin/events/event/1/change/"
    second.goto(form)
    staff.goto(form)
    second.fill("#id_city", "Somchai’s city")
    second.click("[name=_continue]")
    staff.fill("#id_city", "The city of the first")
    staff.click("[name=_continue]")
    ready(staff)
    conflict = staff.locator(".conflict")
    expect(conflict).to_contain_text("Somchai")
    for words in ("Somchai’s city", "The city of the first"):
        expect(conflict).to_contain_text(words)
    expect(staff.locator("#id_city")).to_have_value("The city of the first")
    assert staff.complaints == second.complaints == []  # before the tool below brings a style of its own
    for width in (1280, 375):
        staff.set_viewport_size({"width": width, "height": 900})
        assert findings(staff) == []
    staff.click("[name=_continue]")
    expect(staff.locator(".conflict")).to_have_count(0)
    expect(staff.locator("#id_city")).to_have_value("The city of the first")
