"""Signing in: five failures, then nobody’s password is looked at; the owner still gets in from a known browser."""

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache, caches
from django.core.exceptions import ValidationError
from django.test import Client

from accounts import sign_in
from core.http.shared_cache import SharedFileCache
from tests.factories import make_network, make_organisation, make_organisation_name, make_staff
from website import checks

pytestmark = pytest.mark.django_db
RIGHT = "a long password"
PAGE = "/admin/login/"


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def owner():
    return make_staff(username="Owner")


@pytest.fixture
def hashed(monkeypatch):
    """Each password that was looked at."""
    seen = []

    def look(request, **credentials):
        seen.append(credentials["password"])
        return authenticate(request, **credentials)

    monkeypatch.setattr(sign_in, "authenticate", look)
    return seen


def send(client, username="Owner", password="wrong", **headers):
    return client.post(PAGE, {"username": username, "password": password}, **headers)


def is_in(client):
    return client.get("/admin/").status_code == 200


def test_right_password_signs_in_with_a_new_session(client, owner):
    client.get(PAGE)
    session = client.session
    session["before"] = 1
    session.save()
    old = session.session_key
    client.cookies["session"] = old
    answer = send(client, password=RIGHT)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/") and is_in(client)
    assert client.cookies["session"].value != old and client.cookies["session"]["max-age"] == 12 * 60 * 60
    stranger = Client()
    stranger.cookies["session"] = old
    assert not is_in(stranger)


def test_sixth_try_is_refused_before_hashing(client, owner, hashed):
    for _ in range(5):
        answer = send(client)
        assert answer.status_code == 200 and b"errornote" in answer.content
    for password in ("wrong", RIGHT):
        answer = send(client, password=password)
        assert answer.status_code == 429 and b"Wait 15 minutes" in answer.content and answer["Retry-After"] == "900"
    assert hashed == ["wrong"] * 5 and not is_in(client)


def test_lock_ends_after_a_quarter_of_an_hour(client, owner, monkeypatch):
    for _ in range(6):
        send(client)
    now = time.time()
    for minutes, status in ((14, 429), (15.1, 302)):
        monkeypatch.setattr(time, "time", lambda minutes=minutes: now + minutes * 60)
        assert send(client, password=RIGHT).status_code == status


