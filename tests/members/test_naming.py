"""The last gate: a protected name in prose, a caption or a title, put as its person decided."""

import pytest

from members.naming import name_gate
from tests.factories import make_event, make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "naming, said",
    [
        ("full", "Ms. Hkun Sa Mun Htoi spoke"),
        ("initials", "Ms. H. S. M. H. spoke"),
        ("withheld", "Ms. Name withheld spoke"),
    ],
)
def test_a_name_in_prose_is_put_as_its_person_decided(naming, said):
    make_person(name="Hkun Sa Mun Htoi", naming=naming)
    assert name_gate()("Ms. Hkun Sa Mun Htoi spoke") == said


def test_case_own_script_and_escaped_letters_are_known_too():
    make_person(name="Ma O'Hara", name_in_script="မအိုဟာရာ", naming="withheld")
    assert name_gate()("MA O'HARA, Ma O&#x27;Hara, မအိုဟာရာ") == "Name withheld, Name withheld, Name withheld"


def test_a_part_of_another_word_is_left_alone():
    make_person(name="Mo", naming="withheld")
    assert name_gate()("Mo met Moe in Mong Hsat.") == "Name withheld met Moe in Mong Hsat."


def test_the_longer_of_two_names_comes_first():
    make_person(name="Htoo Chit", naming="initials")
    make_person(name="Htoo Chit Oo", naming="withheld")
    assert name_gate()("Htoo Chit Oo and Htoo Chit") == "Name withheld and H. C."


def test_every_public_answer_passes_the_gate(client, admin_client):
    make_person(name="Vichuta Ly", naming="withheld")
    event = make_event(title="Talk by Vichuta Ly", summary="Vichuta Ly spoke.")
    make_organisation(slug="lscw", about="<p>Led by Vichuta Ly.</p>")
    for address in ("/members/lscw/", "/events/", event.get_absolute_url(), "/events/calendar.ics"):
        response = client.get(address)
        assert response.status_code == 200
        assert "Vichuta" not in response.content.decode()
        assert "withheld" in response.content.decode()
    assert "Led by Vichuta Ly" in admin_client.get("/members/lscw/").content.decode()


def test_an_unread_person_is_not_named():
    assert make_person(name="Somebody New").public_name == "Name withheld"


def test_the_gate_costs_one_query(django_assert_num_queries):
    for number in range(3):
        make_person(name=f"Person {number}", naming="withheld")
    with django_assert_num_queries(1):
        name_gate()("x")
