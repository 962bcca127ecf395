.DEFAULT_GOAL := help
.PHONY: help demo test check lock templates pictures offline-bundle clean ready-runtime ready-test ready-pictures

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ready-runtime ## the sample department: its workbooks, validated and consolidated
	.venv/bin/xladdin demo

test: check ## every check and every test, those in LibreOffice too
	.venv/bin/pytest --numprocesses auto --dist worksteal

check: ready-test ## ruff, formatting, types
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

lock: ## the newest versions pyproject.toml allows, into the lock files
	@bash scripts/lock.sh

templates: ready-runtime ## build workbook_templates/ anew from the form
	.venv/bin/python -m xladdin.workbook.templates

pictures: ready-pictures ## take the pictures in docs/pictures/ anew
	.venv/bin/python scripts/make_pictures.py

offline-bundle: ready-runtime ## dist/xladdin-offline-win64.zip, for Windows PCs without internet
	.venv/bin/python scripts/offline_bundle.py

clean: ## remove what can be made again
	rm -rf .venv dist xladdin-demo .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

ready-runtime ready-test ready-pictures: ready-%:
	@bash scripts/setup.sh $*
