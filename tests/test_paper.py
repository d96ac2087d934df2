"""What the papers promise: whoever reads only README.md, .env.example and docs/operations.md misses nothing."""

import re

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_every_make_target_stands_in_the_readme():
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.M)
    assert {"start", "test"} <= set(targets)
    assert [t for t in targets if f"`make {t}" not in (ROOT / "README.md").read_text()] == []


def test_every_make_target_explains_itself():
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.M)[1].split()
    assert phony == re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.M)


def test_every_management_command_stands_in_the_readme():
    commands = {path.stem for path in ROOT.glob("*/management/commands/[a-z]*.py")}
    assert {"load_demo", "annual_report", "prepare", "first_administrator"} <= commands
    assert [c for c in sorted(commands) if f"`{c}" not in (ROOT / "README.md").read_text()] == []


@pytest.mark.parametrize("paper", [".env.example", "docs/operations.md"])
def test_every_setting_of_the_environment_is_explained(paper):
    names = set(re.findall(r"""\benv[.\w]*\(\s*"([A-Z_]+)""", (ROOT / "mmn/settings.py").read_text()))
    assert {"SECRET_KEY", "DATABASE_URL"} <= names
    named = set(re.findall(r"\b[A-Z][A-Z_]+\b", (ROOT / paper).read_text()))
    assert names - named == set()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_every_link_and_picture_of_the_papers_is_there(paper):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", paper.read_text())
    assert [link for link in links if not (paper.parent / link).exists()] == []


def test_every_library_is_pinned_and_listed_once():
    text = (ROOT / "requirements.txt").read_text() + (ROOT / "requirements-dev.txt").read_text()
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    libraries = [line for line in lines if line and not line.startswith("-r ")]
    assert [line for line in libraries if not re.fullmatch(r"[\w-]+==[\d.]+", line)] == []
    names = [line.split("==")[0].lower() for line in libraries]
    assert len(names) == len(set(names))
