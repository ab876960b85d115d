# Okolica: every command sets up what it needs. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help run watch test bench pictures

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## set up, build the release, load the catalogue and serve on http://127.0.0.1:3000
	@scripts/run

watch: ## the developer's loop: build, serve on http://127.0.0.1:3000, build and reload at every change
	@scripts/watch

test: ## set up what the tests need, run all of them and end with one line of totals
	@scripts/test

bench: ## measure sizes, load, Lighthouse, the timeline and the optimiser; writes docs/benchmarks*.md
	@scripts/bench

pictures: ## a picture of every page at three widths, light and dark, into docs/pictures
	@scripts/pictures
