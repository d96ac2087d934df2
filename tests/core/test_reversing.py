import pytest
from django.urls import reverse, set_script_prefix

from core.http import reversing


@pytest.fixture(autouse=True)
def nothing_reversed():
    yield reversing._reversed.cache_clear()
    set_script_prefix("/")
    reversing._reversed.cache_clear()


def test_address_is_reversed_once(monkeypatch):
    asked = []
    monkeypatch.setattr(reversing, "reverse", lambda name, args: asked.append(name) or reverse(name, args=args))
    assert [reversing.address("events:detail", 2014, "forum") for _ in range(3)] == ["/events/2014/forum/"] * 3
    assert asked == ["events:detail"]


def test_address_has_the_prefix_of_its_request():
    assert reversing.address("home") == "/"
    set_script_prefix("/site/")
    assert reversing.address("home") == "/site/"
