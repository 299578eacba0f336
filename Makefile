# livevis. Two commands, nothing before them:
#   make demo    sets everything up and plays shows/first-light
#   make test    sets everything up and passes every check
# Both need Python 3.11 or newer, and a network (or pip settings of your own) the first time.

PYTHON ?= python3
VENV   ?= .venv

# torch comes first, because it comes in many builds and pip's default on Linux is the large CUDA one.
# Whatever pip understands may stand here: another version, a build ("torch==2.13.0+cpu"), a wheel's path,
# an index of builds ("torch --index-url …"). README.md says how to choose.
TORCH ?= torch==2.13.0

BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip --disable-pip-version-check --no-input
SCREEN  := $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname -s))

# Checks run beside each other's work: one thread a pool, and a pool that waits without spinning.
CALM := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 OMP_WAIT_POLICY=PASSIVE

# More arguments for pytest: make test PYTEST="-k words -x"
PYTEST ?=

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test slow bench wheel clean

help:
	@echo "make demo    set up and play shows/first-light (a window with a screen, else a film in out/)"
	@echo "make test    set up and run every check"
	@echo "make slow    the tests that take long or want PortAudio"
	@echo "make bench   latency of every stage, headless, into out/bench.json"
	@echo "make wheel   build dist/livevis-*.whl, which plays the demo wherever it is installed"
	@echo "make clean   remove what the others made (the takes in out/ stay)"
	@echo "             PYTHON=$(PYTHON)  TORCH=$(TORCH)  VENV=$(VENV)"

demo: $(VENV)/.plays
	$(BIN)/livevis rehearse shows/first-light $(if $(SCREEN),,--headless) --out out/first-light

test: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(CALM) $(BIN)/python -m pytest $(PYTEST)

slow: $(VENV)/.tests
	$(CALM) $(BIN)/python -m pytest -m slow $(PYTEST)

bench: $(VENV)/.plays
	@mkdir -p out
	$(BIN)/livevis bench shows/first-light --json out/bench.json

wheel: $(VENV)/.plays
	$(PIP) wheel --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) build dist livevis.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find livevis tests shows -name __pycache__ -type d -prune -exec rm -rf {} +

# -- setting up: each step leaves a stamp, so that the second run installs nothing ------------------

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "livevis needs Python 3.11 or newer, and '$(PYTHON)' is not here."; \
	  echo "Install it, or name yours: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "livevis needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
	  echo "Install a newer one and name it: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make virtual environments: its venv module is missing."; \
	  echo "On Debian or Ubuntu: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.torch: | $(VENV)/.made
	@echo "Setting up, step 1 of 2: $(TORCH) (the largest part; a few minutes)"
	$(PIP) install $(TORCH)
	@touch $@

$(VENV)/.plays: pyproject.toml $(VENV)/.torch
	@echo "Setting up, step 2 of 2: livevis and what it stands on"
	$(PIP) install --editable .
	@touch $@

$(VENV)/.tests: pyproject.toml $(VENV)/.torch
	@echo "Setting up, step 2 of 2: livevis, what it stands on, and what checks it"
	$(PIP) install --editable '.[test]'
	@touch $@ $(VENV)/.plays
