"""The tests' own settings, fixed before Django reads any: .env bends none, and the shell only DATABASE_URL."""

import atexit
import gc
import os
import shutil
import tempfile
from collections import Counter

VAR_DIR = tempfile.mkdtemp(prefix="mmn-tests-")  # each of xdist's processes has its own
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)

os.environ["DATABASE_URL"] = os.environ.get("DATABASE_URL") or "sqlite://:memory:"
os.environ.update(
    DJANGO_SETTINGS_MODULE="mmn.settings",
    SECRET_KEY="for the tests alone",
    ALLOWED_HOSTS="testserver,127.0.0.1,localhost",
    SITE_URL="http://testserver",
    DEBUG="off",
    SECURE="off",
    SCRIPTS="",
    BEHIND_PROXY="off",
    VAR_DIR=VAR_DIR,
    CACHE_URL="locmemcache://",
    PAGE_CACHE_MEGABYTES="0",  # what a test changes without writing it is seen
    EMAIL_URL="memorymail://",
)

os.makedirs(f"{VAR_DIR}/static")  # which WhiteNoise looks for

import django  # noqa: E402  pytest-django would read the settings before this file if it were told their name
from django.conf import settings  # noqa: E402

settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"  # no collectstatic
)
if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
    settings.DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # pytest-django says so for Django's own engine alone
settings.TASKS["default"]["BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"  # no worker to wait for
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # signing in need not be slow here

django.setup()

import pytest  # noqa: E402
from django.apps import apps  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import connections, transaction  # noqa: E402

CASES = 3  # of a slow test, that coverage looks at
measured = Counter()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes():
    """Each process reads this file first, not the settings: else all would work in one folder, this process's."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_sessionfinish():
    """Each process ends the PDF worker that it started."""
    from core.pdf.client import pdf_worker

    pdf_worker.stop()


@pytest.fixture(autouse=True)
def no_form_of_another_test():
    """Accounts have the same keys in each test: a form that one left behind would come back in another, and failures
    to sign in would be counted on."""
    yield
    cache.clear()
    shutil.rmtree(settings.VAR_DIR / "kept", ignore_errors=True)


@pytest.fixture(scope="session")
def demo_rows(django_db_setup, django_db_blocker):
    """The demonstration data, loaded once: to draw its photos takes seconds. Their files stay, its rows are kept."""
    from exchange.loadable import loadable_models
    from mmn import demo
    from mmn.demo import placeholder

    placeholder.SAVED = (1200, 800)
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load()
        models = [
            one for app in loadable_models() for one in apps.get_app_config(app).get_models(include_auto_created=True)
        ]
        rows = {model: list(model._base_manager.all()) for model in models}
        transaction.set_rollback(True)
    return rows


@pytest.fixture(scope="module")
def shared_db(django_db_setup, django_db_blocker):
    """For records that the tests of a module share: taken back after it, a test's own after the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def demo(demo_rows, shared_db):
    """The demonstration data, for a module."""
    for model, rows in demo_rows.items():
        model._base_manager.bulk_create(rows)


@pytest.fixture(scope="module")
def one_of_each(django_db_setup, django_db_blocker):
    """({model: its record}, {page: what it says}): one record of every model, for a module and taken back after it."""
    from tests.one_of_each import made

    with django_db_blocker.unblock(), made() as records_and_pages:
        yield records_and_pages


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Who asks for shared records needs the database, also when nobody else in the run does; and whoever needs it is
    slow."""
    for item in items:
        if "shared_db" in item.fixturenames:
            item.add_marker(pytest.mark.django_db)
        if item.get_closest_marker("django_db") or {"db", "transactional_db", "one_of_each"} & {*item.fixturenames}:
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish():
    """What was imported stays: looking through it for garbage again and again takes a twentieth of the time."""
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Under coverage a test takes nearly twice as long: of a slow one it looks at the first cases alone."""
    coverage, test = item.config.pluginmanager.get_plugin("_cov"), item.nodeid.partition("[")[0]
    measured[test] += 1
    if not coverage or measured[test] <= CASES or not item.get_closest_marker("slow"):
        return (yield)
    coverage.cov_controller.pause()
    try:
        return (yield)
    finally:
        coverage.cov_controller.resume()


@pytest.fixture
def proxy(transactional_db):
    """Between this test and the database. Whoever asks for it runs on PostgreSQL only."""
    from tests.proxy import Proxy

    connection = connections["default"]
    asked = connection.settings_dict
    proxy = Proxy((asked["HOST"] or "127.0.0.1", int(asked["PORT"] or 5432)))
    through = {"HOST": "127.0.0.1", "PORT": proxy.port, "OPTIONS": {**asked["OPTIONS"], "sslmode": "disable"}}
    connection.close()
    connection.settings_dict = asked | through
    yield proxy
    proxy.cut()
    connection.close()
    connection.settings_dict = asked
