"""The data of a report: each field says what it is, and a release that was kept by earlier code is still read.

`release_of_2014.json` is what the code before `core.schema` kept of the record of 2014: dicts, lists and strings, cut
short, with every kind of section, and the content hash that was printed.
"""

import io
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.utils.functional import lazy
from django.utils.translation import get_language

from core.schema import as_json, fields_of, map_text, record_types, texts
from members.models import Person
from reports.data.schema import ReportData, stored_report
from reports.models import Section
from reports.output.formats import page_form, text_form
from reports.output.html import photos, report_html, report_pdf
from reports.releases.colophon import content_hash
from reports.releases.diff import changes, public_changes
from reports.sections import KINDS
from tests.factories import make_person, picture
from tests.test_facts import words_of

STORED = json.loads((Path(__file__).parent / "release_of_2014.json").read_text(encoding="utf-8"))


def every_record_type():
    """The dataclasses that a report is made of."""
    found, left = set(), [ReportData, *(kind.schema for kind in KINDS.values())]
    while left:
        record_type = left.pop()
        if record_type not in found:
            found.add(record_type)
            left += [one for field in fields_of(record_type) for one in record_types(field.annotation)]
    return found


def test_every_field_says_what_it_is():
    known = every_record_type()
    assert len(known) > 40
    fields = [(record_type.__name__, field) for record_type in known for field in fields_of(record_type)]
    assert [f"{name}.{field.name}" for name, field in fields if not field.is_declared] == []


def test_no_two_fields_of_a_record_are_called_alike():
    for record_type in every_record_type():
        labels = [field.label for field in fields_of(record_type)]
        assert len(labels) == len(set(labels)), record_type


def test_every_kind_of_section_has_a_schema_of_its_own():
    own = [kind.schema for name, kind in KINDS.items() if name not in {"front", "text"}]
    assert len(own) == len(set(own)) > 10


@pytest.fixture
def stored():
    return stored_report(STORED["data"])


def test_release_of_earlier_code_holds_every_kind_and_is_kept_alike(stored):
    assert {section.kind for section in stored.sections} == set(Section.Kind.values)
    assert [type(section) for section in stored.sections] == [KINDS[one.kind].schema for one in stored.sections]
    assert as_json(stored) == STORED["data"]
    assert content_hash(stored) == STORED["content_hash"]


def test_redaction_reaches_every_text_of_a_release_and_nothing_of_machines(stored):
    hidden = map_text(lambda text: "", stored)
    assert len(list(texts(stored))) > 300 and list(texts(hidden)) == []
    assert list(photos(hidden)) == list(photos(stored)) != []
    assert [one.anchor for one in hidden.sections] == [one.anchor for one in stored.sections]


@pytest.mark.django_db
def test_release_of_earlier_code_opens_as_page_and_pdf(stored):
    for size in ("print", "light"):
        for name in photos(stored, size):
            default_storage.save(name, picture())
    html, text, page = report_html(stored), text_form(stored), page_form(stored)
    for section in stored.sections:
        for form in (words_of(html), words_of(text), words_of(page)):
            assert words_of(section.heading) in form
    assert words_of(html).count("Ms. Vichuta Ly") > 1 and "new in 2014" in words_of(page)
    with pikepdf.open(io.BytesIO(report_pdf(stored, html))) as pdf, pdf.open_outline() as outline:
        assert len(outline.root) == len([one for one in stored.sections if one.kind != "front"])


def test_release_of_earlier_code_differs_from_a_new_one_by_what_changed(stored):
    assert changes(stored, stored_report(STORED["data"])) == []
    committee = next(one for one in stored.sections if one.kind == "committee")
    seats = [replace(committee.seats[0], constituency="Members in Cambodia"), *committee.seats[1:]]
    new = replace(stored, sections=[replace(one, seats=seats) if one is committee else one for one in stored.sections])
    where = "MMN Steering Committee › Members in Cambodia › constituency"
    assert changes(stored, new) == [
        {"what": "changed", "where": where, "before": "MMN members in Cambodia", "after": "Members in Cambodia"}
    ]


MASKS = {"en": "Name withheld", "vi": "Không nêu tên"}


@pytest.mark.django_db
@pytest.mark.parametrize("language", MASKS)
def test_public_does_not_read_who_was_concealed_in_any_language(stored, monkeypatch, language):
    monkeypatch.setattr(Person.Naming.WITHHELD, "_label_", lazy(lambda: MASKS.get(get_language(), "Somebody"), str)())
    make_person(name="Ana Protected", naming="withheld")

    def released(supersedes, **data):
        given = as_json(replace(stored, language=language, **data))
        return SimpleNamespace(is_public=True, supersedes=supersedes, data=given, changes=[])

    before, masked = released(None, colophon="<p>By hand.</p>"), f"<p>By {MASKS[language]}.</p>"
    assert public_changes(released(before, colophon=masked)) == []
    rows = public_changes(released(before, colophon=masked, title="A title"))
    assert [(row["where"], row["after"]) for row in rows] == [("title", "A title")]


def test_section_of_a_kind_that_exists_no_more_is_read(stored):
    gone = STORED["data"] | {"sections": [{"kind": "weather", "heading": "Weather", "millimetres": 31}]}
    assert next((row["what"], row["where"]) for row in changes(stored, stored_report(gone))) == ("added", "Weather")
