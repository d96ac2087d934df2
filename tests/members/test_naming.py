"""The last redaction: a protected name in prose, a caption or a title, put as its person decided."""

import pytest

from members.redaction.redactor import name_redactor
from tests.factories import make_event, make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "naming, words",
    [
        ("full", "Ms. Hkun Sa Mun Htoi spoke"),
        ("initials", "H. S. M. H. spoke"),
        ("withheld", "Name withheld spoke"),
    ],
)
def test_a_name_in_prose_is_put_as_its_person_decided(naming, words):
    make_person(name="Hkun Sa Mun Htoi", naming=naming)
    assert name_redactor()("Ms. Hkun Sa Mun Htoi spoke") == words


def test_case_own_script_and_escaped_letters_are_known_too():
    make_person(name="Ma O'Hara", name_in_script="မအိုဟာရာ", naming="withheld")
    assert name_redactor()("MA O'HARA, Ma O&#x27;Hara, မအိုဟာရာ") == "Name withheld, Name withheld, Name withheld"


@pytest.mark.parametrize(
    "name, text",
    [
        ("สมชาย ดี", "ว่า|นายสมชาย ดี|กล่าวว่า"),
        ("ဒေါ်ဟစ်ဒင်", "မြန်မာ|ဒေါ်ဟစ်ဒင်|က"),
        ("សុខា ម៉ុម", "ថា|លោកសុខា ម៉ុម|បាន"),
        ("王小明", "代表|王小明先生|说"),
    ],
)
def test_a_script_that_does_not_part_its_words_hides_no_name(name, text):
    make_person(name_in_script=name, naming="withheld")
    before, _, after = text.split("|")
    assert name_redactor()(text.replace("|", "")) == f"{before}Name withheld{after}"


@pytest.mark.parametrize("space", ["  ", "\n", "\xa0", "&nbsp;", "<br>"])
def test_a_name_is_found_however_its_words_are_spaced(space):
    make_person(name="Daw Hidden", naming="withheld")
    assert name_redactor()(f"by Daw{space}Hidden.").startswith("by Name withheld")


def test_a_name_half_in_bold_is_found_and_its_marks_stay_in_pairs():
    make_person(name="Daw Hidden", naming="withheld")
    assert name_redactor()("<p>by <strong>Daw</strong> Hidden</p>") == "<p>by <strong>Name withheld</strong></p>"


def test_an_accent_in_a_letter_of_its_own_and_a_dotless_i_are_read():
    make_person(name="Nguyễn Thị Kim", naming="withheld")
    assert name_redactor()("Nguye\u0302\u0303n Thi\u0323 Kim, Nguyễn Thị Kım") == "Name withheld, Name withheld"


def test_a_name_of_one_short_word_leaves_the_page_whole(client):
    for name in ("Li", "Main", "Class", "Members", "My", "Href"):
        make_person(name=name, naming="withheld")
    make_organisation(name="Friends of Li", slug="friends-of-li", about="<ul><li>Li came.</li></ul>")
    page = client.get("/organisations/friends-of-li/").content.decode()
    assert "<ul><li>Name withheld came.</li></ul>" in page and "Friends of Name withheld" in page
    assert all(mark in page for mark in ('<main id="content" class="sheet"', 'href="/members/"', "/friends-of-li/"))


def test_half_a_name_does_not_slip_through_where_a_text_is_cut(client):
    make_person(name="Xylda Hiddenlongname", naming="withheld")
    for length in range(10, 50, 4):
        event = make_event(title="y" * length + " Xylda Hiddenlongname and others who came from far", summary="y " * 10)
        assert "Xyl" not in client.get(event.get_absolute_url()).content.decode()
    body = make_organisation(slug="long", about=f"<p>{'y' * 140} Xylda Hiddenlongname and others</p>")
    assert "Xyl" not in client.get(body.get_absolute_url()).content.decode()


def test_a_part_of_another_word_is_left_alone():
    make_person(name="Mo", naming="withheld")
    assert name_redactor()("Mo met Moe in Mong Hsat.") == "Name withheld met Moe in Mong Hsat."


def test_the_longer_of_two_names_comes_first():
    make_person(name="Htoo Chit", naming="initials")
    make_person(name="Htoo Chit Oo", naming="withheld")
    assert name_redactor()("Htoo Chit Oo and Htoo Chit") == "Name withheld and H. C."


def test_every_public_answer_passes_the_redaction(client, admin_client):
    make_person(name="Vichuta Ly", naming="withheld")
    event = make_event(title="Talk by Vichuta Ly", summary="Vichuta Ly spoke.")
    make_organisation(slug="lscw", about="<p>Led by Vichuta Ly.</p>")
    for address in ("/organisations/lscw/", "/events/", event.get_absolute_url(), "/events/calendar.ics"):
        response = client.get(address)
        assert response.status_code == 200
        assert "Vichuta" not in response.content.decode()
        assert "withheld" in response.content.decode()
    assert "Led by Vichuta Ly" in admin_client.get("/organisations/lscw/").content.decode()


def test_a_name_beside_letters_that_part_no_words_leaves_in_no_public_answer(client):
    make_person(name="Omsin Boonlert", name_in_script="สมชาย ดี", naming="withheld")
    words = "คุณOmsin Boonlertและสม\u200bชาย\u200bดีกล่าว"
    event = make_event(title=words, summary=f"与{words}说")
    make_organisation(slug="lscw", about=f"<p>{words} and Omsin Boon\xadlert</p>")
    for address in ("/organisations/lscw/", "/events/", event.get_absolute_url(), "/events/calendar.ics"):
        answer = client.get(address).content.decode().replace("\r\n ", "")
        assert "Name withheldและName withheldกล่าว" in answer
        assert not [part for part in ("Omsin", "Boon", "ชาย") if part in answer]


def test_an_unread_person_is_not_named():
    assert make_person(name="Somebody New").public_name == "Name withheld"


def test_the_redaction_costs_one_query(django_assert_num_queries):
    for number in range(3):
        make_person(name=f"Person {number}", naming="withheld")
    with django_assert_num_queries(1):
        name_redactor()("x")
