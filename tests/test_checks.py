"""What a machine lacks is named, with the cure."""

from website import checks


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
