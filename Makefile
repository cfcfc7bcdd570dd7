# Everything Onrecord does around its code. Python 3.11 or later and make are all that is taken for granted; the rest
# comes from PyPI into .venv. `make help` lists the goals.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
# The first of these that runs and is new enough; PYTHON=... on the command line overrules it.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# Data and scorers for development, where there are any; measures are skipped without them.
export ONRECORD_SHARED ?= $(abspath ../shared)

.PHONY: help setup demo test check crash score bench clean

help: ## list the goals
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "Onrecord needs Python 3.11 or later; none was found. Name one: make PYTHON=/path/to/python3" >&2; exit 1; fi
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Setting up $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Adding what tests and checks need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $@

setup: $(VENV)/.installed-dev ## set up .venv with all that developing needs

demo: $(VENV)/.installed ## set up, read the example reports, follow a story and show what changed
	@ONRECORD=$(BIN)/onrecord examples/demo.sh

test: $(VENV)/.installed-dev ## set up and run the tests
	@$(BIN)/python -m pytest

check: $(VENV)/.installed-dev ## lint, format, types, documentation
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_docs.py tests/test_words.py tests/test_arrows.py

crash: $(VENV)/.installed-dev ## break off adding a thousand times, by killing it and by stopping the server
	@$(BIN)/python -m tests.record.crashing --rounds 1000

score: $(VENV)/.installed-dev ## how good it is, against the floors of benchmarks/floors.toml
	@$(BIN)/python -m benchmarks.score

bench: $(VENV)/.installed-dev ## how fast it is and how much memory it takes
	@$(BIN)/python -m benchmarks.speed

clean: ## remove .venv and caches
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist out
