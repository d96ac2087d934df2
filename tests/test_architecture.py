"""The order of the apps, as pyproject.toml declares it: import-linter holds imports to it (`make lint`); these hold
foreign keys and templates to the same lines."""

import ast
import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
LAYERS = [layer.split(" | ") for layer in reversed(CONTRACTS[0]["layers"])]
APPS = [name for layer in LAYERS for name in layer]


def position(name):
    return next((number for number, layer in enumerate(LAYERS) if name in layer), None)


def may_use(here, there):
    """Whether an app may know another: itself, or one of an earlier layer; siblings do not know each other."""
    return here == there or position(there) < position(here)


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_foreign_keys_follow_the_order():
    upward, seen = [], 0
    for model in apps.get_models():
        for field in model._meta.get_fields():
            here = model._meta.app_label
            if position(here) is None or not field.is_relation or field.auto_created or not field.related_model:
                continue
            there = field.related_model._meta.app_label
            if position(there) is not None:
                seen += 1
                if not may_use(here, there):
                    upward.append(str(field))
    assert upward == []
    assert seen > 30


def test_templates_follow_the_order():
    upward, seen = [], 0
    for name in APPS:
        hidden = [other for other in APPS if not may_use(name, other)]
        for path in (ROOT / "templates" / name).rglob("*.html"):
            text, seen = path.read_text(encoding="utf-8"), seen + 1
            upward += [f"{path.name} uses {other}/" for other in hidden if f'"{other}/' in text]
    assert upward == []
    assert seen > 30


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
    patches = {str(path.relative_to(ROOT)) for path in (ROOT / "core/pdf/patches").glob("[a-z]*.py")}
    assert len(patches) == 4
    assert importers == {"core/pdf/layout.py", *patches}
