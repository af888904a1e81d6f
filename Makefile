# Two commands do everything: `make run` and `make test`. Each sets up what it needs and does not do it twice.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
KG     := $(BIN)/kg
SHELL  := /bin/sh
# Two at a time: each starts a Neo4j or two where there is Java and Maven.
PYTEST ?= -n 2
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

# What make quick runs: each stage on its own, building the lexicon, stores without a server, and the rules of the house.
QUICK  := tests/pipeline/sources tests/pipeline/ground tests/pipeline/nlp tests/pipeline/relate tests/lexicon \
  tests/ontologies tests/stores tests/test_architecture.py tests/dataset/test_belief.py tests/dataset/test_edges.py tests/test_ids.py
QUICKLY := not slow and not neo4j and not java and not browser and not lexicon and not corpus

.DEFAULT_GOAL := help

help:          ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

run: lexicon   ## set up, build the lexicon, run the worked example and print its answer
	$(KG) run pipelines/mtor-hcc.toml
	@echo "kg: to look at it in a browser: $(KG) serve --open" >&2

test: $(VENV)/.dev lexicon   ## set up and run the tests
	$(BIN)/python -m pytest $(PYTEST)

quick: $(VENV)/.dev   ## a part of the tests, in less than a minute: what it leaves out is in CONTRIBUTING.md
	$(BIN)/python -m pytest $(PYTEST) -m "$(QUICKLY)" $(QUICK)

lexicon: $(VENV)/.run   ## download the pinned sources and build the lexicon, once
	$(KG) ontologies build

lint: $(VENV)/.dev   ## ruff and mypy --strict, and the generated pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python docs/generate.py --check

fix: $(VENV)/.dev   ## format the code and write the generated pages
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python docs/generate.py

bench: $(VENV)/.dev lexicon   ## measure speed and memory beside the peers, in one run
	$(BIN)/python -m bench

mutants: $(VENV)/.dev   ## put small faults into the code that counts evidence, and list those that no test sees
	$(BIN)/python -m bench.mutants

evaluate: $(VENV)/.dev lexicon   ## measure on gold data beside published figures (needs KG_SHARED; WRITE=--write keeps the tables)
	$(BIN)/python -m bench.quality $(WRITE)

site: $(VENV)/.docs   ## build the documentation as a site, into build/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "kg: build/site/index.html opens from the disk"

wheel:         ## build sdist and wheel into dist, install the wheel in a new environment and run the worked example from it
	.ci/wheel

lock: $(VENV)/.dev   ## write constraints.txt anew: the newest versions that fit, once the tests have passed with them
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade --upgrade-strategy eager -e '.[train,frames,docs,dev]'
	$(BIN)/python .ci/lock.py > constraints.txt

clean:         ## remove the environment and what was built here (the cache of downloads stays)
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache

$(VENV)/.run: pyproject.toml constraints.txt
	@test -d $(VENV) || { echo "kg: creating the environment in $(VENV)"; $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "kg: Python 3.11 or later is needed; set PYTHON=python3.12, after rm -rf $(VENV)"; exit 1; }
	@echo "kg: installing the packages (about a minute)"
	$(PIP) -e .
	@$(BIN)/python -c 'import scispacy' 2>/dev/null || $(PIP) --no-deps scispacy==0.6.2   # Python 3.13: docs/install.md
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@echo "kg: installing what the tests need"
	$(PIP) -e '.[dev]'
	@touch $@

$(VENV)/.docs: $(VENV)/.run
	@echo "kg: installing what builds the site"
	$(PIP) -e '.[docs]'
	@touch $@

.PHONY: help run test quick lexicon lint fix bench mutants evaluate site wheel lock clean
