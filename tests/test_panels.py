"""What later apps show on the pages of earlier ones: panels, and the ways into the record."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import get_template

from core.panels import Panel, offered, offered_for, panels_of
from members.models import Organisation
from tests import factories as f

LABELS = ["Members", "Projects", "Events", "Calendar", "Publications", "Annual reports", "Terms to avoid"]
LABELS += ["Steering Committee", "Secretariat"]


def test_panel_templates_exist():
    panels = [panel for by_model in offered("panels") for several in by_model.values() for panel in several]
    assert len(panels) > 5 and all(get_template(panel.template) for panel in panels)


def test_panels_of_record_follow_the_order_of_apps():
    apps = [panel.template.split("/")[0] for panel in offered_for(Organisation, "panels")]
    assert apps == ["projects", "events", "publications"]


@pytest.mark.django_db
def test_panels_of_record_without_anything_to_show(monkeypatch):
    organisation = f.make_organisation()
    assert panels_of(organisation, AnonymousUser()) == []
    offer = [{Organisation: [Panel("a.html", lambda record, user: [record]), Panel("b.html", lambda *given: [])]}]
    monkeypatch.setattr("core.panels.offered", lambda kind: offer)
    assert panels_of(organisation, None) == [{"template": "a.html", "is_aside": False, "records": [organisation]}]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/", []),
        ("/organisations/", ["Members"]),
        ("/events/calendar/", ["Events"]),
        ("/reference/terms-to-avoid/", ["Terms to avoid"]),
    ],
)
def test_navigation_current(client, address, current):
    nav = re.search(r'<nav class="wide".*?</nav>', client.get(address).content.decode(), re.S)[0]
    assert re.findall(r"<a [^>]*>([^<]*)</a>", nav) == LABELS
    assert re.findall(r'aria-current="true">([^<]*)<', nav) == current
