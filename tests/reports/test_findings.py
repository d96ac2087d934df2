"""What a check finds is said in the reader’s language; an acceptance of it holds in every one."""

import pytest

from reports.checks import CHECKS
from reports.checks.context import CheckContext
from tests.pseudo import pseudo_language
from tests.reports.whole import kinds, make_whole_report

pytestmark = pytest.mark.django_db


def findings():
    context = CheckContext(make_whole_report())
    return lambda: [finding for rule in CHECKS for finding in rule(context)]


def test_a_finding_has_one_key_in_every_language():
    find = findings()
    found = find()
    with pseudo_language():
        translated = find()
    assert len({one.kind for one in found}) > len(kinds()) - 5
    assert {one.what for one in found}.isdisjoint(one.what for one in translated)
    assert {one.why for one in found}.isdisjoint(one.why for one in translated)
    assert [one.key for one in found] == [one.key for one in translated]


def test_what_differs_in_words_differs_in_its_key():
    found = findings()()
    assert len(found) > 40
    assert len({one.key for one in found}) == len({(one.address, one.kind, one.what) for one in found})
