# make demo: the whole way on the sample articles.  make test: the tests.  make bench: the benchmarks, into benchmarks/RESULTS.md.  Each sets up its own environment.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
# the first that runs: a name on the PATH may be a shim of a version manager that only says no
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do $$p -c '$(NEW_ENOUGH)' >/dev/null 2>&1 && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
BASE := $(VENV)/.base
READY := $(VENV)/.ready
PIP := $(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: demo test lint bench clean
demo: $(BASE)
	$(BIN)/claims build data/articles --to demo-out --name demo

test: $(READY)
	$(BIN)/python -m pytest -n auto tests
	$(BIN)/python -m pytest --nbmake --nbmake-timeout=300 notebooks

lint: $(READY)
	$(BIN)/ruff check claims tests benchmarks
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python benchmarks/linear.py --write
	$(BIN)/python benchmarks/speed.py --write
	$(BIN)/python benchmarks/publishing.py --write
	$(BIN)/python benchmarks/validation.py --write

$(BASE): pyproject.toml constraints.txt
	@[ -n "$(PYTHON)" ] && $(PYTHON) -c '$(NEW_ENOUGH)' || { echo "Python 3.11 or newer is needed; say make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Setting up $(VENV): a minute or two, the first time only."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) -e .
	@touch $@

$(READY): $(BASE)
	@echo "Adding what the tests need: another minute or two, the first time only."
	@$(PIP) -e '.[test]'
	@touch $@

clean:
	rm -rf $(VENV) benchmarks/.venv-peers demo-out demo-out.refused.jsonl dist build .pytest_cache .mypy_cache .ruff_cache screenshots
