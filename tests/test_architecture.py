"""The order of the apps, as pyproject.toml declares it: import-linter holds imports to it (`make lint`); these hold
foreign keys and templates to the same lines. What the type checker reads has hints to check."""

import ast
import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]
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


def test_templates_have_no_long_lines():
    paths = list((ROOT / "templates").rglob("*.html"))
    lines = {path: path.read_text(encoding="utf-8").splitlines() for path in paths}
    long = [f"{path}:{number}" for path in paths for number, line in enumerate(lines[path], 1) if len(line) > 120]
    assert len(paths) > 50
    assert long == []


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
    assert len(patches) == 5
    assert importers == {"core/pdf/layout.py", *patches}


def public_functions(nodes):
    for node in nodes:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_functions(node.body)
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not extends(node):
            yield node


def extends(function):
    """Whether it is a method that goes on with that of its base, which says what it takes and gives."""
    attributes = (ast.unparse(node) for node in ast.walk(function) if isinstance(node, ast.Attribute))
    return f"super().{function.name}" in attributes


def lacks_hints(function):
    given = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
    return not function.returns or any(not one.annotation for one in given if one.arg not in ("self", "cls"))


def test_public_functions_have_hints():
    lacking, seen = [], 0
    for pattern in PROJECT["tool"]["mypy"]["files"]:
        found = [path for place in ROOT.glob(pattern) for path in ([place] if place.is_file() else place.rglob("*.py"))]
        for path in (path for path in found if "migrations" not in path.parts):
            functions = [*public_functions(ast.parse(path.read_text(encoding="utf-8")).body)]
            seen += len(functions)
            lacking += [f"{path.relative_to(ROOT)}: {function.name}" for function in functions if lacks_hints(function)]
    assert lacking == []
    assert seen > 550
