"""Every form of the secretariat’s with typed content carries a mark; what was typed into pages of ours comes again."""

import re

import lxml.html
import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from members.models import NotThisPerson, Person
from reports.admin import release as release_admin
from reports.checks import check
from reports.models import AcceptedWarning, AnnualReport, Publishing
from tests.core.test_kept_forms import HERE
from tests.factories import make, make_event, make_person, make_section, make_staff
from tests.posting import as_posted, change

pytestmark = pytest.mark.django_db
OF_A_LIST = {"action", "_selected_action"}  # chosen, not typed: what is to be done with which records
LIST = reverse("admin:reports_annualreport_possible_names")


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.VAR_DIR = tmp_path
    return tmp_path / "kept"


@pytest.fixture
def published(report, monkeypatch):
    """A report with a warning and a possible name, of which a release waits for nothing."""
    make_person(name="Zarni Protected")
    make_section(report=report, kind="calendar", heading="Calendar")
    make_event(start="9 May 2014", city="", summary="Then Zarni spoke.")
    monkeypatch.setattr(release_admin, "check", lambda report, checked=None: [])
    return report


def of(report, name):
    return reverse(f"admin:reports_annualreport_{name}", args=[report.pk])


# The mark


def routes(patterns, before=""):
    for one in patterns:
        route = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from routes(one.url_patterns, route)
        elif "(?P<" not in route and ".pdf" not in route:
            yield route


def addresses(records):
    """Of every page of the admin, with the key of a record of its model."""
    for route in routes(admin.site.urls[0]):
        model = "/".join(route.split("/")[:2])
        if "<" not in route or (model in records and route.count("<") == 1):
            yield reverse("admin:index") + re.sub("<.+?>", str(records[model].pk) if model in records else "", route)


def typed_forms(page):
    """(form, whether it carries the mark) of the forms of a page into which something can be typed."""
    for form in lxml.html.fromstring(page).xpath("//form[@method='post']"):
        inputs = form.xpath(".//input[not(@type='hidden' or @type='submit')]") + form.xpath(".//textarea | .//select")
        if {one.get("name") for one in inputs} - OF_A_LIST - {None}:
            yield form, bool(form.xpath(".//input[@name='_signature']"))


def test_every_form_of_typed_content_is_marked_and_none_of_passwords(admin_client, admin_user, published):
    records = {"auth/user": admin_user, "auth/group": Group.objects.create(name="Readers")}
    for model in admin.site._registry:
        key = f"{model._meta.app_label}/{model._meta.model_name}"
        if key not in records:
            records[key] = published if model is AnnualReport else make(model)
    marked, unmarked = set(), set()
    for address in addresses(records):
        page = admin_client.get(address)
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            for _, is_signed in typed_forms(b"".join(page) or b"<html>"):
                (marked if is_signed else unmarked).add(address)
    assert unmarked == {"/admin/password_change/", f"/admin/auth/user/{admin_user.pk}/password/"}
    own = {of(published, "copy"), of(published, "check"), of(published, "release"), LIST}
    of_records = {change(record) for record in records.values()} - {change(records["reports/release"])}
    assert marked > own | of_records
    assert [is_signed for _, is_signed in typed_forms(Client().get("/admin/login/").content)] == [False]


# The pages of our own


def send_late(client, address, typed):
    """Sent after the session has ended; gives the page as it is opened next, and what it carries."""
    sent = {
        **typed,
        "_signature": re.search('name="_signature" value="([^"]+)"', client.get(address).content.decode())[1],
    }
    assert Client().post(address, sent, **HERE).status_code == 403
    page = client.get(address)
    text = page.content.decode()
    assert page.status_code == 200 and "not saved yet" in text
    return text, {"_kept": re.search('name="_kept" value="([^"]+)"', text)[1]}


def checked(text):
    return [one.get("value") for one in lxml.html.fromstring(text).xpath("//input[@type='checkbox'][@checked]")]


def test_a_copy_of_a_report_comes_again(admin_client, report, folder):
    page = admin_client.get(of(report, "copy"))
    form, token = page.context["form"], page.context["token"]
    typed = {name: form[name].value() or "" for name in form.fields if name != "with_texts"} | {"_token": token}
    text, kept = send_late(admin_client, of(report, "copy"), typed | {"title": "Typed for an hour"})
    assert 'value="Typed for an hour"' in text and token in text and AnnualReport.objects.count() == 1
    admin_client.post(of(report, "copy"), typed | {"title": "Typed for an hour"} | kept)
    assert AnnualReport.objects.filter(title="Typed for an hour").exists() and list(folder.glob("*/*")) == []


