import pytest
from django.db import DatabaseError, connection

pytestmark = pytest.mark.django_db


def test_healthz_asks_the_database(client, monkeypatch, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get("/healthz").content == b"ok"

    def fail():
        raise DatabaseError("gone, password=hunter2")

    monkeypatch.setattr(connection, "cursor", fail)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert b"hunter2" not in response.content


@pytest.mark.parametrize(
    "address", ["/", "/healthz", "/members/", "/events/", "/steering-committee/", "/photos/members/x/480.jpg"]
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "FOO"])
def test_pages_are_for_reading(client, address, method):
    assert client.generic(method, address).status_code in {403, 405}
