# Two commands do everything: `make run` and `make test`. Both need only Python 3.11, git and make.
PORT ?= 8000
DRAW ?= 500
SEED ?= 1
UV = $(shell command -v uv || echo PYTHONPATH=.tools python3 -m uv)
STEAMIE = $(UV) run --no-sync steamie

# Python keeps what it has compiled, wherever that was turned off: a run of the tests starts some eighty processes.
export PYTHONDONTWRITEBYTECODE =

.PHONY: run test check crawl mutants wheel clean

run: .tools/ready ## the site and the desk, with a demonstration year
	$(UV) sync --quiet --frozen --no-dev --extra audio --extra fonts
	STEAMIE_DATA=$${STEAMIE_DATA:-var/demonstration} PORT=$(PORT) $(STEAMIE) demo

test: .tools/ready ## everything the tests need, then all of them; four at a time, for those that drive a browser mostly wait
	$(UV) sync --quiet --frozen
	$(UV) run --no-sync python tools/browser.py
	$(UV) run --no-sync pytest -n 4 --dist loadgroup

check: .tools/ready ## lint, types, import contracts
	$(UV) sync --quiet --frozen
	$(UV) run --no-sync ruff check
	$(UV) run --no-sync ruff format --check
	$(UV) run --no-sync djhtml --check --tabwidth 2 src
	$(UV) run --no-sync mypy
	$(UV) run --no-sync lint-imports

crawl: .tools/ready ## everybody is asked every address, where `make test` asks one of those who are to get the same answer
	$(UV) sync --quiet --frozen
	STEAMIE_TEST_PROFILE=thorough $(UV) run --no-sync pytest -n 2 tests/house/test_who_may.py tests/house/test_absent_and_forbidden.py

mutants: .tools/ready ## whether a test notices small wrong changes; DRAW=100 for fewer, SEED=2 for others
	$(UV) sync --quiet --frozen --group mutants
	$(UV) run --no-sync python tools/mutants.py --draw $(DRAW) --seed $(SEED)

wheel: .tools/ready ## what pip installs, into dist
	$(UV) build --quiet --wheel --out-dir dist

clean: ## back to a fresh clone
	rm -rf .venv .tools var dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

# uv, from PATH if there is one, otherwise into .tools
.tools/ready:
	command -v uv >/dev/null || python3 -m pip install --quiet --target .tools uv
	mkdir -p .tools && touch $@
