# What one can do here. Needs python3 (3.11 or newer), git and make; everything else is fetched into .venv.

.DEFAULT_GOAL := help
.PHONY: help demo demo-new run test prove bench understanding lint fix types lock tools clean

PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
PY := .venv/bin/python
RUNTIME := .venv/runtime.installed
DEV := .venv/dev.installed
INSTALL := $(PY) -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(PY) -m piptools compile --quiet --generate-hashes --strip-extras \
	--allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

help: $(RUNTIME)  ## this list
	@awk -F ' *:.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUNTIME)  ## a ready-made world in the browser: workers, officers and an admin side by side; no token needed
	@$(PY) -m bot demo

demo-new: $(RUNTIME)  ## the same, started over: forgets what was written in the demo
	@$(PY) -m bot demo --new

run: $(RUNTIME)  ## the real program, as config.yaml says
	@$(PY) -m bot run

test: tools $(DEV)  ## everything that must hold before a change lands: lint, types, tests
	@start=$$(date +%s) && $(MAKE) --no-print-directory lint types \
	&& $(PY) -m pytest -m "not prove" -n 2 --dist loadgroup \
	&& echo "make test took $$(($$(date +%s) - start)) s"

prove: tools $(DEV)  ## the long proofs: kills, load, millions of rows
	@$(PY) -m pytest -m prove

bench: $(DEV)  ## measure, beside other bots, and with large databases
	@$(PY) -m benchmarks.petitions run
	@$(PY) -m benchmarks.sizes

understanding: $(DEV)  ## count anew what the bot learns from our example sentences
	@$(PY) -m handlers.understanding.profile
	@$(PY) -m handlers.understanding.train

lint: $(DEV)  ## layout, common mistakes, who may import whom
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@.venv/bin/lint-imports

types: $(DEV)  ## mypy --strict on the four rooms
	@$(PY) -m mypy

fix: $(DEV)  ## lay out the code and repair what can be repaired without asking
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

lock: $(DEV)  ## write the lock files again after a change in pyproject.toml (with the newest versions: make lock LOCK=--upgrade)
	@$(COMPILE) $(LOCK) --extra dev --extra training --extra bench -o requirements-dev.lock pyproject.toml
	@$(COMPILE) -c requirements-dev.lock -o requirements.lock pyproject.toml
	@rm -rf build *.egg-info

tools:  ## install the Debian packages that the tests need (tests/debian.txt)
	@command -v dpkg >/dev/null || { echo "Not Debian: the tests need what tests/debian.txt names."; exit 0; }; \
	missing=$$(sed 's/#.*//' tests/debian.txt | while read -r name; do \
		[ -z "$$name" ] || dpkg -s "$$name" >/dev/null 2>&1 || printf '%s ' "$$name"; done); \
	[ -n "$$missing" ] || exit 0; \
	install="apt-get install --yes --no-install-recommends $$missing"; \
	if [ "$$(id -u)" = 0 ]; then as=; elif command -v sudo >/dev/null; then as=sudo; else \
		echo "Please run this once as root:  apt-get update && $$install"; exit 1; fi; \
	export DEBIAN_FRONTEND=noninteractive; \
	$$as apt-get update -qq && $$as $$install -qq </dev/null >/dev/null

clean:  ## remove what make built; what the program wrote (data/) stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# .venv follows the locks: it is filled when it is missing or older than they are
$(PY):
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is missing:  sudo apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	|| { echo "Python cannot make environments here:  sudo apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv

$(RUNTIME): requirements.lock | $(PY)
	@echo "Installing what the program needs into .venv ..."
	@$(INSTALL) requirements.lock && touch $@

$(DEV): requirements-dev.lock | $(RUNTIME)
	@echo "Installing what the tests and tools need into .venv ..."
	@$(INSTALL) requirements-dev.lock && touch $@
