# Siar: everything a newcomer needs is `make demo` and `make test`.
# The first Python that is new enough and really starts (a name on the PATH may be a shim that does not).
FITS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))
PYTHON ?= $(firstword $(foreach v,python3 python3.14 python3.13 python3.12 python3.11,$(shell $(v) -c '$(FITS)' 2>/dev/null && echo $(v))))
VENV := .venv
BIN := $(VENV)/bin
MADE := $(VENV)/.made

.DEFAULT_GOAL := help
.PHONY: help demo test check bench format lock clean

help: ## What there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(MADE): requirements.lock pyproject.toml web/package-lock.json web/build_frontend.py
	@test -n "$(PYTHON)" || { echo "Siar needs Python 3.11 to 3.14 with venv; none was found. Install one, or: make PYTHON=/path/to/python3"; exit 1; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(MADE)

demo: $(MADE) ## Open a sample station and carry an announcement from script to air
	@$(BIN)/siar demo

test: $(MADE) ## Pass every test
	@$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(MADE) ## Formatter, linter, types and the rules of the rooms
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(MADE) ## Measure speed, as ratios in one run
	@$(BIN)/python -m bench

format: $(MADE) ## Format and mend what can be mended
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: $(MADE) ## Lock the dependencies anew
	@$(BIN)/pip install --quiet uv
	@printf 'hatchling\neditables\nnodejs-wheel-binaries\nbabel\n' | $(BIN)/uv pip compile pyproject.toml - --group dev \
	  --all-extras --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -q -o requirements.lock

clean: ## Remove what was made here
	rm -rf $(VENV) web/static/vendor
