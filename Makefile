# Everything a newcomer or a maintainer does by name. `make help` lists it.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run demo test test-elsewhen mutants check format screenshots readme schema bench lock clean

# ARGS is handed on: make run ARGS=--plain, make test ARGS="-k streak".
ARGS =
VENV := .venv
BIN := $(VENV)/bin
# A thousand programs are started: none of them should have to compile what the one before has.
PYTEST = PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --maxprocesses 4
CHECKED = $(foreach folder,tui tests benchmarks scripts,$(if $(wildcard $(folder)/*.py),$(folder)))

# A stamp is newer than its lock when .venv holds what the lock says; it names this folder's place,
# so that a moved or copied folder is set up again.
PLACE := $(shell pwd -P | cksum | cut -d ' ' -f 1)
RUN_READY := $(VENV)/.run-$(PLACE)
DEV_READY := $(VENV)/.dev-$(PLACE)

help: ## list what make can do
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | while IFS='	' read -r name what; do \
		printf '  make %-15s%s\n' "$$name" "$$what"; done

run: $(RUN_READY) ## set up what is missing and open Rapport
	@$(BIN)/rapport $(ARGS)

demo: $(RUN_READY) ## look round in a throw-away book
	@$(BIN)/rapport --demo $(ARGS)

test: $(DEV_READY) ## set up what is missing and run the tests
	@$(PYTEST) $(ARGS)

test-elsewhen: ## run the tests in another year, zone, language and folder, as another user (SIDES=all: in three)
	@ARGS='$(ARGS)' sh scripts/elsewhen/run.sh

mutants: $(DEV_READY) ## change one thing at a time, and name what no test near it notices (ARGS="tui/store/changes/due.py --count 40")
	@$(BIN)/python -m scripts.mutants $(ARGS)

check: $(DEV_READY) ## format, lint, types, import contracts, spelling, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m mypy $(CHECKED)
	$(BIN)/lint-imports
	$(BIN)/codespell .
	$(PYTEST) $(ARGS)

format: $(DEV_READY) ## put the code in the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

screenshots: $(DEV_READY) ## draw screenshots/ from the demo book
	$(BIN)/python -m scripts.screenshots $(ARGS)

readme: $(DEV_READY) ## put the table of the live keys into the README
	$(BIN)/python -m scripts.readme_keys

schema: $(DEV_READY) ## write the JSON Schemas of a backup and of the configuration, and docs/schema.md, again
	@$(BIN)/python -m scripts.published_schemas
	@$(BIN)/python -m scripts.schema_docs

bench: $(DEV_READY) ## measure, as ratios against a bare Textual app
	$(BIN)/python -m benchmarks.run $(ARGS)

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command 'make lock' $(ARGS) pyproject.toml --group build

lock: $(DEV_READY) ## write both lock files again (ARGS=--upgrade for newer versions)
	test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv
	$(LOCK) --output-file requirements.lock
	$(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## remove .venv and everything else that was made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN_READY): requirements.lock pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh requirements.lock
	@touch $@

$(DEV_READY): requirements-dev.lock pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh requirements-dev.lock
	@touch $@ $(RUN_READY)
