"""The site as a stranger meets it: the real server, started on a scratch folder with the demonstration data."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
]
expect.set_options(timeout=15_000)  # two browsers share the machine


@dataclass
class Site:
    address: str
    password: str
    environment: dict


def free_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


def wait_for(address, process, seconds=60):
    for _ in range(seconds * 5):
        assert process.poll() is None, "the server stopped"
        try:
            urllib.request.urlopen(address, timeout=5)
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer in {seconds} seconds")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    environment = os.environ | {
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
    }
    manage = [sys.executable, "manage.py"]
    made = subprocess.run(
        [*manage, "prepare", "--demo"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    password = made.stdout.split("password")[-1].split()[0]
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", "mmn.wsgi"], cwd=ROOT, env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", server)
        yield Site(f"http://127.0.0.1:{port}", password, environment)
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, site):
    """Returns a page, at an address if one is given; whatever the browser complained of is in `page.complaints`."""
    contexts = []

    def open_page(address="/", width=1280, context=None, **options):
        context = context or browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: _note_foreign(page, request.url, site.address))
        if address:
            page.goto(site.address + address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _note_foreign(page, url, home):
    if not url.startswith((home, "data:", "blob:")):
        page.complaints.append(f"asked another host: {url}")


@pytest.fixture(scope="session")
def signed_in(browser, site):
    """What the browser keeps of a sign-in: made once, for a hash of a password is slow by intent."""
    return sign_in(browser, site, "admin", site.password)


def sign_in(browser, site, name, password):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{site.address}/admin/login/?next=/admin/")
        page.fill("#id_username", name)
        page.fill("#id_password", password)
        page.click("[type=submit]")
        expect(page).to_have_url(f"{site.address}/admin/")
        return context.storage_state()


def save(page, button="_save"):
    """Presses it and waits until the page that follows says that the record stands: a click does not wait for it."""
    page.click(f"[name={button}]")
    expect(page.locator(".messagelist .success")).to_be_visible()


@pytest.fixture
def draft_printed(staff, site):
    """Call it when the records stand: the worker prints and measures the draft of 2014, which a release waits for."""

    def print_it():
        staff.goto(f"{site.address}/admin/reports/annualreport/1/release/")
        command = [sys.executable, "manage.py", "db_worker", "--batch", "--no-reload", "--no-startup-delay"]
        subprocess.run(command, cwd=ROOT, env=site.environment, check=True, timeout=240)
        for _ in range(120):  # another worker may have it
            staff.reload()
            if not staff.get_by_text("The draft is being printed").count():
                return
            staff.wait_for_timeout(500)
        raise AssertionError("the draft was not printed")

    return print_it


@pytest.fixture
def staff(open_page, signed_in):
    """A page for the admin, signed in, that goes where the test sends it."""
    return open_page(None, storage_state=signed_in)
