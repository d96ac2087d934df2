"""However a name is written in a text, it is found there; and no part of another word is taken for it."""

import re
import unicodedata

import pytest

from members.redaction.written_names import finder_for

NAME = "Omsin Boonlert"


def found(text, *names):
    return [text[first:last] for first, last, _ in finder_for(names)(text)]


@pytest.mark.parametrize("before, after", ["คก", "ຄກ", "គក", "ကခ", "与说", "はが", "ၵၶ", "ี่", "ၢႆ", "។៕", "ЖЯ", "_¹"])
def test_a_latin_name_is_found_directly_beside_another_script(before, after):
    assert found(f"{before}{NAME}{after}", NAME) == [NAME]
    assert found(f"{before}Li{after}", "Li") == ["Li"]


@pytest.mark.parametrize(
    "word",
    [
        "Annual",
        "Joann",
        "Ann2",
        "2Ann",
        "Annú",
        "Annu\u0301",
        "éAnn",
        "e\u0301Ann",
        "Ann\xadual",
        "Ａｎｎｕａｌ",
        "Đann",
    ],
)
def test_a_part_of_a_longer_latin_word_is_left_alone(word):
    assert found(f"the {word} report, คุณ{word}กล่าว", "Ann") == []


@pytest.mark.parametrize(
    "written",
    [
        "Omsin\u200bBoonlert",
        "Oms\u200bin Boonlert",
        "Omsin Boon\xadlert",
        "Omsin Boon&shy;lert",
        "Omsin Boon<wbr>lert",
        "Omsin<wbr>Boonlert",
        "<strong>O</strong>msin <em>B</em>oonlert",
        '<span class="a b" lang="en">Omsin</span> <a href="/x/" rel="noopener">Boonlert',
        "O\u200dmsin\u2060 Boonlert",
        "\ufeffOmsin Boonlert",
        "&#79;msin&nbsp;&#x42;oonlert",
        "Omsin&#160;&#8203;Boonlert",
        "Ｏｍｓｉｎ　Ｂｏｏｎｌｅｒｔ",
        "OMSIN\n  BOONLERT",
    ],
)
def test_a_latin_name_is_found_however_it_is_written(written):
    assert found(f"by {written}.", NAME) == [re.sub(r"^(<[^<>]*>|\ufeff)", "", written)]


@pytest.mark.parametrize(
    "name, written",
    [
        ("Nguyễn Thị Kim", unicodedata.normalize("NFD", "Nguyễn Thị Kim")),
        (unicodedata.normalize("NFD", "Nguyễn Thị Kim"), "NGUYỄN THỊ KIM"),
        ("Nguyễn", "Nguyê\u0303n"),
        ("นํ้า สุนทร", "น้ำ สุนทร"),
        ("ຄໍາ ໃຈດີ", "ຄຳ ໃຈດີ"),
        ("Ma O’Hara", "Ma O'Hara"),
        ("Ma O'Hara", "Ma O&#x27;Hara"),
        ("Ma O'Hara", "Ma O’Hara"),
        ("A & B", "A &amp; B"),
        ("原田ガク", unicodedata.normalize("NFD", "原田ガク")),
        ("คำ สุนทร", "คํา สุนทร"),
        ("น้ำ สุนทร", "นํ้า สุนทร"),
        ("ຄຳ ໃຈດີ", "ຄໍາ ໃຈດີ"),
        ("မြင့် ဦး", unicodedata.normalize("NFC", "မြင့် ဦး")),
        ("မြင\u103a\u1037", "မြင\u1037\u103a"),
        ("ဦး မြ", "ဥ\u102eး မြ"),
    ],
)
def test_letters_are_read_alike_in_one_code_or_several_and_in_any_order(name, written):
    assert found(f"({written})", name) == [written]


@pytest.mark.parametrize(
    "name, text",
    [
        ("สมชาย ดี", "นาย|สมชาย ดี|กล่าวว่า"),
        ("สมชาย ดี", "นาย|สม\u200bชาย\u200bดี|กล่าวว่า"),
        ("ສົມພອນ ວົງ", "ທ່ານ|ສົມພອນ ວົງ|ກ່າວ"),
        ("សុខា ម៉ុម", "លោក|សុខា\u200bម៉ុម|បាន"),
        ("အောင် ဆန်း", "မြန်မာ|အောင်ဆန်း|က"),
        ("အောင်ဆန်း", "မြန်မာ|အောင် ဆန်း|က"),
        ("ၸၢႆးသိူဝ်", "ပီႈ|ၸၢႆးသိူဝ်|လၢတ်ႈ"),
        ("王小明", "代表|王　小明|先生"),
        ("王 Ming", "代表|王Ming|先生"),
        ("นภา", "คุณ|นภา|กล่าว"),
        ("သီတာ", "ဒေါ်|သီတာ|က"),
    ],
)
def test_a_name_is_found_in_running_text_without_spaces(name, text):
    assert found(text.replace("|", ""), name) == [text.split("|")[1]]


@pytest.mark.parametrize(
    "name, inside, apart",
    [
        ("ดี", "สวัสดีครับ", "Ms. ดี กล่าว"),
        ("แก้ว", "ลูกแก้วใส", "Mr.\u200bแก้ว\u200bกล่าว"),
        ("ดำ", "ทองดำเนิน", "Mr.ดำ, ไทย"),
        ("ດີ", "ສະບາຍດີ", "ທ່ານ ດີ"),
        ("សុខ", "សុខភាព", "លោក <em>សុខ</em>"),
        ("မြ", "မြန်မာ", "ဒေါ် မြ၊"),
        ("အောင်", "အောင်မြင်", "ကို အောင်။"),
        ("明", "明天", "“明”"),
    ],
)
def test_a_single_syllable_is_a_name_only_where_it_stands_apart(name, inside, apart):
    assert found(inside, name) == []
    assert found(apart, name) == [name]


def test_two_short_words_do_not_hide_one():
    assert found("some S<b>o</b>me", "So Me") == []
    assert found("So<br>Me, So<em> Me", "So Me") == ["So<br>Me", "So<em> Me"]


def test_the_longer_of_two_names_is_found_first():
    assert found("Htoo Chit Oo and Htoo Chit", "Htoo Chit", "Htoo Chit Oo") == ["Htoo Chit Oo", "Htoo Chit"]
