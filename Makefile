# Everything a person runs. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help run chat train staff test web lint clean bench-rules bench-turns bench-nlu bench-wechat bench-scale bench-chat audit sbom backup restore bench-fuzz bench-soak
.DELETE_ON_ERROR:

PYTHON := .venv/bin/python
LOCKED := pyproject.toml uv.lock .python-version scripts/bootstrap.sh

help: ## Lists these targets
	@echo '问策 (Wence)'
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 16

run: .venv/.run ## Installs what is missing, trains when needed, serves on http://127.0.0.1:5005
	@$(PYTHON) -m bot

chat: .venv/.run ## Talks with the assistant in this terminal
	@$(PYTHON) -m bot chat

train: .venv/.run ## Trains the model when what it is trained from has changed
	@$(PYTHON) -m bot train

staff: .venv/.run ## Creates an account for the staff console
	@$(PYTHON) -m bot staff

test: .venv/.dev ## Installs the tools for development and runs all tests
	@$(PYTHON) -m pytest

web: .venv/.run ## Builds the pages anew into bot/web/dist (needs Node.js 18 or later)
	@$(PYTHON) -m bot openapi > bot/web/openapi.json.new && mv bot/web/openapi.json.new bot/web/openapi.json
	cd bot/web && npm ci --no-audit --no-fund && npm run build

lint: .venv/.dev ## Checks style and types
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy --strict rules

backup: .venv/.run ## Backs all data up into a new file while the service runs: make backup FILE=wence.zip
	@test -n "$(FILE)" || { echo '请写明文件：make backup FILE=wence.zip' >&2; exit 1; }
	@$(PYTHON) -m bot backup "$(FILE)"

restore: .venv/.run ## Puts a backup back while the service is stopped: make restore FILE=wence.zip (FORCE=1 replaces data)
	@test -n "$(FILE)" || { echo '请写明文件：make restore FILE=wence.zip' >&2; exit 1; }
	@$(PYTHON) -m bot restore "$(FILE)" $(if $(FORCE),--force)

audit: .venv/.run ## Looks up known advisories on what is installed (needs api.osv.dev and registry.npmjs.org, and npm)
	@$(PYTHON) scripts/audit.py

sbom: .venv/.run ## Writes what the service consists of into var/sbom, as CycloneDX (needs npm)
	@$(PYTHON) scripts/sbom.py

bench-rules: .venv/.dev ## Times the rules beside OpenFisca and zen-engine
	@$$(command -v uv || echo .uv/bin/uv) run --project bench/peers --frozen --python $(PYTHON) python bench/rules.py

bench-turns: .venv/.run ## Counts the questions a screening takes, by worth and in fixed order
	@$(PYTHON) bench/turns.py

bench-nlu: .venv/.run ## Measures what is understood, beside stock Rasa (trains for hours when the examples have changed) and the nearest example
	@$(PYTHON) bench/nlu.py

bench-wechat: .venv/.dev ## Sends hostile requests to the official account's address, and times a turn there and on the web
	@$(PYTHON) -m bot train
	@$(PYTHON) bench/wechat.py

bench-chat: .venv/.dev ## Times a message, start, memory and training beside stock Rasa (trains it for ten minutes and more at the first run)
	@$(PYTHON) bench/chat.py

bench-fuzz: .venv/.dev ## Tries 200,000 and more odd inputs on the readers, the chat API and WeChat's parsers
	@$$(command -v uv || echo .uv/bin/uv) sync --quiet --frozen --inexact --group fuzz
	@$(PYTHON) -m bot train
	@$(PYTHON) bench/fuzz.py

bench-soak: .venv/.dev ## Half an hour at half of what the service can bear: errors, times, and whether memory is flat
	@$(PYTHON) -m bot train
	@$(PYTHON) bench/soak.py

bench-scale: .venv/.run ## Measures what becomes dearer with 1 to 1,000 packs (up to an hour and 1 GB of disk)
	@$(PYTHON) -m bot train
	@$(PYTHON) bench/scale.py

clean: ## Removes what was installed and trained; conversations in var/ stay
	rm -rf .venv .uv models .rasa bot/web/node_modules bench/*/.venv bench/stock/models bench/stock/.rasa .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/.run: $(LOCKED)
	@scripts/bootstrap.sh
	@touch $@

.venv/.dev: $(LOCKED)
	@scripts/bootstrap.sh --dev
	@touch $@ .venv/.run
