# The two commands: `make serve` and `make test`. Needs Python 3.11+ and make, nothing else.

PYTHON ?= python3
PORT   ?= 8000
VENV   := .venv
BIN    := $(VENV)/bin

# What is imported is compiled once, not by each of the processes that tests start.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: serve test build validate lint format bench clean

serve: build
	$(BIN)/izmiras serve --port $(PORT)

build: $(VENV)/.installed
	$(BIN)/izmiras build

validate: $(VENV)/.installed
	$(BIN)/izmiras validate

test: lint
	$(BIN)/pytest -n 2

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed-bench
	$(BIN)/izmiras build
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) var frontend/node_modules graph_service/pages/static/dist

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)

# Installing builds the scripts and styles of the pages too (hatch_build.py).
FRONTEND := hatch_build.py $(wildcard frontend/*.mjs frontend/*.json frontend/src/* frontend/src/*/*)

$(VENV)/.installed: pyproject.toml $(FRONTEND) $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

$(VENV)/.installed-bench: pyproject.toml $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,bench]'
	touch $@
