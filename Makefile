# The commands of the project. Each installs what it lacks, after saying what and why; the work is in .ci/.

.DEFAULT_GOAL := help
.PHONY: help run test fuzz bench compare build dev page fmt lint deny check-toolchain

help: ## lists the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | awk -F '\t' '{printf "make %-16s %s\n", $$1, $$2}'

run: ## builds Lianban and starts it with the demo organisation, on loopback
	@.ci/run_demo.sh

test: ## runs all tests: unit, property, API, browser
	@.ci/test.sh

fuzz: ## searches for inputs that break the language: SECONDS_EACH=60 for each target
	@.ci/fuzz.sh

bench: ## measures the kernel, the store, HTTP and the page
	@.ci/bench.sh

compare: ## compares FEEL with another implementation on random expressions
	@.ci/compare.sh

build: ## builds the release: one binary, target/release/lianban
	@.ci/build.sh

dev: ## runs Lianban, and builds and reloads it when a file changes
	@.ci/dev.sh

page: ## builds the page's files alone
	@.ci/page.sh

fmt: ## formats the code
	@.ci/fmt.sh

lint: ## checks formatting, lints, dependencies and texts
	@.ci/lint.sh

deny: ## checks the dependencies' licences, bans and sources
	@.ci/deny.sh

check-toolchain: ## builds and checks with the other of the two toolchains
	@.ci/check_toolchain.sh