def test_accounts_tried_from_one_address_lock_the_address(client, owner, hashed):
    codes = [send(client, f"account-{number}").status_code for number in range(20)]
    assert codes == [200] * 5 + [429] * 15 and len(hashed) == 5
    assert send(client, password=RIGHT).status_code == 429
    assert send(client, password=RIGHT, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_account_tried_from_many_addresses_is_locked(client, owner, hashed):
    names = ["Owner", "owner", " OWNER ", "Ｏｗｎｅｒ", "Owner", "Owner", "owner"]
    codes = [send(client, name, REMOTE_ADDR=f"198.51.100.{i}").status_code for i, name in enumerate(names)]
    assert codes == [200] * 5 + [429] * 2 and len(hashed) == 5


FORGED = ["HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_CLIENT_IP", "HTTP_FORWARDED", "HTTP_CF_CONNECTING_IP"]


@pytest.mark.parametrize("header", FORGED)
def test_forged_addresses_count_as_one(client, hashed, header):
    codes = [send(client, f"account-{i}", **{header: f"198.51.100.{i}"}).status_code for i in range(8)]
    assert codes == [200] * 5 + [429] * 3


def test_behind_a_proxy_the_last_address_counts(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    codes = [send(client, f"a-{i}", HTTP_X_FORWARDED_FOR=f"198.51.100.{i}, 203.0.113.9").status_code for i in range(7)]
    assert codes == [200] * 5 + [429] * 2
    for last in ("203.0.113.10", "nonsense\r\n", "", "x" * 9000):
        assert send(client, f"b-{last[:5]}", HTTP_X_FORWARDED_FOR=f"203.0.113.9, {last}").status_code == 200


def test_owner_gets_in_from_a_known_browser(client, owner):
    assert send(client, password=RIGHT).status_code == 302
    client.post("/admin/logout/")
    attacker = Client()
    for _ in range(6):
        send(attacker)
    assert send(attacker, password=RIGHT).status_code == 429
    assert send(client).status_code == 200  # its own five
    assert send(client, password=RIGHT).status_code == 302 and is_in(client)
    client.post("/admin/logout/")
    assert [send(client).status_code for _ in range(6)] == [200] * 4 + [429] * 2


def test_known_browser_knows_its_own_accounts_alone(client, owner):
    make_staff(username="colleague")
    assert send(client, "colleague", RIGHT).status_code == 302
    client.post("/admin/logout/")
    for _ in range(5):
        send(Client())
    assert send(client, password=RIGHT).status_code == 429
    client.cookies["known"] = client.cookies["known"].value[:-1] + "x"
    assert send(client, "colleague", RIGHT).status_code == 429


def test_known_browser_says_nothing_of_the_account(client, owner):
    send(client, password=RIGHT)
    cookie = client.cookies["known"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and "wner" not in cookie.value


def test_failures_are_logged_without_the_password(client, owner, caplog):
    with caplog.at_level(logging.WARNING, "accounts.sign_in"):
        for _ in range(6):
            send(client, password="secret-words")
        send(Client(REMOTE_ADDR="198.51.100.1"), "a\r\nforged line" + "x" * 300, "secret-words")
    lines = [record.getMessage() for record in caplog.records if record.name == "accounts.sign_in"]
    assert len(lines) == 7 and "Owner" in lines[0] and "127.0.0.1" in lines[0] and "locked" in lines[5]
    assert "\\r\\nforged" in lines[6] and not any("\n" in line or len(line) > 150 for line in lines)
    assert "secret-words" not in caplog.text


@pytest.mark.parametrize("name", ["nobody", "sleeping", "outside"])
def test_other_accounts_get_the_same_answer(client, owner, hashed, name):
    make_staff(username="sleeping", is_active=False)
    make_staff(username="outside", is_staff=False, is_superuser=False)

    def words(name, password):
        answer = send(Client(), name, password)
        return answer.status_code, answer.content.decode().replace(name, "").split('id="content-main"')[0]

    assert words(name, RIGHT)[0] == words("Owner", "wrong")[0] == 200
    assert "correct user name" in words(name, RIGHT)[1] and len(hashed) == 3


def test_unknown_account_costs_one_hash_as_a_known(client, owner, monkeypatch):
    from django.contrib.auth import hashers

    made = []
    hasher = type(hashers.get_hasher())
    encode = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda *args, **more: made.append(1) or encode(*args, **more))
    costs = []
    for name in ("Owner", "nobody"):
        before = len(made)
        send(Client(), name)
        costs.append(len(made) - before)
    assert costs == [1, 1]


NEXT = [
    "https://evil.example",
    "//evil.example",
    "/\\evil",
    "javascript:alert(1)",
    "https:evil.example",
    "\r\nSet-Cookie:x=1",
    "/x\r\nSet-Cookie:x=1",
    "http://localhost/",
    "///evil.example",
]


@pytest.mark.parametrize("target", NEXT)
@pytest.mark.parametrize("place", ["address", "form"])
def test_next_leads_nowhere_else(client, owner, target, place):
    sent = {"username": "Owner", "password": RIGHT}
    if place == "address":
        answer = client.post(PAGE, sent, query_params={"next": target})
    else:
        answer = client.post(PAGE, sent | {"next": target})
    assert answer.status_code == 302 and not any("\n" in value for value in answer.headers.values())
    assert answer["Location"].startswith("/") and not answer["Location"].startswith(("//", "/\\")), answer["Location"]


def test_next_leads_back_to_where_one_was(client, owner):
    assert 'name="next" value="/admin/events/"' in client.get(PAGE + "?next=/admin/events/").content.decode()
    answer = client.post(PAGE, {"username": "Owner", "password": RIGHT, "next": "/admin/events/event/?q=1"})
    assert answer["Location"] == "/admin/events/event/?q=1"
    assert client.get(PAGE)["Location"] == "/admin/"


ADDRESSES = ["signup", "password/reset", "email", "confirm-email", "inactive", "login/code", "reauthenticate", "logout"]


@pytest.mark.parametrize("name", ADDRESSES)
def test_strangers_have_nothing_else(client, name):
    for start in ("", "/accounts", "/account", "/admin"):
        answer = client.post(f"{start}/{name}/")
        assert answer.status_code in (403, 404, 405) or f"{start}/{name}" == "/admin/logout"


def test_answers_to_scripts_are_pages_too(client):
    answer = client.get(PAGE, HTTP_ACCEPT="application/json", HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert answer["Content-Type"].startswith("text/html")


# What all processes share


def test_one_alone_adds_a_key_at_once(tmp_path):
    shared = SharedFileCache(str(tmp_path), {})
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda number: SharedFileCache(str(tmp_path), {}).add("lock", number), range(40)))
    assert won.count(True) == 1 and shared.get("lock") == won.index(True)


def test_tries_at_once_are_counted_together(owner, hashed, settings, tmp_path):
    from allauth.core.internal import ratelimit

    request = SimpleNamespace(method="POST", META={"REMOTE_ADDR": "198.51.100.1"}, headers={}, COOKIES={})
    settings.CACHES = {"default": {"BACKEND": "core.http.shared_cache.SharedFileCache", "LOCATION": str(tmp_path)}}
    assert isinstance(caches["default"], SharedFileCache)

    def one(_):
        return ratelimit.consume(request, app="allauth.account", action="login_failed_here", key="x")

    with ThreadPoolExecutor(8) as pool:
        assert sum(bool(got) for got in pool.map(one, range(24))) == 5


def test_check_says_when_processes_share_no_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    (found,) = checks.shared_cache(None)
    assert found.id == "website.W003" and "CACHE_URL" in found.hint
    settings.CACHES = {"default": {"BACKEND": "core.http.shared_cache.SharedFileCache", "LOCATION": "x"}}
    assert checks.shared_cache(None) == []


# Passwords


REFUSED = [
    "mekongmigration",
    "MekongMigrationNetwork2026!",
    "Migration-Network-Mekong",
    "MMN-2014-2015",
    "mmnpassword",
    "m3k0ngm1grat10n",
    "2026RiverBasin!!",
    "mekongmigration.org",
    "www.example.net",
    "Ｍｅｋｏｎｇ12345",
    "réseau-mékong",
]


@pytest.fixture
def network(settings):
    settings.SITE_URL = "https://www.mekongmigration.org"
    settings.ALLOWED_HOSTS = ["www.example.net", "testserver"]
    body = make_organisation(name="Mekong Migration Network", acronym="MMN")
    make_organisation_name(organisation=body, name="Réseau Mékong")
    return make_network(organisation=body, is_site=True, region="River Basin")


@pytest.mark.parametrize("password", REFUSED)
def test_names_are_no_passwords(network, password):
    with pytest.raises(ValidationError, match="name"):
        validate_password(password)


@pytest.mark.parametrize("password", ["mmn7f3k9q2x1z", "mekong-umbrella-teapot", "ชื่อผู้ใช้ยาวมาก", "x" * 128 + "mekong"])
def test_names_in_a_long_password_are_fine(network, password):
    validate_password(password)


def test_names_validator_works_before_anything_is_entered():
    validate_password("a rare phrase of words")


def test_password_change_refuses_names(client, network):
    client.force_login(make_staff())
    new = "MekongMigration2026"
    sent = {"old_password": RIGHT, "new_password1": new, "new_password2": new}
    answer = client.post("/admin/password_change/", sent)
    assert answer.status_code == 200 and "this site’s name" in answer.content.decode()
