"""The network's own countries: their order is its own, and they are written as people write them."""

import pytest
from django.core.exceptions import ValidationError

from core.l10n.countries import CountryList, CountryListFormField, choices, codes_of, country_names, country_order
from members.models import Network
from tests.factories import make_network, make_staff
from tests.posting import change, refusals, send

NAMES = {("en", "MM"): "Burma/Myanmar"}


def test_country_order_puts_the_networks_own_first():
    codes = ["AT", "VN", "TH", "MM", "regional", "FR"]
    assert sorted(codes, key=country_order) == ["regional", "AT", "FR", "MM", "TH", "VN"]
    with country_names(dict, lambda: ["VN", "MM"]):
        assert sorted(codes, key=country_order) == ["regional", "VN", "MM", "AT", "FR", "TH"]


def test_choices_group_the_networks_own_where_it_has_some():
    assert [choices()[0], choices()[1]] == [("regional", "Regional"), ("AF", "Afghanistan")]
    with country_names(dict, lambda: ["VN", "FR"]):
        _regional, own, others = choices()
    assert (own[0], own[1]) == ("The network’s countries", [("VN", "Vietnam"), ("FR", "France")])
    assert len(others[1]) > 200 and not {"VN", "FR"} & {code for code, _name in others[1]}


@pytest.mark.parametrize(
    "text",
    [
        "Burma/Myanmar\nfrance\n\nTH",
        "mm, FR; th",
        " Myanmar (Burma) ,France,Thailand,France",
        "• MM\r\n·\u00a0France\n- TH",
    ],
)
def test_codes_of_names_or_codes(text):
    with country_names(lambda: NAMES):
        assert codes_of(text) == ("MM", "FR", "TH")


def test_codes_of_names_what_is_no_country():
    with pytest.raises(ValidationError, match="“Atlantis” is no country"):
        codes_of("FR, Atlantis, Mu")


def test_form_field_shows_names_and_sees_no_change_in_them():
    field = CountryListFormField(required=False)
    with country_names(lambda: NAMES):
        assert field.prepare_value(CountryList(["MM", "FR"])) == "Burma/Myanmar\nFrance"
        assert not field.has_changed(CountryList(["MM", "FR"]), "Burma/Myanmar\nFrance")
        assert field.has_changed(CountryList(["MM", "FR"]), "France\nBurma/Myanmar")


@pytest.mark.django_db
def test_countries_are_entered_in_the_admin_and_order_the_pages(client):
    network = make_network(is_site=True)
    client.force_login(make_staff())
    page = send(client, change(network), {"countries": "Viet Nam\nFrance"})
    assert refusals(page) and "“Viet Nam” is no country we know" in str(refusals(page))
    assert "Viet Nam\nFrance</textarea>" in page.content.decode()
    assert send(client, change(network), {"countries": "Vietnam\nFrance"}).status_code == 302
    assert Network.objects.get().countries == ("VN", "FR")
    page = client.get("/members/").content.decode()
    assert page.index(">Vietnam<") < page.index(">France<")
