# Everything from nothing: each target makes what it needs. See README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
SCRIPTS := tests/js/*.test.js tests/js/sync/*.test.js
WORKERS ?= 2
THREADS ?= 8
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run demo test fast slow browser check bench words lock clean

run: .stamps/run
	@HOST=$(HOST) PORT=$(PORT) WORKERS=$(WORKERS) THREADS=$(THREADS) BIN=$(BIN) sh deploy/run.sh

demo: .stamps/run
	@$(BIN)/flask db upgrade
	@$(BIN)/flask demo

test: .stamps/dev .stamps/node .stamps/browser check fast slow
	@$(MAKE) --no-print-directory browser

fast: .stamps/dev .stamps/node
	$(BIN)/pytest -n 2 -m "not slow"
	node --test $(SCRIPTS)

slow: .stamps/dev
	HYPOTHESIS_PROFILE=many $(BIN)/pytest -n 2 -m "slow or hypothesis"
	@sh tests/on_postgresql.sh $(BIN)

browser: .stamps/dev .stamps/browser
	$(BIN)/pytest -c e2e/pytest.ini -n 2 --dist worksteal e2e

check: .stamps/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet

bench: .stamps/dev .stamps/browser
	$(BIN)/python -m bench

words: .stamps/dev
	$(BIN)/python tests/catalogues.py write

lock:
	uv pip compile -q pyproject.toml --generate-hashes --no-emit-index-url -o requirements.lock
	uv pip compile -q pyproject.toml --extra dev --generate-hashes --no-emit-index-url -o requirements-dev.lock

clean:
	rm -rf .stamps $(VENV) tests/js/node_modules

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

.stamps/run: requirements.lock | $(BIN)/python
	@[ -f .stamps/dev ] || $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@mkdir -p .stamps && touch $@

.stamps/dev: requirements-dev.lock | $(BIN)/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@mkdir -p .stamps && touch $@

.stamps/node: tests/js/package-lock.json
	@command -v node >/dev/null || sh deploy/debian.sh nodejs npm
	npm ci --silent --no-audit --no-fund --prefix tests/js
	@mkdir -p .stamps && touch $@

.stamps/browser:
	@sh deploy/debian.sh fonts-wqy-zenhei
	@sh deploy/debian.sh chromium-headless-shell || sh deploy/debian.sh chromium
	@mkdir -p .stamps && touch $@
