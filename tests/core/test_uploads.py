"""The disk takes no file: a page in words that carries what was typed, nothing saved, and no file left anywhere."""

import re
import resource
from contextlib import contextmanager
from html import unescape

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile

from projects.models import ActivityPhoto
from tests.factories import picture
from tests.filling import posted
from tests.posting import address

pytestmark = pytest.mark.django_db
ADD = address(ActivityPhoto, "add")


@contextmanager
def small_files(limit):
    """The kernel refuses what is larger, as a full disk does."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.fixture
def folders(settings, tmp_path, admin_client):
    admin_client.raise_request_exception = False
    settings.FILE_UPLOAD_TEMP_DIR, settings.MEDIA_ROOT = tmp_path / "incoming", tmp_path / "media"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    return tmp_path


@pytest.fixture
def sent(folders, admin_client):
    page = admin_client.get(ADD)
    return posted(page, rows=0) | {"_signature": page.context["signature"], "caption": "At the river"}


def photo(padding):
    return SimpleUploadedFile("river.jpg", picture().read() + bytes(padding), "image/jpeg")


def post(client, sent, padding):
    return client.post(ADD, sent | {"image": photo(padding)}, HTTP_ORIGIN="http://testserver")


def carried(answer, folders):
    """What a page in words carries, when nothing was saved and no file is left."""
    page = answer.content.decode()
    assert answer.status_code == 503 and "Nothing was saved." in page and "full, or cannot be written to" in page
    assert "have to be chosen again: river.jpg" in page and not ActivityPhoto.objects.exists()
    assert [path for path in folders.rglob("*") if path.is_file()] == []
    fields = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in fields}


def test_an_upload_larger_than_the_disk_has_room_for(admin_client, folders, sent):
    with small_files(1_000_000):
        again = carried(post(admin_client, sent, 3_000_000), folders)
    opened = admin_client.post(ADD, again)
    assert opened.context["adminform"].form["caption"].value() == "At the river"
    del again["_reopen"]
    assert post(admin_client, again, 3_000_000).status_code == 302
    assert ActivityPhoto.objects.get().caption == "At the river"


def test_an_upload_whose_folder_takes_no_file(admin_client, folders, sent):
    (folders / "incoming").rmdir()
    carried(post(admin_client, sent, 3_000_000), folders)


def test_an_upload_that_cannot_be_looked_into(admin_client, folders, sent):
    with small_files(100):
        carried(post(admin_client, sent, 0), folders)


def test_an_upload_that_cannot_be_stored(admin_client, folders, sent, monkeypatch):
    save = FileSystemStorage._save

    def save_on_full_disk(*args):
        with small_files(100):
            return save(*args)

    monkeypatch.setattr(FileSystemStorage, "_save", save_on_full_disk)
    carried(post(admin_client, sent, 0), folders)
