"""The summary at the top of what was refused: every error by name, with the way to its field."""

import re
from html import unescape

import pytest

from events.models import Event
from members.models import Organisation, Person, Term
from tests.factories import make_annual_report, make_organisation
from tests.posting import address, change, row, send

pytestmark = pytest.mark.django_db


def summary(answer):
    """Each line of it as (where it leads, its words); what it leads to stands in the page."""
    page = answer.content.decode()
    found = re.search(r'<div class="error-summary" role="alert".*?</div>', page, re.S)
    lines = re.findall(r'<li>\s*(?:<a href="#([^"]+)">)?(.*?)(?:</a>)?\s*</li>', found[0] if found else "", re.S)
    assert all(f'id="{target}"' in page for target, _ in lines if target)
    return [(target, unescape(words)) for target, words in lines]


def test_each_error_of_a_record_leads_to_its_field(admin_client):
    answer = send(admin_client, address(Event, "add"), {"title": "", "start": "soon", "city": "x" * 200})
    found = dict(summary(answer))
    assert found["id_title"] == "Title: This field is required."
    assert found["id_start"].startswith("Start: “soon” is not a date.")
    assert found["id_city"].startswith("City: Ensure this value has at most 100")
    assert re.search(r"<title>\s*Error: ", answer.content.decode())


def test_an_error_in_a_row_names_list_row_and_field(admin_client):
    organisation = make_organisation()
    rows = row("memberships", 0, category="full", start="2003", end="2005")
    rows |= row("memberships", 1, category="full", start="someday", end="2012")
    found = summary(send(admin_client, change(organisation), rows))
    assert [target for target, _ in found] == ["id_memberships-1-start"]
    assert found[0][1].startswith("Memberships, row 2, Start: “someday” is not a date.")


def test_an_error_of_no_one_field_leads_to_the_first(admin_client):
    answer = send(admin_client, "/admin/members/membership/add/", {"category": "full", "end": "2010"})
    assert summary(answer)[0] == ("id_organisation", "Choose an organisation or a person, one of the two.")


def test_fields_say_that_they_are_wrong_and_by_what_words(admin_client):
    page = send(admin_client, address(Term, "add"), {"start": "soon"}).content.decode()
    for name in ("person", "seat", "start"):
        tag = re.search(rf'<(?:select|input)[^>]* id="id_{name}"[^>]*>|<[^>]*name="{name}"[^>]*>', page)[0]
        assert 'aria-invalid="true"' in tag
        described = re.search(r'aria-describedby="([^"]+)"', tag)[1].split()
        assert f"id_{name}_error" in described and f'id="id_{name}_error"' in page


def test_sign_in_and_passwords_have_the_summary_too(client, admin_client):
    refused = client.post("/admin/login/", {"username": "nobody", "password": "wrong"})
    assert [target for target, _ in summary(refused)] == ["id_username"]
    empty = dict(summary(client.post("/admin/login/", {"username": "", "password": ""})))
    assert empty["id_password"] == "Password: This field is required."
    changed = dict(summary(admin_client.post("/admin/password_change/", {})))
    assert set(changed) == {"id_old_password", "id_new_password1", "id_new_password2"}


def test_the_copy_of_a_report_has_the_summary_too(admin_client):
    report = make_annual_report(start="2014", end="2014", slug="2014")
    url = f"/admin/reports/annualreport/{report.pk}/copy/"
    answer = admin_client.post(url, {"title": "", "start": "soon", "end": "", "language": "en"})
    assert {"id_title", "id_start", "id_end"} == {target for target, _ in summary(answer)}
    assert re.search(r"<title>\s*Error: ", answer.content.decode())


def test_a_form_without_errors_has_no_summary(admin_client):
    for url in (address(Person, "add"), address(Organisation), "/admin/", "/admin/password_change/"):
        assert summary(admin_client.get(url)) == []
