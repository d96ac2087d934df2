import shutil

import pytest
from django.db import connections

from core.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def database(tmp_path):
    """A database of SQLite in a file, between two requests."""
    settings = {**connections["default"].settings_dict, "NAME": tmp_path / "db.sqlite3", "OPTIONS": {}}
    settings |= {"ATOMIC_REQUESTS": False, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    one = DatabaseWrapper(settings, "other")
    run(one, "CREATE TABLE notes (text)")
    yield one
    one.close()


def run(database, sql):
    database.close_if_unusable_or_obsolete()  # as each request does first
    with database.cursor() as cursor:
        return cursor.execute(sql).fetchall()


def test_connection_is_kept_from_one_request_to_the_next(database):
    kept = database.connection
    run(database, "INSERT INTO notes VALUES ('one')")
    assert run(database, "SELECT text FROM notes") == [("one",)] and database.connection is kept


def test_connection_does_not_outlive_its_file(database, tmp_path):
    file, backup = tmp_path / "db.sqlite3", tmp_path / "backup.sqlite3"
    shutil.copy(file, backup)
    run(database, "INSERT INTO notes VALUES ('before')")
    backup.rename(file)
    run(database, "INSERT INTO notes VALUES ('after')")
    assert run(database, "SELECT text FROM notes") == [("after",)]
