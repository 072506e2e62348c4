# One word for each task. Each is a few lines that anyone may also type.

PYTHON ?= python3
PORT ?= 8000

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --strip-extras --allow-unsafe \
	--generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))

.PHONY: help run test check fix bench semantic lock
.DELETE_ON_ERROR:

help:
	@echo "make run     get everything ready, show one pathway here, then serve at http://localhost:$(PORT) (PORT=…)"
	@echo "make test    every test on SQLite, the quick ones first, then on PostgreSQL what depends on the database"
	@echo "make check   format, lint, types, migrations, packs, translations"
	@echo "make fix     format, and mend what the linter can mend"
	@echo "make bench   measure Pathfinder beside its peers on this machine"
	@echo "make semantic: install the encoder that understands what people write of their skills"
	@echo "make lock    choose the newest allowed versions of all dependencies and write them down"

run: .venv/.installed $(CATALOGUES)
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_packs
	$(MANAGE) collectstatic --noinput --verbosity 0
	$(BIN)/pathfinder guide examples/amina.yaml --on 2018-09-15
	@exec $(BIN)/pathfinder serve --port $(PORT)

# Each run has several processes that read all tests: they keep what Python makes of them, outside the source folders.
test: export PYTHONDONTWRITEBYTECODE :=
test: export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/bytecode
test: .venv/.installed-bench $(CATALOGUES)
	.ci/apt-install chromium=chromium node=nodejs pg_ctl=postgresql
	$(BIN)/pytest
	tests/postgres.sh $(BIN)/pytest -m "database and not one_database"

check: .venv/.installed-test $(CATALOGUES)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MANAGE) check
	$(MANAGE) makemigrations --check --dry-run
	$(BIN)/pathfinder check packs/??
	$(BIN)/pytest -n 0 tests/house/test_translations.py

fix: .venv/.installed-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/.installed-bench .venv/.installed-semantic $(CATALOGUES)
	$(BIN)/python -m bench.run

semantic: .venv/.installed-semantic

lock: .venv/.installed-test
	$(COMPILE) --upgrade -o requirements.txt pyproject.toml
	$(COMPILE) --upgrade --extra semantic -c requirements.txt -o requirements-semantic.txt pyproject.toml
	$(COMPILE) --upgrade --extra test -c requirements.txt -o requirements-test.txt pyproject.toml
	$(COMPILE) --upgrade --extra test --extra bench -c requirements-test.txt -c requirements-semantic.txt \
		-o requirements-bench.txt pyproject.toml

# The environment is made once, and again when the lock changes. (Setuptools warns that an editable installation can be
# edited; nobody needs to hear that.)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Pathfinder needs Python 3.11 or newer. Name one: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/apt-install ensurepip=python3-venv
	$(PYTHON) -m venv .venv

.venv/.installed: requirements.txt pyproject.toml | .venv/bin/python
	$(INSTALL) -r requirements.txt
	PYTHONWARNINGS=ignore $(INSTALL) --no-deps --editable .
	@touch $@

.venv/.installed-semantic: requirements-semantic.txt .venv/.installed
	$(INSTALL) -r requirements-semantic.txt
	@touch $@

.venv/.installed-test: requirements-test.txt .venv/.installed
	$(INSTALL) -r requirements-test.txt
	@touch $@

.venv/.installed-bench: requirements-bench.txt .venv/.installed-test
	$(INSTALL) -r requirements-bench.txt
	@touch $@

%.mo: %.po | .venv/.installed
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