@pytest.mark.parametrize("button", [{}, {"all": "1"}, {"withdraw": "1"}])
def test_the_reason_why_a_finding_stands_comes_again(admin_client, published, folder, button):
    keys = [finding.key for finding in check(published) if finding.kind == "Event without a city"]
    typed = {"kind": "Event without a city", "keys": keys, "shown": keys, "reason": "It was never said."}
    text, kept = send_late(admin_client, of(published, "check"), typed | button)
    assert 'value="It was never said."' in text and checked(text) == keys != []
    assert not AcceptedWarning.objects.exists()
    admin_client.post(of(published, "check"), typed | kept)
    assert AcceptedWarning.objects.get().reason == "It was never said." and list(folder.glob("*/*")) == []


def test_a_release_asked_for_too_late_is_asked_for_again(admin_client, published, folder, drawn):
    token = admin_client.get(of(published, "release")).context["version"]
    text, kept = send_late(admin_client, of(published, "release"), {"version": token, "looked": "yes"})
    assert checked(text) == ["yes"] and not Publishing.objects.exists()
    published.sections.filter(heading="About").update(heading="About us")
    assert checked(admin_client.get(of(published, "release")).content.decode()) == []  # it is another report now
    published.sections.filter(heading="About us").update(heading="About")
    admin_client.post(of(published, "release"), {"version": token, "looked": "yes"} | kept)
    assert Publishing.objects.exists() and list(folder.glob("*/*")) == []


def test_possible_names_that_were_ticked_come_again(admin_client, published, folder):
    (token,) = re.findall(r'name="_not_this_person" value="([^"]+)"', admin_client.get(LIST).content.decode())
    text, kept = send_late(admin_client, LIST, {"_not_this_person": token})
    assert checked(text) == [token] and not NotThisPerson.objects.exists()
    admin_client.post(LIST, {"_not_this_person": token} | kept)
    assert NotThisPerson.objects.exists() and list(folder.glob("*/*")) == []


def test_what_withdraws_a_name_is_asked_again(admin_client, report):
    person = make_person(name="Mali Dee", naming="full")
    make_section(report=report, text="<p>Mali Dee spoke.</p>")
    sent = as_posted(admin_client.get(change(person))) | {"naming": "withheld", "position": "Coordinator"}
    asked = admin_client.post(change(person), sent)
    confirmed = sent | {"_withdraw": asked.context["questions"][0].token}
    text, kept = send_late(admin_client, change(person), confirmed)
    assert 'value="Coordinator"' in text and Person.objects.get(pk=person.pk).naming == "full"
    assert admin_client.post(change(person), sent | kept).context["questions"]  # by whoever sees what follows
    assert admin_client.post(change(person), confirmed | kept).status_code == 302
    assert Person.objects.get(pk=person.pk).naming == "withheld"


def test_a_page_of_our_own_can_be_thrown_away(admin_client, published, folder):
    _, kept = send_late(admin_client, of(published, "check"), {"kind": "Event without a city", "reason": "Typed."})
    assert admin_client.post(of(published, "check"), kept | {"_throw_away": "1"}).status_code == 302
    assert list(folder.glob("*/*")) == [] and "Typed." not in admin_client.get(of(published, "check")).content.decode()


def test_a_page_of_our_own_is_shown_to_its_account_alone(admin_client, published):
    send_late(admin_client, of(published, "check"), {"kind": "Event without a city", "reason": "Typed."})
    other = Client()
    other.force_login(make_staff())
    assert "Typed." not in other.get(of(published, "check")).content.decode()


def test_what_was_opened_again_is_shown_and_not_saved(admin_client, published):
    """As the page of a failure sends it, whose form holds what could not be read."""
    keys = [finding.key for finding in check(published) if finding.kind == "Event without a city"]
    typed = {"kind": "Event without a city", "keys": keys, "reason": "Typed.", "_reopen": ""}
    assert 'value="Typed."' in admin_client.post(of(published, "check"), typed).content.decode()
    assert not AcceptedWarning.objects.exists()
