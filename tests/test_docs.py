"""What the docs promise: whoever reads only README.md, .env.example and docs/operations.md misses nothing."""

import re
import subprocess
import sys

import pytest
import yaml
from django.conf import settings

from mmn import __version__

ROOT = settings.BASE_DIR
DOCS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def test_every_make_target_stands_in_the_readme():
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.M)
    assert {"start", "test"} <= set(targets)
    assert [t for t in targets if f"`make {t}" not in (ROOT / "README.md").read_text()] == []


def test_every_make_target_explains_itself():
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.M)[1].split()
    assert phony == re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.M)


def test_every_management_command_stands_in_the_readme():
    commands = {path.stem for path in ROOT.glob("*/management/commands/[a-z]*.py")}
    assert {"load", "load_demo", "new_network", "annual_report", "prepare", "first_administrator"} <= commands
    assert [c for c in sorted(commands) if f"`{c}" not in (ROOT / "README.md").read_text()] == []


def test_version_is_told_and_is_the_newest_of_the_changelog():
    shown = subprocess.run(
        [sys.executable, "manage.py", "version"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    versions = re.findall(r"^## ([\d.]+)$", (ROOT / "CHANGELOG.md").read_text(), re.M)
    assert shown.stdout.split() == [__version__] == versions[:1]


@pytest.mark.parametrize("doc", [".env.example", "docs/operations.md"])
def test_every_setting_of_the_environment_is_explained(doc):
    names = set(re.findall(r"""\benv[.\w]*\(\s*"([A-Z_]+)""", (ROOT / "mmn/settings.py").read_text()))
    assert {"SECRET_KEY", "DATABASE_URL"} <= names
    named = set(re.findall(r"\b[A-Z][A-Z_]+\b", (ROOT / doc).read_text()))
    assert names - named == set()


@pytest.mark.parametrize("doc", DOCS, ids=lambda path: path.name)
def test_every_link_and_picture_of_the_docs_is_there(doc):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", doc.read_text())
    assert [link for link in links if not (doc.parent / link).exists()] == []


def test_workflow_runs_what_every_machine_runs():
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())
    job = workflow["jobs"]["run"]
    assert job["steps"][-1] == {"run": ".ci/run"}
    assert "postgres" in job["services"] and "@postgres:" in job["env"]["POSTGRES_URL"]
    assert "POSTGRES_URL" in (ROOT / ".ci/run").read_text()


def test_containers_run_site_and_worker_without_rights():
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    assert set(services) == {"web", "worker", "database"}
    limits = {"read_only": True, "cap_drop": ["ALL"], "security_opt": ["no-new-privileges:true"]}
    assert [name for name, service in services.items() if {key: service.get(key) for key in limits} != limits] == []
    assert {services[name]["image"] for name in ("web", "worker")} == {"mmn"}
    users = re.findall(r"^USER (\w+)$", (ROOT / "Containerfile").read_text(), re.M)
    assert users[-1:] == ["mmn"] and services["database"]["user"] == "postgres"
    assert ".env" in (ROOT / ".dockerignore").read_text().split()


def test_hooks_ask_no_other_host():
    (repository,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    hooks = {hook["id"]: hook for hook in repository["hooks"]}
    assert repository["repo"] == "local" and set(hooks) == {"ruff", "ruff-format", "djlint", "migrations"}
    assert {hook["language"] for hook in hooks.values()} == {"system"}
    assert [name for name, hook in hooks.items() if ".venv/bin/python " not in hook["entry"]] == []


def test_third_party_names_every_font_and_its_licence():
    notices = (ROOT / "THIRD-PARTY.md").read_text()
    named = tuple(re.findall(r"`([a-z-]+-)\*`", notices))
    fonts = {path.name.removeprefix("autonym-") for path in (ROOT / "static/fonts").rglob("*.[tw]*f*")}
    assert len(fonts) > 20
    assert [font for font in fonts if not font.startswith(named)] == []
    licences = {path.name for path in (ROOT / "static/fonts").glob("*.txt")}
    assert licences == set(re.findall(r"\]\(static/fonts/([^)]+)\)", notices))


def test_decisions_are_numbered_in_order():
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", (ROOT / "docs/decisions.md").read_text(), re.M)]
    assert len(numbers) > 100
    assert numbers == [*range(1, len(numbers) + 1)]
