"""The forms of the admin in a browser without JavaScript, from nothing to records with rows that choose each other."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_page, signed_in):
    return open_page(None, storage_state=signed_in, java_script_enabled=False)


def add(page, site, model, **typed):
    page.goto(f"{site.address}/admin/{model}/add/")
    fill(page, typed)


def fill(page, typed):
    for name, value in typed.items():
        field = page.locator(f"[name='{name}']")
        field.select_option(value) if field.evaluate("field => field.localName") == "select" else field.fill(value)


def add_row(page, prefix, **typed):
    """The form comes again with one row more, which is what the browser then shows."""
    page.click(f"button[name=_row][value={prefix}]")
    expect(page.locator(f"#{prefix}-0")).to_be_in_viewport()
    fill(page, {f"{prefix}-0-{name}": value for name, value in typed.items()})


def save_and_open(page):
    page.click(".submit-row [name=_save]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.click(".messagelist .success a")


def test_an_organisation_with_a_membership_and_an_event_with_who_came(page, site):
    add(page, site, "members/organisation", name="Forum without Scripts", acronym="FWS")
    add_row(page, "memberships", start="2003", end_open="to date")
    expect(page.locator("[name=name]")).to_have_value("Forum without Scripts")
    save_and_open(page)
    expect(page.locator("[name=memberships-0-start]")).to_have_value("2003")

    add(page, site, "members/person", name="Somchai without Scripts")
    save_and_open(page)

    event = {"title": "An event without scripts", "kind": "workshop", "role": "organised", "start": "July 2014"}
    add(page, site, "events/event", **event)
    add_row(page, "organisers", organisation__typed="FWS")
    add_row(page, "participations", person__typed="Somchai without Scripts")
    save_and_open(page)
    chosen = [
        page.locator(f"[name={row}] option:checked") for row in ("organisers-0-organisation", "participations-0-person")
    ]
    expect(chosen[0]).to_contain_text("Forum without Scripts")
    expect(chosen[1]).to_contain_text("Somchai without Scripts")
    assert page.complaints == []
