"""What a machine lacks is named, with the cure."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Field
from django.utils.module_loading import import_string

from core.apps import our_apps
from website import checks

ROOT = Path(__file__).resolve().parent.parent


def test_a_machine_that_has_everything_hears_nothing():
    assert [*checks.pango(None), *checks.fonts(None), *checks.folders(None)] == []


def test_what_is_missing_is_named_with_its_cure(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(checks, "find_library", lambda name: None)
    monkeypatch.setattr(checks, "missing_fonts", lambda: ["Noto Serif CJK SC"])
    settings.VAR_DIR = tmp_path / "nowhere"
    (pango,), (font,), (folder,) = checks.pango(None), checks.fonts(None), checks.folders(None)
    assert "no PDF can be printed" in pango.msg and "bin/setup" in pango.hint
    assert "Noto Serif CJK SC" in font.msg and "fonts-noto-cjk" in font.hint
    assert str(tmp_path / "nowhere") in folder.msg and "VAR_DIR" in folder.hint


@pytest.mark.django_db
def test_migrations_refuses_a_database_of_another_version():
    assert checks.migrations(None, databases=["default"]) == []
    MigrationRecorder(connection).record_applied("members", "0002_house_style")
    (error,) = checks.migrations(None, databases=["default"])
    assert "another version of this site (members.0002_house_style)" in error.msg and "VAR_DIR" in error.hint
    with pytest.raises(SystemCheckError, match="another version"):
        call_command("migrate", verbosity=0, skip_checks=False)
    with pytest.raises(SystemCheckError, match="another version"):
        call_command("prepare")


def test_migrations_import_fields_alone():
    found = sorted(path for app in our_apps() for path in (ROOT / app / "migrations").glob("0*.py"))
    assert len(found) >= 7
    texts = [path.read_text(encoding="utf-8") for path in found]
    used = {one for text in texts for one in re.findall(rf"(?<![\w.'])((?:{'|'.join(our_apps())})\.[\w.]+)\(", text)}
    assert len(used) > 8
    assert [one for one in used if not issubclass(import_string(one), Field)] == []
    named = rf"=(?:{'|'.join(our_apps())})\.[\w.]+(?![\w.(])"
    assert [re.findall(named, text) for text in texts if re.search(named, text)] == []
