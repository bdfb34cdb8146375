# Convoca's commands. Python 3.11+ with venv and make are all that they need.
PYTHON ?= python3
PY = .venv/bin/python
UV = .venv/bin/uv
COMPILE = $(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-header

.DEFAULT_GOAL = help
.PHONY: help run test check format matrix bench messages requirements prepare-run prepare-dev

help: ## Say what make can do
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name what; do \
		printf '  make %-13s %s\n' "$$name" "$$what"; done

run: prepare-run ## Start Convoca with its demo on http://localhost:8000 (PORT=…)
	@exec $(PY) -m tools.start

test: prepare-dev ## Run all tests, or those of T=tests/jobs
	@exec $(PY) -m tools.testing $(T)

check: prepare-dev ## Lint, types, layers, templates, catalogues, migrations, front end
	@exec $(PY) -m tools.checking

format: prepare-dev ## Bring Python and templates into their form
	@$(PY) -m ruff check --fix -q .
	@$(PY) -m ruff format -q .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} +

matrix: prepare-dev ## Write tests/matrix.txt: who may do what, read in the diff
	@exec $(PY) -m pytest -q tests/test_matrix.py --write-matrix

bench: prepare-dev ## Measure (FULL=1: everything); writes bench/results.json
	@exec $(PY) -m bench $(if $(FULL),--full)

messages: prepare-dev ## Collect new texts into locale/
	@exec $(PY) -m tools.messages

requirements: prepare-dev ## Compile requirements/*.in with hashes (UP=1: newer ones)
	@for name in uv node run dev; do \
		$(COMPILE) $(if $(UP),--upgrade) requirements/$$name.in -o requirements/$$name.txt || exit 1; done

prepare-run:
	@$(PYTHON) -m tools.prepare run

prepare-dev:
	@$(PYTHON) -m tools.prepare dev
