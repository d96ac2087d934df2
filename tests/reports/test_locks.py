"""Locks between processes: who works holds one alone, who only looks is in nobody's way."""

import fcntl

import pytest

from core.locks import Held, is_held, lock


def test_lock_is_held_by_one_at_a_time():
    with lock("report"):
        assert is_held("report")
        with pytest.raises(Held), lock("report", patience=0):
            raise AssertionError("a second one holds it")
    assert not is_held("report")


def test_lock_is_not_held_by_who_only_looks(settings):
    with lock("report"):
        pass
    with open(settings.REPORTS_ROOT / "report.lock") as looking:
        fcntl.flock(looking, fcntl.LOCK_SH)
        assert not is_held("report")
