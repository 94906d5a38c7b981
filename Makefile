# make demo: the whole way on the sample articles.  make test: the tests.  Both set up their own environment.
PYTHON ?= $(shell command -v python3.13 || command -v python3.12 || command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: demo test lint bench clean
demo: $(STAMP)
	$(BIN)/claims build data/articles --to demo-out --name demo

test: $(STAMP)
	$(BIN)/python -m pytest -n auto tests
	$(BIN)/python -m pytest --nbmake --nbmake-timeout=300 notebooks

lint: $(STAMP)
	$(BIN)/ruff check claims tests
	$(BIN)/mypy

bench: $(STAMP)
	$(BIN)/python benchmarks/linear.py
	$(BIN)/python benchmarks/speed.py

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

clean:
	rm -rf $(VENV) demo-out dist build .pytest_cache .mypy_cache .ruff_cache
