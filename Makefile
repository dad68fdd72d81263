# Every job of the project by one word; `make` alone lists the words.
.DEFAULT_GOAL := help
.PHONY: help demo venv test bench check lint types settings format messages

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

# The environment is made once, and again when a requirement changes.
SITE := .venv/site-$(shell sha256sum requirements.txt | cut -c1-12)
DEV := .venv/dev-$(shell cat requirements.txt requirements-dev.txt | sha256sum | cut -c1-12)

PYTEST = $(BIN)/python -m pytest -q -n auto $(ARGS)

# djhtml cannot follow an element whose name is a variable.
INDENTED = $(shell grep -rL --include='*.html' '<{{' templates)
TEMPLATES = $(shell find templates -name '*.html')

# Modules that promise types: verbs, permissions, reads, and what is pure.
PROMISING = services permissions querysets queries queues timelines sections phases deadlines scoring spreadsheet \
  reading records cell_checks list_checks columns markup heat hot_words attachments categories pagination plain_text \
  refusals cache workdays
TYPED = $(shell find hall home portal units -path '*/services/*.py' $(PROMISING:%=-o -name '%.py'))

help: ## List these words
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed."; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "On Debian: apt install python3-venv"; rm -rf .venv; exit 1; }

$(SITE): | .venv/bin/python
	@echo "Installing what the site runs on …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --retries 5 -r requirements.txt
	@rm -f .venv/site-*; touch $@

$(DEV): $(SITE)
	@echo "Installing what the tests and checks need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --retries 5 -r requirements-dev.txt
	@rm -f .venv/dev-*; touch $@

# The development server is what a demo needs: it ends with Ctrl-C, and serves files with ranges. Without DEBUG it shows
# our own pages for what is not there; static files are then served by --insecure only. Beside it runs the clock, which
# releases posts at their hour; the two end together.
demo: export BASE_URL := http://127.0.0.1:$(PORT)
demo: export DJANGO_RUNSERVER_HIDE_WARNING := true
demo: $(SITE) ## Serve a believable city on http://127.0.0.1:8000 (PORT for another)
	@$(BIN)/python -c 'import socket, sys; sys.exit(not socket.socket().connect_ex(("127.0.0.1", $(PORT))))' \
	  || { echo "Port $(PORT) is in use. Take another one: PORT=8001 make demo"; exit 1; }
	@echo "正在准备数据库 … Preparing the database …"
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_demo
	@export DEBUG=0; \
	$(BIN)/python manage.py keep_time & clock=$$!; \
	$(BIN)/python manage.py runserver --noreload --insecure 127.0.0.1:$(PORT) & server=$$!; \
	trap 'kill $$clock $$server 2>/dev/null; wait' EXIT; trap 'exit 0' INT TERM; wait $$server

venv: $(DEV) ## Make the environment for developing

test: $(DEV) ## Run the tests on SQLite, and on PostgreSQL too when TEST_DATABASE_URL names one (ARGS for pytest)
	@failed=; \
	echo "Tests on SQLite"; env -u TEST_DATABASE_URL $(PYTEST) || failed=1; \
	if [ "$$TEST_DATABASE_URL" ]; then echo "Tests on PostgreSQL"; $(PYTEST) || failed=1; fi; \
	[ -z "$$failed" ]

bench: $(DEV) ## Measure page costs at 1,000 and 100,000 posts, and application servers (needs PostgreSQL and wrk)
	$(BIN)/python -m tests.benchmarks.flatness
	$(BIN)/python -m tests.benchmarks.servers

check: lint types settings ## Everything but the tests: style, types, settings, migrations

lint: $(DEV) ## Check the style of code and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
	$(BIN)/djhtml --check --tabwidth 2 $(INDENTED)

format: $(DEV) ## Write code and templates in the style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-$(BIN)/djade --target-version 5.2 $(TEMPLATES)
	-$(BIN)/djhtml --tabwidth 2 $(INDENTED)

messages: $(DEV) ## Bring new strings into the Chinese catalogue, and compile it
	$(BIN)/python manage.py makemessages --locale zh_Hans --no-location --no-obsolete --no-wrap \
	  --ignore 'tests/*' --ignore 'var/*' --ignore '.venv/*'
	$(BIN)/python manage.py compilemessages --ignore '.venv/*'

types: $(DEV) ## Check the types of the modules that promise them
	$(BIN)/mypy $(TYPED)

settings: $(DEV) ## Check settings of development and production, and that no migration is missing
	$(BIN)/python manage.py check
	$(BIN)/python manage.py makemigrations --check --dry-run
	env SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
	  ALLOWED_HOSTS=hall.example BASE_URL=https://hall.example DJANGO_SETTINGS_MODULE=portal.settings.production \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING
