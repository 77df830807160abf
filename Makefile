# Ngoại Vụ. `make` alone prints this help.
.DEFAULT_GOAL := help
SHELL := bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := libs services demo tests benchmarks docs
export PYTHONPATH := libs:services:.

.PHONY: help setup run images cluster cluster-down cluster-test browser screenshots kafka test test-kafka check fix bench atlas contracts lock

help: ## print this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(VENV)/.installed ## install what the project needs into .venv
$(VENV)/.installed: requirements/dev.txt requirements/fonts.txt requirements/assets.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements/fonts.txt -r requirements/assets.txt
	@touch $@

run: setup ## the whole system on this machine (DEMO=0: without demo data)
	@DEMO=$(DEMO) $(BIN)/python -m local

images: setup ## the six container images, on a machine without Docker (buildah, podman)
	@$(BIN)/python -m local.images

cluster: setup ## a real Kubernetes with province and ministry installed (root; docs/operations/cluster.md)
	@$(BIN)/python -m local.cluster up

cluster-down: setup ## end the cluster, and put the machine back as it was
	@$(BIN)/python -m local.cluster down

cluster-test: setup ## walk it: install, test, upgrade under load, break, mend; writes docs/cluster-test.md
	@$(BIN)/python -m local.cluster test

kafka: setup ## a real Apache Kafka on this machine (Java 17, Maven)
	@$(BIN)/python -m local.kafka

browser: ## Chromium for the tests of the console (Debian; with root)
	@command -v chromium >/dev/null || { apt-get -qq update && apt-get -qq install -y chromium fonts-noto-core; } >/dev/null \
	  || echo "no Chromium: the browser tests are left out (apt-get install -y chromium)"

test: setup browser ## everything that can be tested on one machine
	$(BIN)/pytest $(T)

test-kafka: setup ## the suites that need a broker, on a real Apache Kafka
	$(BIN)/python -m local.kafka --for -- $(BIN)/pytest -m "kafka or journey" $(T)

check: setup ## format, lint, types, import law; writes nothing
	$(BIN)/ruff format --check --quiet $(SOURCES)
	$(BIN)/ruff check --quiet $(SOURCES)
	$(BIN)/mypy --no-error-summary libs services demo tests
	$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache

fix: setup ## format and mend what lint can mend
	$(BIN)/ruff check --fix --quiet $(SOURCES)
	$(BIN)/ruff format --quiet $(SOURCES)

bench: setup ## every measure beside its baseline, in the same run
	@for f in benchmarks/bench_*.py; do echo "== $$f"; $(BIN)/python $$f || exit 1; done

screenshots: setup ## pictures of every page of the running demo (OUT=folder)
	@PYTHONPATH=$(PYTHONPATH):tests $(BIN)/python -m tests.console.screenshots $(or $(OUT),screenshots)

atlas: setup ## write docs/atlas and docs/traceability.md from the dossier types
	$(BIN)/python docs/generate.py atlas

contracts: setup ## write contracts/ (OpenAPI, AsyncAPI, event schemas)
	$(BIN)/python docs/generate.py contracts

.PHONY: fixtures
fixtures: setup ## write a stored record of each new revision (tests/fixtures/stored)
	PYTHONPATH=$(PYTHONPATH):tests:docs $(BIN)/python -m support.stored

lock: setup ## pin requirements with hashes (no addresses)
	$(BIN)/python -m pip install --quiet uv
	@for f in runtime local dev; do $(LOCK) requirements/$$f.in -o requirements/$$f.txt || exit 1; done
	@for f in gateway service; do $(LOCK) --constraint requirements/runtime.txt $(UNNEEDED) \
	  requirements/$$f.in -o requirements/$$f.txt || exit 1; done
LOCK = $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11
# What libraries ask for and images do without: Litestar makes examples with these two, and only then.
UNNEEDED = --no-emit-package faker --no-emit-package polyfactory
