"""The check asks about parts of protected names, without a flood where such a part is a month or a word."""

from collections import Counter

import pytest

from members.models import NotThisPerson, Person
from members.redaction import written_names
from members.redaction.possible_names import Words, possible_names
from reports.checks import BLOCKING, check
from reports.checks.context import CheckContext
from reports.checks.possible import possible
from reports.checks.words import names
from reports.models import AnnualReport
from tests.factories import make_person, make_section, make_staff

pytestmark = pytest.mark.django_db


def found(report):
    return [one for one in check(report) if one.kind == "Possible name of a protected person"]


def test_check_blocks_on_a_part_of_a_name_until_somebody_says(report):
    section = make_section(report=report, text="<p>First. Then <b>Omsin</b> spoke.</p>")
    [one] = found(report)
    assert one.severity == BLOCKING and one.address.endswith("#id_text") and "“Then Omsin spoke.”" in one.what
    [part] = possible_names()("First. Then Omsin spoke.")
    shown = {"sentence_hash": part.sentence_hash, "person": Person.objects.get(), "confirmed_by": make_staff()}
    NotThisPerson.objects.create(model="reports.section", record=section.pk, field="text", **shown)
    assert found(report) == []
    section.text = "<p>First. Then Omsin spoke again.</p>"
    section.save()
    assert len(found(report)) == 1


def test_the_record_of_2014_names_no_may_ko_so_or_will(demo):
    report = AnnualReport.objects.get(slug="2014")
    before = {one.what for one in found(report)}
    for name in ("May Than", "Ko Win", "So Will", "Mon June", "Hope Lin"):
        make_person(name=name)
    assert {one.what for one in found(report)} == before
    assert len(before) < 3


def test_check_looks_once_at_each_text_and_at_each_word_however_many_bear_it(monkeypatch):
    section = make_section(text="<p>Zarni Protected wrote. Then Protected spoke.</p>")
    for name in ("Zarni Protected", "Omsin Protected", "Chit Protected"):
        make_person(name=name)
    read, judged, plain = Counter(), [], written_names.pieces_of
    monkeypatch.setattr(written_names, "pieces_of", lambda text, *how: read.update([text]) or plain(text, *how))
    monkeypatch.setattr(Words, "has_another", lambda words, at: judged.append(words.tokens[at]))
    checked = CheckContext(section.report)
    assert len(list(names(checked))) == 1 and len(list(possible(checked))) == 3
    assert set(read.values()) == {1} and judged == ["protected"]
