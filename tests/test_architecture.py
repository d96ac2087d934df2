"""The apps stand in an order: a later one may import from an earlier one, never the other way round."""

import ast
from pathlib import Path

from django.apps import apps

APPS = ["core", "members", "projects", "events", "publications", "reference", "news", "reports", "mmn"]
ROOT = Path(__file__).resolve().parent.parent


def position(name):
    return APPS.index(name) if name in APPS else None


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_imports_point_downstairs():
    seen, upward = 0, []
    for name in APPS:
        for path in (ROOT / name).rglob("*.py"):
            for imported in imports(path):
                above = position(imported.split(".")[0])
                if above is not None:
                    seen += 1
                    if above > position(name):
                        upward.append(f"{path.relative_to(ROOT)} imports {imported}")
    assert upward == []
    assert seen > 50  # the walk itself works


def test_foreign_keys_point_downstairs():
    upward, seen = [], 0
    for model in apps.get_models():
        for field in model._meta.get_fields():
            here = position(model._meta.app_label)
            if here is None or not field.is_relation or field.auto_created or not field.related_model:
                continue
            there = position(field.related_model._meta.app_label)
            if there is not None:
                seen += 1
                if there > here:
                    upward.append(str(field))
    assert upward == []
    assert seen > 30


def test_templates_point_downstairs():
    upward = []
    for name in APPS:
        for path in (ROOT / "templates" / name).rglob("*.html"):
            text = path.read_text(encoding="utf-8")
            upward += [f"{path.name} uses {other}/" for other in APPS[position(name) + 1 :] if f'"{other}/' in text]
    assert upward == []


def test_nobody_sees_the_tests():
    for name in APPS:
        for path in (ROOT / name).rglob("*.py"):
            assert not [imported for imported in imports(path) if imported.split(".")[0] == "tests"], path


def test_only_what_lays_out_imports_weasyprint():
    importers = {
        str(path.relative_to(ROOT))
        for name in APPS
        for path in (ROOT / name).rglob("*.py")
        if any(imported.split(".")[0] == "weasyprint" for imported in imports(path))
    }
    own = {f"core/{name}.py" for name in ("cancelled_floats", "layout", "speed", "spelling", "tags")}
    assert importers == own
