"""Parts of a protected name: found where they may be that person, and nowhere else."""

import re

import pytest

from events.models import Event
from members.models import NotThisPerson
from members.redaction.possible_names import possible_names
from tests.factories import make_event, make_organisation, make_person
from tests.posting import address, as_posted, change, send

pytestmark = pytest.mark.django_db

FOUND = [
    ("Zarni Protected", "Then Zarni spoke of her work.", "Zarni"),
    ("Zarni Protected", "Zarni spoke.", "Zarni"),
    ("Zarni Protected", "It was Zarni’s idea.", "Zarni"),
    ("Zarni Protected", "A talk with ZARNI, a worker.", "ZARNI"),
    ("Zarni Protected", "Interview With Zarni About Domestic Work", "Zarni"),
    ("Zarni Protected", "Z. Protected wrote this.", "Protected"),
    ("Zarni Protected", "By Protected, Z. (2014)", "Protected"),
    ("Zarni Protected", "As Ms. Protected said.", "Protected"),
    ("Zarni Protected", "Photo: Zarni P.", "Zarni"),
    ("Zárni Protected", "Then Zarni spoke.", "Zarni"),
    ("Somchai (Chai) Dee", "Then Chai spoke.", "Chai"),
    ("Somchai “Lek” Dee", "Here Lek spoke.", "Lek"),
    ("May Than", "Then May said that wages fell.", "May"),
    ("May Than", "Ms. May said it.", "May"),
    ("May Than", "In June, M. Than said it.", "Than"),
    ("Karen Smith", "Ms. Karen said it.", "Karen"),
    ("สมชาย ใจดี", "ผู้เขียน: สมชาย", "สมชาย"),
    ("สมชาย ใจดี", "วันนี้คุณสมชายกล่าวว่า", "สมชาย"),
    ("Mei Lin", "Kemudian Mei berkata.", "Mei"),
    ("ឧសភា ចាន់", "បន្ទាប់មក ឧសភា បាននិយាយ", "ឧសភា"),
    ("Зарни Петрова", "Тогда Петрова сказала.", "Петрова"),
]
CLEAN = [
    ("Zarni Protected", "Zarni Protected spoke."),  # masked
    ("Zarni Protected", "Everybody was protected."),
    ("Zarni Protected", "Zarni Thein spoke; so did Min Zarni."),
    ("May Than", "On 12 May 2014, in May, of early May, May 2014 and May–June; May Day; by May, April and May."),
    ("May Than", "May it be so. More than that."),
    ("May Than", "May"),
    ("Ko Win", "Ko spoke to win. Win or lose."),
    ("So Will", "So it was. Will it be? SO WILL."),
    ("Karen Smith", "The Karen in the camps."),
    ("Mei Lin", "Pada bulan Mei, sejak Mei dan pada 3 Mei 2014 mereka bertemu."),
    ("Mars Tran", "Le 3 Mars 2014, en Mars ; depuis Mars."),
    ("ឧសភា ចាន់", "ថ្ងៃទី ៥ ខែ ឧសភា ឆ្នាំ ២០១៤"),
    ("มีนาคม ใจดี", "วันที่ 5 มีนาคม 2557"),
    ("Monday June", "They met on Monday, 3 June."),
    ("สมชาย ใจดี", "คนใจดีมาก"),
    ("Khin", "Then Khin spoke."),  # one word is the whole name, and masked
]


@pytest.fixture(autouse=True)
def bodies(db):
    make_organisation(name="Karen Women’s Organisation")


@pytest.mark.parametrize("name, text, words", FOUND)
def test_a_part_of_a_name_is_found(name, text, words):
    person = make_person(name=name)
    assert [(one.person, one.as_written) for one in possible_names()(text)] == [(person, words)]
    person.naming = "full"
    person.save()
    assert possible_names()(text) == []


@pytest.mark.parametrize("name, text", CLEAN)
def test_what_is_no_part_of_a_name_is_left(name, text):
    make_person(name=name)
    assert [one.as_written for one in possible_names()(text)] == []


def test_a_text_without_a_part_is_not_read_letter_by_letter(monkeypatch):
    """Of ten thousand texts nearly all are such."""
    make_person(name="Zarni Protected", name_in_script="สมชาย ใจดี")
    find = possible_names()
    monkeypatch.setattr("members.redaction.possible_names.pieces_of", None)
    assert find("Everybody was there: 52 women’s groups, on 3 May.") == []
    with pytest.raises(TypeError):
        find("Then Zarni spoke.")


def test_a_sentence_keeps_its_hash_until_it_changes():
    make_person(name="Zarni Protected")
    find = possible_names()
    [one], [same] = find("Before it. Mr. Zarni  spoke. After."), find("MR. ZARNI spoke. Another.")
    assert one.sentence == "Mr. Zarni spoke." and one.sentence_hash == same.sentence_hash
    assert find("Mr. Zarni spoke well.")[0].sentence_hash != one.sentence_hash
    assert len(find("Zarni spoke. Zarni spoke. Zarni sang.")) == 2


def test_a_form_asks_once_whether_a_protected_person_is_meant(admin_client):
    person, event = make_person(name="Zarni Protected"), make_event(start="2014")
    asked = send(admin_client, change(event), {"summary": "Then Zarni spoke."})
    page = asked.content.decode()
    assert asked.status_code == 200 and Event.objects.get().summary == ""
    assert 'href="#id_summary"' in page and "“Zarni” in “Then Zarni spoke.”" in page and "Not Zarni Protected" in page
    [token] = re.findall(r'name="_not_this_person" value="([^"]+)"', page)
    assert admin_client.post(change(event), {**as_posted(asked), "_not_this_person": token}).status_code == 302
    words = NotThisPerson.objects.get()
    assert (words.person, words.record, words.field, words.model) == (person, event.pk, "summary", "events.event")
    assert words.confirmed_by.is_staff and words.confirmed_at
    assert send(admin_client, change(event), {"title": "Another"}).status_code == 302
    assert send(admin_client, change(event), {"summary": "Then Zarni spoke again."}).status_code == 200


def test_an_add_form_keeps_what_was_said(admin_client):
    make_person(name="Zarni Protected")
    page = admin_client.get(address(Event, "add"))
    typed = {"title": "Interview with Zarni", "kind": "workshop", "role": "organised", "start": "2014"}
    asked = admin_client.post(address(Event, "add"), {**as_posted(page), **typed})
    assert asked.status_code == 200 and not Event.objects.exists()
    [token] = re.findall(r'name="_not_this_person" value="([^"]+)"', asked.content.decode())
    assert admin_client.post(address(Event, "add"), {**as_posted(asked), "_not_this_person": token}).status_code == 302
    assert NotThisPerson.objects.get().record == Event.objects.get().pk
