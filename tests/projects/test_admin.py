import pytest

from projects.models import Grant, Project
from tests.factories import make_activity, make_grant, make_organisation, make_partner, make_project
from tests.posting import address, change, row, send

pytestmark = pytest.mark.django_db


def test_an_activity_is_entered_with_its_figures_and_recommendations(admin_client):
    activity = make_activity()
    figure = row("figures", 0, activity=activity.pk, qualifier="over", value="100", unit="participants", order=0)
    advice = row("recommendations", 0, activity=activity.pk, number=1, addressee="Governments", text="Ratify C189.")
    assert send(admin_client, change(activity), {**figure, **advice}).status_code == 302
    assert [str(figure) for figure in activity.figures.all()] == ["over 100 participants"]
    assert activity.recommendations.get().text == "Ratify C189."


def test_a_number_is_shown_without_its_noughts(admin_client):
    activity = make_activity()
    activity.figures.create(value=117, unit="terms")
    assert 'value="117"' in admin_client.get(change(activity)).content.decode()


def test_the_amount_of_a_grant_stands_among_what_the_public_never_sees(admin_client):
    form = admin_client.get(change(make_grant(amount=5000, currency="USD")))
    *_, private = form.context["adminform"]
    assert private.name == "Never shown to the public"
    assert [field.field.name for line in private for field in line] == ["amount", "currency"]


def test_a_project_is_found_by_a_partner_s_former_name(admin_client):
    make_project()
    partner = make_partner(organisation=make_organisation(name="Labour Rights Defenders"))
    partner.organisation.names.create(name="Labour Rights Defender", kind="variant")
    grant = make_grant(project=partner.project, funder=make_organisation(name="Oxfam"))
    for words in ("Defender", "Oxfam"):
        assert list(admin_client.get(address(Project), {"q": words}).context["cl"].result_list) == [partner.project]
    assert list(admin_client.get(address(Grant), {"q": "Oxfam"}).context["cl"].result_list) == [grant]
