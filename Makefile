# Each line is a command a person could type. `make lab` opens the lessons, `make test` proves them.
PYTHON ?= python3
PY := .venv/bin/python
PINS := binder/requirements.txt
# uv where it is on the PATH, else pip; both read the same pins
UV := $(shell command -v uv 2>/dev/null)
INSTALL := $(if $(UV),$(UV) pip install --quiet --python $(PY),$(PY) -m pip install --quiet --disable-pip-version-check)

.PHONY: help lab test bench check notebooks paper data-readme style pins clean pictures
# what is installed knows its folder by name: after a move it is installed anew
ifneq ($(wildcard .venv/.made),)
ifneq ($(shell cat .venv/.made),$(shell pwd -P))
$(shell rm -rf .venv)
endif
endif

help:
	@echo "make lab        open JupyterLab on the first lesson"
	@echo "make test       run every test"
	@echo "make bench      measure quotations (TEXTS=folder of texts), and the desk beside a stock control (needs Chromium)"
	@echo "make check      look for mistakes in the tables (TEXTS=folder of texts, to prove locators)"
	@echo "make notebooks  run the notebooks again and store their outputs"
	@echo "make paper      write the lessons as sheets to print, and the notebooks as pages, into paper/"
	@echo "make data-readme  write anew what is made from tables: data/README.md, pages in docs/, the list of lessons in README.md"
	@echo "make style      check and format the code"
	@echo "make pins       write $(PINS) anew (needs uv)"
	@echo "make pictures   take the pictures of the README again (needs Chromium)"
	@echo "make clean      remove what make lab and make test installed; answers stay"

lab: .venv/.lab
	$(PY) -m sidebyside.cli lab

test: .venv/.test
	PYTHONWARNDEFAULTENCODING=1 $(PY) -m pytest -n logical --maxprocesses 6 --dist loadfile --no-loadscope-reorder

bench: .venv/.test
	$(PY) bench/quotes.py $(TEXTS)
	$(PY) bench/run.py

check: .venv/.lab
	$(PY) -m sidebyside.cli check $(if $(TEXTS),--texts $(TEXTS))

notebooks: .venv/.test
	$(PY) -m sidebyside.cli notebooks

paper: .venv/.lab
	$(PY) -m sidebyside.cli paper
	$(PY) -m sidebyside.cli copies

data-readme: .venv/.lab
	$(PY) -m sidebyside.cli pages

style: .venv/.test
	$(PY) -m ruff format .
	$(PY) -m ruff check .

pins:
	uv pip compile pyproject.toml --extra course --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --quiet --upgrade --output-file $(PINS)

clean:
	rm -rf .venv .jupyter build dist .pytest_cache .ruff_cache

.venv/.made:
	$(if $(UV),$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv,$(PYTHON) -m venv .venv)
	@pwd -P > $@

.venv/.lab: .venv/.made $(PINS) pyproject.toml
	@echo "Installing what the lessons need; the first time this takes a minute."
	$(INSTALL) -r $(PINS)
	$(INSTALL) --no-deps -e .
	touch $@

.venv/.test: .venv/.lab
	@echo "Installing what the tests need."
	$(INSTALL) -c $(PINS) -e ".[test]"
	touch $@

# The pictures of the README, taken from the real lesson, and those of a walk through a claim, to be looked at.
pictures: .venv/.test
	SIDEBYSIDE_REQUIRE_BROWSER=1 $(PY) -m pytest -q tests/browser -k "pictures or walk_through"
	cp artefacts/desk-light-1280-read.png docs/desk.png
	cp artefacts/desk-dark-800-judge.png docs/desk-dark.png
