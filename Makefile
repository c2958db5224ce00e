# Two commands need nothing but Python 3.10 or newer: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV_READY := $(VENV)/.dev-ready

.PHONY: demo test test-quick system-packages check check-all lint types imports spelling docs man site screencast docs-check \
        audit wheel-check lowest pythons coverage walkthrough bench clean

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(READY): setup.cfg pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(DEV_READY): setup.cfg pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(READY)

demo: $(READY)  ## a batch of a few requests on the embedded emulator, from upload to results
	@$(BIN)/psopenai demo

system-packages:  ## shells, a Secret Service and a terminal for the tests (apt, where it may)
	@sh tests/system_packages.sh

test: $(DEV_READY) system-packages  ## all tests, with what they need from the system
	$(BIN)/python -m pytest -n 2

test-quick: $(DEV_READY)  ## the tests without those marked slow
	$(BIN)/python -m pytest -n 2 -m "not slow and not faults"

.PHONY: faults fuzz
faults: $(DEV_READY)  ## every cell of the fault matrix; writes the table in Docs/Reliability.md
	$(BIN)/python -m tests.faults

SECONDS ?= 60
fuzz: $(DEV_READY)  ## damaged input for every reader: SECONDS=60 for each, with atheris where it is installed
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)
	if $(BIN)/python -c 'import atheris' 2>/dev/null; then $(BIN)/python -m tests.fuzz --coverage --seconds $(SECONDS); fi

lint: $(DEV_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV_READY)
	$(BIN)/mypy

imports: $(DEV_READY)  ## which package may import which
	$(BIN)/lint-imports

spelling: $(DEV_READY)  ## spelling mistakes in code and texts
	$(BIN)/codespell

docs: $(READY)  ## write Docs/ anew from the declarations
	$(BIN)/python -m psopenai_py.frontends.docs Docs

man: docs  ## the manual's pages, in Docs/man; `make docs` writes them with the others

audit: $(DEV_READY)  ## known faults of the packages that psopenai needs
	$(BIN)/python tests/audit.py

site: docs  ## Docs/ as a website that needs no network, in build/site
	@test -x $(BIN)/zensical || $(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[site]'
	$(BIN)/zensical build --strict --clean
	@echo "open build/site/index.html"

screencast: $(DEV_READY)  ## the moving picture of the README, from a real terminal
	$(BIN)/python -m tests.guides.screencast Docs/images/screencast.svg

docs-check: $(READY)  ## Docs/ is what the declarations say
	$(BIN)/python -m psopenai_py.frontends.docs --check Docs

wheel-check: $(DEV_READY)  ## the wheel, built twice, and used in an empty environment of each Python at hand
	$(BIN)/python -m tests.wheel

lowest: $(DEV_READY) system-packages  ## the quick tests with the lowest versions allowed, on the oldest Python at hand
	$(BIN)/python -m tests.versions --lowest

pythons: $(DEV_READY) system-packages  ## the quick tests on each Python at hand
	$(BIN)/python -m tests.versions

coverage: $(DEV_READY) system-packages  ## how much of the code the quick tests run, programs that they start included
	$(BIN)/python -m pytest -n 2 -m "not slow and not faults" --cov --cov-report=term:skip-covered

walkthrough: $(DEV_READY)  ## the long way through a batch of 120,000 requests
	$(BIN)/python -m benchmarks.walkthrough

check: lint types imports spelling docs-check audit test

check-all: check wheel-check lowest pythons coverage site faults fuzz walkthrough  ## before a release: an hour or two

bench: $(READY)  ## speed and memory, beside curl's and other tools'
	$(BIN)/python -m benchmarks.peers
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) .bench build dist *.egg-info
