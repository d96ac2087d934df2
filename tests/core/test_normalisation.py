"""What every text that comes in passes: controls, separators, private letters and invisible marks."""

import unicodedata

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from core.apps import is_ours
from core.derived import DerivedField
from core.richtext import RichTextField, sanitise
from core.text.normalisation import NormalisedText, is_text, lost, normalise, normalise_html, normalise_line
from core.text.private_letters import SYMBOL, WINGDINGS
from tests.factories import make_organisation, make_section

TEXTS = {
    "one\x0btwo\x0cthree": "one\ntwo\nthree",
    "it\x92s \x93so\x94 \x96 or not \x85": "it’s “so” – or not …",
    "one\u2028two\u2029three": "one\ntwo\nthree",
    "one\r\ntwo\rthree": "one\ntwo\nthree",
    "non\x1ebreaking, op\x1ftional": "non\u2011breaking, op\u00adtional",
    "nothing\x00 \x01\x02\x08\x1b\x7f\x81at all": "nothing at all",
    "\uf0b7 bullet": "• bullet",
    "and \uf0d8 arrow": "and ➢ arrow",
    "\uf0a7\tsquare": "▪\tsquare",
    "\uf076 first\n  \uf06e second\n\uf0fc third": "❖ first\n  ■ second\n✓ third",
    "\uf061\uf0b3\uf035 \uf06d\uf067": "α≥5 μγ",
    "Ma\u0301laga": "Málaga",
    "\ufeffbyte-order\ufeff mark": "byte-order mark",
    "wide\u00a0\u00a0 \u00a0spaces\u2003and\u2009thin": "wide spaces and thin",
    "5\u00a0km": "5\u00a0km",
    "hid\u200bden \u200eand \u202adirections\u202c": "hidden and directions",
    "non\uffffcharacter\ufdd0": "noncharacter",
    "\ud83d\ude00": "😀",
    "👨\u200d👩": "👨\u200d👩",
    "a\u200cb": "ab",
}
KEPT = [
    "ភាសា\u200bខ្មែរ",
    "می\u200cخواهم",
    "\u200fאב",
    "မြန်မာ\u200bစာ",
    "ක්\u200dෂ",
    "ไทย\u200bไทย",
    "Đà Nẵng",
    "a\tb\n\nc  d",
]


@pytest.mark.parametrize("given", TEXTS)
def test_normalise_gives_what_is_meant(given):
    assert normalise(given) == TEXTS[given]
    assert normalise(TEXTS[given]) == TEXTS[given]


@pytest.mark.parametrize("text", KEPT)
def test_normalise_keeps_what_a_script_needs(text):
    assert normalise(text) == text


def test_normalise_line_makes_one_line_without_marks_around_it():
    assert normalise_line("\u200e \ufeffNetwork\x0bof\u2028members\t \u200b\n") == "Network of members"


def test_normalise_html_breaks_lines_and_leaves_tags_alone():
    html = sanitise(
        '<p lang="my">one\x0btwo&#61623; <a href="https://x.org/?a=1&b=2">th&#146;ree</a>\u2028</p>\n<p>\uf0d8 x</p>'
    )
    assert normalise_html(html) == (
        '<p lang="my">one<br>two• <a href="https://x.org/?a=1&amp;b=2" rel="noopener">th’ree</a><br></p>\n<p>➢ x</p>'
    )
    assert normalise_html("<p>a&nbsp;&nbsp; b &lt; c&nbsp;d</p>") == "<p>a b &lt; c&nbsp;d</p>"


def test_no_control_or_private_letter_of_word_is_left():
    codes = [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0xF020, 0xF07F), *range(0xF0A0, 0xF0FF)]
    for code in codes:
        left = normalise(f"a{chr(code)}b\n{chr(code)} c")
        assert not lost(left) and all(unicodedata.category(one) != "Cc" for one in left if one not in "\t\n"), hex(code)
    assert len(SYMBOL) == len(WINGDINGS) == 224


def text_fields():
    models = [model for app in apps.get_app_configs() if is_ours(app) for model in app.get_models()]
    return [field for model in models for field in model._meta.concrete_fields if is_text(field)]


def test_no_text_field_of_ours_escapes():
    assert len(text_fields()) > 150 and all(isinstance(field, NormalisedText) for field in text_fields())
    ours = {field.model for field in text_fields()}
    escaped = [
        field
        for model in ours
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not isinstance(field, NormalisedText)
    ]
    assert escaped and all(isinstance(field, DerivedField) for field in escaped)


@pytest.mark.parametrize("field", text_fields(), ids=str)
def test_each_text_field_cleans_what_it_is_given(field):
    record = field.model()
    given = "<p>e\u0301\x0b\uf0b7\u2028x</p>" if isinstance(field, RichTextField) else "e\u0301\x0b\uf0b7\u2028x"
    setattr(record, field.attname, given)
    kept = field.get_db_prep_save(given, None) if not isinstance(field, RichTextField) else field.pre_save(record, True)
    assert "é" in kept and "•" in kept and not {"\x0b", "\uf0b7", "\u2028"} & {*kept}
    assert ("\n" in kept) == (isinstance(field, models.TextField) and not isinstance(field, RichTextField))


@pytest.mark.django_db
def test_what_is_saved_in_any_way_is_normalised():
    organisation = make_organisation(name="One\x0bNetwork\u200b")
    assert organisation.name == "One Network"
    type(organisation).objects.update(name="Ma\u0301laga\uf0b7")
    assert type(organisation).objects.values_list("name", flat=True).get() == "Málaga•"
    section = make_section(text="<p>\uf0d8 one\x0btwo</p>")
    section.refresh_from_db()
    assert section.text == "<p>➢ one<br>two</p>"


@pytest.mark.django_db
@pytest.mark.parametrize("letter", ["\ue123", "\ufffd", "\ud83d", "\U000f1234"])
def test_a_letter_that_nobody_knows_is_refused_at_its_field(letter):
    organisation = make_organisation()
    organisation.name = f"Network {letter} of members"
    with pytest.raises(ValidationError) as refused:
        organisation.full_clean()
    assert "Type it again" in refused.value.message_dict["name"][0]
