# Everything stands beside this file and is named by a relative path, so a checkout's path may hold spaces.
# Recipes quote nothing but what a user gives: PORTAL, ARGS, PYTHON.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip -qq --no-input --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup crawl bench test test-long faults test-replay test-scrapyd lint format lock wheel clean FORCE

# A virtual environment holds absolute paths: one that was copied or moved along with its checkout is built anew.
ifneq "$(shell cat $(READY) 2>/dev/null)" "$(CURDIR)"
$(READY): FORCE
endif

help:
	@echo 'make setup              build .venv from locks/development.txt; does nothing where nothing changed'
	@echo 'make crawl              crawl the two sample portals on this machine into data-samples/, search once'
	@echo 'make crawl PORTAL="a b" crawl these portals into data/'
	@echo 'make test               the tests; ARGS="-k dates" chooses'
	@echo 'make test-long          those that crawl again and again: kills, limits, signals, traps; two minutes more'
	@echo 'make faults             kill, fill the disk, flip bytes: hundreds of times each, about fifteen minutes'
	@echo 'make test-replay        captures in pywb, WACZ files before the wacz library; installs both first'
	@echo 'make test-scrapyd       the checkout deployed to a scrapyd; installs that first'
	@echo 'make bench              what can be measured; ARGS="speed --articles 600" measures it'
	@echo 'make lint               ruff, mypy --strict, import-linter'
	@echo 'make format             let ruff format and mend what it safely can'
	@echo 'make lock               pin again after a change of pyproject.toml; UPGRADE=1 takes newer versions'
	@echo 'make wheel              build the wheel into dist/'
	@echo 'make clean              remove .venv, dist/ and caches; data/ stays'

setup: $(READY)
	@:

$(READY): locks/development.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo 'setup: govnews needs Python 3.11 or newer, and $(PYTHON) is not; name another: make setup PYTHON=python3.12' >&2; exit 1; }
	@if test -f $(READY) && ! test "$$(cat $(READY))" = "$$(pwd -P)"; then rm -rf $(VENV); fi
	@$(BIN)/python -c 'import pip' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@echo 'setup: installing the packages of locks/development.txt; about a minute the first time' >&2
	@$(PIP) install --require-hashes --only-binary :all: -r locks/development.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@echo "$$(pwd -P)" > $(READY)

crawl: setup
ifdef PORTAL
	@$(BIN)/govnews crawl $(PORTAL)
else
	@$(BIN)/python -m samples crawl
endif

bench: setup
	@$(BIN)/python -m bench $(or $(ARGS),--help)

faults: setup
	@GOVNEWS_FAULTS=long $(BIN)/python -m pytest tests/faults $(ARGS)

# In the order of the folders: those that crawl come first, and many short tests fill the gaps at the end.
test: setup
	@$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder -m 'not long' --ignore tests/replay --ignore tests/scrapyd $(ARGS)

test-long: setup
	@$(BIN)/python -m pytest -n 3 --dist load -m long --ignore tests/replay --ignore tests/scrapyd $(ARGS)

# Other programs of the field, each in an environment of its own: pywb would break Brotli for Scrapy.
.venv-%/.ready: locks/%.txt
	@$(PYTHON) -m venv --clear .venv-$*
	@.venv-$*/bin/python -m pip -qq --no-input --disable-pip-version-check install --require-hashes -r $<
	@touch $@

test-replay: setup .venv-pywb/.ready .venv-wacz/.ready
	@$(BIN)/python -m pytest tests/replay $(ARGS)

test-scrapyd: setup .venv-scrapyd/.ready
	@$(BIN)/python -m pytest tests/scrapyd $(ARGS)

lint: setup
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports --no-logo

format: setup
	@$(BIN)/ruff check --quiet --fix-only
	@$(BIN)/ruff format --quiet

lock: setup
	@$(LOCK) pyproject.toml -o locks/runtime.txt
	@$(LOCK) pyproject.toml --group dev -o locks/development.txt
	@printf 'pywb\nsetuptools<81\n' | $(LOCK) - -o locks/pywb.txt
	@printf 'wacz\nsetuptools<81\n' | $(LOCK) - -o locks/wacz.txt
	@printf 'scrapyd\nscrapyd-client\nsetuptools<81\n' | $(LOCK) pyproject.toml - -o locks/scrapyd.txt
	@printf 'goose3\nlxml_html_clean\n' | $(LOCK) - -o locks/bench-goose3.txt
	@echo news-please | $(LOCK) - -o locks/bench-news-please.txt
	@printf 'newspaper4k\nlxml_html_clean\n' | $(LOCK) - -o locks/bench-newspaper4k.txt
	@printf 'readability-lxml\nlxml_html_clean\n' | $(LOCK) - -o locks/bench-readability-lxml.txt

wheel: setup
	@$(BIN)/python -m hatchling build --target wheel

clean:
	@rm -rf $(VENV) .venv-* dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
