# The coverage gates: yes or no.
GATES ?= yes

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup run test lint types mutate bench proof lock clean

help: ## Show what can be made.
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

setup: $(STAMP) ## Make .venv with everything in it.

# `--no-build-isolation` takes the build backend from the lock, so nothing unhashed is fetched.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed. Try: make setup PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: setup ## Start a demonstration on http://127.0.0.1:8080.
	$(BIN)/medmakker demo --clock-speed 1

test: setup ## Check everything: style, types, imports, shape, behaviour, coverage.
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal --cov --cov-report=
	$(BIN)/coverage report --include='dialogs/*' $(if $(filter yes,$(GATES)),--fail-under=100)
	$(BIN)/coverage report --include='bot/*,storage/*' $(if $(filter yes,$(GATES)),--fail-under=90)

lint: setup ## Check style and who imports whom.
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: setup ## Check types.
	$(BIN)/mypy

mutate: setup ## Break the rules of the meeting on purpose; at least 85 % must be noticed.
	rm -rf mutants
	$(BIN)/mutmut run
	$(BIN)/mutmut results
	$(BIN)/mutmut export-cicd-stats
	@$(BIN)/python -c "import json; s = json.load(open('mutants/mutmut-cicd-stats.json')); \
		noticed = (s['killed'] + s['timeout']) / s['total']; \
		print(f'{noticed:.1%} of', s['total'], 'changes noticed'); raise SystemExit(noticed < 0.85)"

bench: setup ## Measure a durable turn beside a bare echo, a backup, a crowd, the register, and reminders.
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.backups
	$(BIN)/python -m tests.bench.crowd
	$(BIN)/python -m tests.bench.register
	$(BIN)/python -m tests.bench.slack
	$(BIN)/python -m tests.bench.reminders
	$(BIN)/python -m tests.bench.teams

proof: setup ## Play every script on every channel and both databases, through hardships; then what takes long.
	$(BIN)/python -m tests.proof

# The locks hold for Python 3.11 and newer on Linux and macOS, and name no registry. The second is what a server needs.
lock: ## Work out requirements.lock and deploy/requirements.lock anew.
	tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && $(PYTHON) -m venv "$$tools" && \
	"$$tools/bin/pip" install --quiet --disable-pip-version-check uv && \
	"$$tools/bin/uv" pip compile --quiet --universal --python-version 3.11 --extra dev --upgrade --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml --output-file requirements.lock && \
	"$$tools/bin/uv" pip compile --quiet --universal --python-version 3.11 --extra build --upgrade --generate-hashes \
		--constraint requirements.lock \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml \
		--output-file deploy/requirements.lock

clean: ## Remove everything that was made.
	rm -rf $(VENV) mutants build dist htmlcov *.egg-info .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find bot dialogs storage tests -name __pycache__ -prune -exec rm -rf {} +
