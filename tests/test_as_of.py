"""The record of 2014, asked at three dates: who belonged, who served, who worked there."""

import pytest
from django.test import Client

STAYED = {"Brahm Press", "Kabmanivanh Phouxay", "Han Jialing", "Reiko Harima"}
CORE = {"Reiko Harima", "Omsin Boonlert", "Hkun Sa Mun Htoi"}
COMMITTEE = {
    "2013-12-31": ({"Vichuta Ly", "Huynh Thi Ngoc Tuyet", "Wai Hnin Po", *STAYED}, "Vichuta Ly", 0),
    "2014-12-31": ({"Sokchar Mom", "Huynh Thi Ngoc Tuyet", "Wai Hnin Po", *STAYED}, "Sokchar Mom", 0),
    "2015-04-01": ({"Htoo Chit", *STAYED}, "Htoo Chit", 2),
}
TEAM = {
    "2013-12-31": {*CORE, "Pranom Somwong", "Tineke Baird", "Estelle Cohenny-Vallier", "Ratchaklao Kanchanawaha"},
    "2014-12-31": {
        *CORE,
        *("Pranom Somwong", "Gabrielle Curtis", "Charlotte Gautier", "Phawika Rueanno", "Ché Singh Kochhar-George"),
    },
    "2015-04-01": {*CORE, "Gabrielle Curtis", "Ché Singh Kochhar-George"},
}
BURMESE_MEMBERS = {
    "88 Generation Peace and Open Society (Labour Department)",
    "Labour Rights Defenders and Promoters",
}


@pytest.mark.parametrize("day", COMMITTEE)
def test_the_committee(demo, day):
    people, chair, vacant = COMMITTEE[day]
    response = Client().get("/steering-committee/", {"as_of": day})
    seats = list(response.context["seats"])
    assert {term.person.name for seat in seats for term in seat.held} == people
    assert [term.person.name for seat in seats for term in seat.held if term.chairs] == [chair]
    assert sum(not seat.held for seat in seats) == vacant == response.content.decode().count("Not recorded since 2014")
    assert len(seats) == 7 and sum(seat.voting for seat in seats) == 6


@pytest.mark.parametrize("day", TEAM)
def test_the_secretariat(demo, day):
    response = Client().get("/secretariat/", {"as_of": day})
    assert {one.person.name for _, group in response.context["team"] for one in group} == TEAM[day]


@pytest.mark.parametrize(
    ("day", "total", "burmese"), [("2013-12-31", 37, 0), ("2014-12-31", 39, 2), ("2015-04-01", 39, 2)]
)
def test_the_members(demo, day, total, burmese):
    response = Client().get("/members/", {"as_of": day})
    listed = {one.name: code for code, _, group in response.context["countries"] for one, *_ in group}
    assert len(listed) == total
    assert {name for name, code in listed.items() if code == "MM"} == (BURMESE_MEMBERS if burmese else set())
    counts = {code: count for code, count, _ in response.context["countries"]}
    assert counts | {"MM": 2} == {"regional": 1, "MM": 2, "KH": 6, "CN": 5, "LA": 2, "TH": 19, "VN": 4}
