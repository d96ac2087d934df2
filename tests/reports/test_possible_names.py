"""The list of possible protected names, over the texts of all records."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import NotThisPerson
from reports.admin.possible_names import open_places
from tests.factories import make_event, make_organisation, make_person, make_section, make_staff

pytestmark = pytest.mark.django_db
LIST = reverse("admin:reports_annualreport_possible_names")


def test_list_shows_each_place_until_somebody_says(admin_client):
    make_person(name="Zarni Protected")
    event, body = make_event(summary="Then Zarni spoke."), make_organisation(about="<p>Led by <b>Zarni</b>.</p>")
    make_section(text="<p>By Z. Protected.</p>")
    page = admin_client.get(LIST).content.decode()
    tokens = re.findall(r'name="_not_this_person" value="([^"]+)"', page)
    assert len(tokens) == 3 and f"/event/{event.pk}/change/#id_summary" in page
    assert f"/organisation/{body.pk}/change/#id_about" in page
    assert admin_client.post(LIST, {"_not_this_person": tokens[:2]}).status_code == 302
    assert NotThisPerson.objects.count() == 2
    assert len(open_places()) == 1


def test_list_is_for_those_who_may_see_reports(client):
    client.force_login(make_staff(is_superuser=False))
    assert client.get(LIST).status_code == 403


def test_list_asks_the_same_however_many_records():
    counts = []
    for _ in range(2):
        make_person(name="Zarni Protected"), make_event(summary="Then Zarni spoke."), make_event(summary="Then Zarni.")
        with CaptureQueriesContext(connection) as captured:
            assert open_places()
        counts.append(len(captured))
    assert counts[0] == counts[1]
