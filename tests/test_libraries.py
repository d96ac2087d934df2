"""The libraries: asked for in pyproject.toml, pinned with hashes in the lists that install, and free to be used."""

import re
import sys
import tomllib
from functools import cache
from importlib.metadata import distribution, distributions

import pytest
from django.conf import settings

from tests.test_architecture import APPS, imports

pytestmark = pytest.mark.slow

ROOT = settings.BASE_DIR
LISTS = {name: (ROOT / name).read_text() for name in ("requirements.txt", "requirements-dev.txt", "bin/tools.txt")}
PINS = {name: dict(re.findall(r"^([a-z0-9-]+)==([\w.]+) \\$", text, re.M)) for name, text in LISTS.items()}
PROGRAMS = {"djlint"}  # bin/lint runs it; nothing imports it, and it is no part of what is handed on
GPL = re.compile(r"\bA?GPL|(?<!Lesser )General Public License", re.I)


def direct():
    """What pyproject.toml asks for, by the list that it is pinned in."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    asked = zip(LISTS, (project["project"]["dependencies"], groups["dev"], groups["tools"]), strict=True)
    return {name: {re.match(r"[\w-]+", line)[0] for line in lines} for name, lines in asked}


@cache
def imported():
    """The distributions that our own code imports."""
    paths = [path for name in [*APPS, "tests", "bin"] for path in (ROOT / name).rglob("*.py")]
    modules = {name.split(".")[0] for path in paths for name in imports(path)}
    tops = {found.name.lower().replace("_", "-"): {file.parts[0] for file in found.files} for found in distributions()}
    providers = {top.split(".")[0]: name for name, files in tops.items() for top in files}
    return {providers[module] for module in modules - {*APPS, "tests", *sys.stdlib_module_names}}


def licences(name):
    """The licences of a distribution among which one may choose, as its metadata or else its own file says."""
    metadata = distribution(name).metadata
    if metadata["License-Expression"]:
        return metadata["License-Expression"].split(" OR ")
    classified = [line for line in metadata.get_all("Classifier", []) if line.startswith("License ::")]
    files = [file.read_text() for file in distribution(name).files if re.search(r"LICEN[CS]E", file.name)]
    return classified or [metadata["License"] or files[0]]


@pytest.mark.parametrize("name", LISTS)
def test_list_pins_every_library_with_hashes(name):
    entries = re.split(r"^(?=\S)", re.sub(r"^ *#.*\n", "", LISTS[name], flags=re.M), flags=re.M)[1:]
    assert len(entries) == len(PINS[name]) > 20
    pinned = r"[a-z0-9-]+==[\w.]+( \\\n    --hash=sha256:[0-9a-f]{64})+\n"
    assert [entry for entry in entries if not re.fullmatch(pinned, entry)] == []


def test_list_names_no_index():
    assert [name for name, text in LISTS.items() if re.search(r"://|^-", text, re.M)] == []


def test_list_holds_what_is_asked_for():
    assert {name: asked - set(PINS[name]) for name, asked in direct().items()} == {name: set() for name in LISTS}


def test_list_of_builders_agrees_with_that_of_the_site():
    site, builders = PINS["requirements.txt"], PINS["requirements-dev.txt"]
    assert {name: builders[name] for name in builders.keys() & site} == {
        name: site[name] for name in builders.keys() & site
    }


def test_import_is_asked_for():
    asked = direct()
    found = imported()
    assert {"django", "weasyprint", "pytest"} <= found
    assert found - asked["requirements.txt"] - asked["requirements-dev.txt"] == set()


def test_licence_of_no_library_is_the_gpl():
    pinned = PINS["requirements.txt"].keys() | PINS["requirements-dev.txt"]
    assert {name for name in pinned if all(map(GPL.search, licences(name)))} == PROGRAMS
    assert PROGRAMS & (imported() | PINS["requirements.txt"].keys()) == set()


@pytest.mark.parametrize(
    ("words", "is_gpl"),
    [
        ("GPL-3.0-or-later", True),
        ("License :: OSI Approved :: GNU Affero General Public License v3", True),
        ("GNU GENERAL PUBLIC LICENSE\nVersion 3", True),
        ("LGPL-2.1-only", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MIT", False),
    ],
)
def test_licence_words_are_read(words, is_gpl):
    assert bool(GPL.search(words)) == is_gpl
