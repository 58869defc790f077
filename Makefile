# Everything that is run here, by hand and in CI. `make demo` and `make test` need Python 3.11 and nothing else.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint update requirements bench bench-many bench-drift bench-validators clean
.DELETE_ON_ERROR:

# pip inside a new environment first, then uv from there, since it is much faster at the rest.
.venv/ready: requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/uv.txt
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.txt requirements/uv.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

demo: .venv/ready  ## The main job from end to end, without network or key
	$(BIN)/modelmint demo

test: lint  ## The whole test suite
	$(BIN)/pytest --numprocesses auto

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

update: .venv/ready  ## Take what is generated now as the goldens; read their diff
	$(BIN)/pytest tests --update

requirements: .venv/ready  ## Pin the newest versions
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-header --python-version 3.11 --output-file requirements/dev.txt requirements/dev.in
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-header --python-version 3.11 --output-file requirements/uv.txt requirements/uv.in
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-header --python-version 3.11 --output-file bench/requirements.txt bench/requirements.in

bench: .venv/ready  ## How long we take, beside others: bench/RESULTS.md
	$(BIN)/python -m compileall -q generator
	$(BIN)/python bench/run.py

bench-many: .venv/ready  ## How long a thousand models take: bench/MANY.md
	$(BIN)/python -m compileall -q generator
	$(BIN)/python bench/many.py $(COUNT)

bench-drift: .venv/ready  ## Our answers on changes of schemas, and how long they take, beside others: bench/DRIFT.md
	$(BIN)/python bench/drift.py

bench-validators: .venv/ready  ## How fast requests are checked, beside others: bench/VALIDATORS.md
	$(BIN)/python bench/validators.py

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
