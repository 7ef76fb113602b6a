# `make check` before every commit. The environment is that of scripts/test.sh, unless PYTHON says.
PYTHON ?= .venv/bin/python

.PHONY: check docs samples accept missing mutants

check:    ## style, types and all tests
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -m mypy tests docs benchmarks
	$(PYTHON) -m pytest -q -n auto --maxprocesses 4

docs:     ## docs/rules.md, plan.md and parameters.md, written anew from schemas/
	$(PYTHON) docs/generate.py

samples:  ## what the tool says of every sample and makes of it, written anew; read the diff
	KANTO_ACCEPT=1 $(PYTHON) -m pytest -q tests/test_samples.py

accept:   ## the outputs that tests expect, written anew; read the diff
	KANTO_ACCEPT=1 $(PYTHON) -m pytest -q

missing:  ## figures of the law that nobody re-read for half a year
	$(PYTHON) -m kanto_docs rules --stale 180

mutants:  ## comparisons in rules/ changed one by one; a surviving one is a missing example (extra: mutation)
	$(PYTHON) -m tests.mutation.comparisons
