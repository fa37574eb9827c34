# Each line is a command a person could type. `make lab` opens the lessons, `make test` proves them.
PYTHON ?= python3
PY := .venv/bin/python
PINS := binder/requirements.txt
# uv where it is on the PATH, else pip; both read the same pins
UV := $(shell command -v uv 2>/dev/null)
INSTALL := $(if $(UV),$(UV) pip install --quiet --python $(PY),$(PY) -m pip install --quiet --disable-pip-version-check)

.PHONY: help lab test check paper clean
# what is installed knows its folder by name: after a move it is installed anew
ifneq ($(wildcard .venv/.made),)
ifneq ($(shell cat .venv/.made),$(shell pwd -P))
$(shell rm -rf .venv)
endif
endif

help:
	@echo "make lab    open JupyterLab on the first lesson"
	@echo "make test   look whether every lesson runs here as it should"
	@echo "make check  look for mistakes in the tables"
	@echo "make paper  write the lessons as sheets to print, into paper/"

lab: .venv/.lab
	$(PY) -m sidebyside.cli lab

# Nobody's answers may be read or written by a test.
test: .venv/.test check
	SIDEBYSIDE_JOURNAL="$(CURDIR)/.venv/journal" $(PY) -m pytest

check: .venv/.lab
	$(PY) -m sidebyside.cli check

paper: .venv/.lab
	$(PY) -m sidebyside.cli paper

clean:
	rm -rf .venv .jupyter .pytest_cache

.venv/.made:
	$(if $(UV),$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv,$(PYTHON) -m venv .venv)
	@pwd -P > $@

.venv/.lab: .venv/.made $(PINS) pyproject.toml
	@echo "Installing what the lessons need; the first time this takes a minute."
	$(INSTALL) -r $(PINS)
	$(INSTALL) --no-deps -e .
	touch $@

.venv/.test: .venv/.lab
	$(INSTALL) -c $(PINS) pytest nbval
	touch $@
