"""Who else has a report open in the admin."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reports.models import Editing
from tests.factories import make_annual_report, make_section
from tests.public import words

pytestmark = pytest.mark.django_db


def secretary(name, first=""):
    user = get_user_model().objects.create_superuser(name, first_name=first)
    client = Client()
    client.force_login(user)
    return client


def form_of(record):
    return reverse(f"admin:reports_{record._meta.model_name}_change", args=[record.pk])


def heartbeat(record):
    return reverse(f"admin:reports_{record._meta.model_name}_editing", args=[record.pk])


def shown(client, record):
    """The words of the form's line on who else is there; its script then says that it is open."""
    page = client.get(form_of(record)).content.decode()
    client.post(heartbeat(record))
    return words(page.split('role="status"', 1)[1].split(">", 1)[1].split("</div>", 1)[0])


@pytest.fixture
def report():
    return make_annual_report(slug="2014")


def test_the_second_is_told_of_the_first_and_nobody_of_themselves(report):
    somchai, mary = secretary("somchai", "Somchai"), secretary("mary")
    assert shown(somchai, report) == ""
    since = timezone.localtime(Editing.objects.get().since).strftime("%H:%M")
    assert shown(mary, report) == f"Somchai has this report open, since {since}."
    assert "mary has this report open" in shown(somchai, report)


def test_a_part_is_named_on_the_form_of_the_whole(report):
    somchai, mary = secretary("somchai"), secretary("mary")
    shown(somchai, make_section(report=report, heading="About <us>"))
    assert "somchai has the section “About &lt;us&gt;” of this report open" in shown(mary, report)
    assert shown(mary, make_annual_report(slug="2015")) == ""


def test_who_was_not_heard_of_for_a_minute_has_left_and_comes_back_anew(report):
    somchai, mary = secretary("somchai"), secretary("mary")
    shown(somchai, report)
    long_ago = timezone.now() - timedelta(seconds=61)
    Editing.objects.update(seen_at=long_ago, since=long_ago)
    assert shown(mary, report) == ""
    shown(somchai, report)
    assert Editing.objects.get(user__username="somchai").since > long_ago


def test_an_open_form_is_heard_of_and_a_closed_one_is_gone(report):
    somchai, mary = secretary("somchai"), secretary("mary")
    shown(somchai, report)
    nearly = timezone.now() - timedelta(seconds=50)
    Editing.objects.update(seen_at=nearly)
    assert somchai.post(heartbeat(report)).content.decode().strip() == ""
    assert Editing.objects.get().seen_at > nearly
    assert "somchai" in mary.post(heartbeat(report)).content.decode()
    somchai.post(heartbeat(report), {"left": "1"})
    assert shown(mary, report) == ""


def test_presence_is_written_by_no_page_that_is_only_read(report):
    somchai, mary = secretary("somchai"), secretary("mary")
    assert somchai.get(form_of(report)).status_code == 200 and not Editing.objects.exists()
    assert somchai.post(form_of(report), {}).status_code == 200  # what is missing is shown, without any script
    assert "somchai has this report open" in shown(mary, report)


def test_presence_reader(report, client):
    reader = get_user_model().objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_annualreport"))
    client.force_login(reader)
    form = client.get(form_of(report)).content.decode()
    assert 'class="presence"' not in form and 'class="live-preview"' not in form
    assert not Editing.objects.exists()


def test_only_who_may_change_it_is_counted(report, client):
    assert client.post(heartbeat(report)).status_code == 403
    client.force_login(get_user_model().objects.create_user("guest", is_staff=True))
    assert client.post(heartbeat(report)).status_code == 403
    assert secretary("mary").get(heartbeat(report)).status_code == 405
    assert not Editing.objects.exists()
