# The commands stand in tasks.py; on a machine without make: python tasks.py <target>
# Arguments: make site ARGS="--as-of 2026-12-01"
PYTHON ?= python3
TARGETS := site test serve check bench lock clean

.PHONY: help $(TARGETS)
.DEFAULT_GOAL := help

help:
	@echo "make site    build the site into site/"
	@echo "make test    run the tests, with a browser"
	@echo "make serve   build the site, show it on this computer, follow changes"
	@echo "make check   check format, code, types, workflows and the registry"
	@echo "make bench   run the benchmarks"
	@echo "make lock    make the lock files again"
	@echo "make clean   delete what was made (.venv stays)"
	@echo 'Arguments:   make site ARGS="--as-of 2026-12-01"'

$(TARGETS):
	@$(PYTHON) tasks.py $@ $(ARGS)
