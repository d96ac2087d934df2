# `make` alone lists what there is: each target explains itself after its two hashes.
.DEFAULT_GOAL := help
.PHONY: help start test quick browser lint format bench words lock deps clean
PY := .venv/bin/python
# Without its .pyc files each process that a test starts would compile all modules anew, and pytest rewrite all tests.
unexport PYTHONDONTWRITEBYTECODE

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

start: ## Install what is missing and run the site on http://127.0.0.1:8000 (PORT=8001 for another port)
	@bin/start

test: ## Run the tests, on SQLite or on DATABASE_URL (ARGS="-k seat" for some of them)
	@bin/setup dev
	@$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

quick: ## Run the tests that need neither database nor a process of their own, in half a minute
	@bin/setup dev
	@$(PY) -m pytest -m "not slow and not browser" -n 2 --dist loadfile $(ARGS)

browser: ## Run the tests that open the site in Chromium
	@bin/setup browser
	@$(PY) -m pytest -m browser -n 2 $(ARGS)

lint: ## Check style, types, templates, migrations and the production settings
	@bin/setup dev
	@bin/lint

format: ## Put the Python files in ruff's form
	@bin/setup dev
	@$(PY) -m ruff check --fix-only --quiet . && $(PY) -m ruff format .

bench: ## Measure what printing the report costs, as ratios
	@bin/setup dev
	@$(PY) -m tests.bench

words: ## Gather all words that are marked for translation and compile what is translated
	@bin/setup dev
	@$(PY) bin/make_words

lock: ## Work out requirements*.txt from pyproject.toml (ARGS="--upgrade-package django" for a newer one)
	@bin/deps lock $(ARGS)

deps: ## Tell which libraries are outdated, and which are known to be weak
	@bin/setup dev
	@bin/deps

clean: ## Remove the libraries and caches; the records in var/ and the secrets in .env stay
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
