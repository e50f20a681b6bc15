# The two commands: `make demo` and `make test`. `make help` lists the rest.

# Outside the checkout and shared, so that dependencies are compiled once.
export CARGO_TARGET_DIR ?= $(HOME)/.cache/fulcrum/target
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD = 1
FULCRUM = $(CARGO_TARGET_DIR)/debug/fulcrum

.PHONY: help demo test build web setup setup-test fmt-check clippy rust-test doc web-check browser \
	unchanged bench bench-interviewer bench-lever bench-list bench-room screenshots sandbox-conformance test-security simulate

help: ## Lists the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 21

demo: build ## Builds everything and shows it on this machine; Ctrl-C ends it
	@exec $(FULCRUM) demo

build: web ## Builds the pages and the program
	cargo build --locked -p server

web: setup web/node_modules/.installed ## Builds the pages
	cd web && npm run build

web/node_modules/.installed: web/package-lock.json
	cd web && npm ci
	touch $@

setup: ## Installs or names what building needs
	@scripts/setup build

setup-test: ## Installs or names what the tests need
	@scripts/setup test

test: setup-test fmt-check web clippy rust-test doc web-check browser unchanged ## Runs every check
	@echo "every check passed"

fmt-check: ## Formatting
	cargo fmt --all --check

clippy: web ## Lints, warnings are errors
	cargo clippy --locked --workspace --all-targets -- -D warnings

rust-test: web setup-test ## Rust tests, on SQLite and on a PostgreSQL started for them
	cargo test --locked --workspace

doc: web ## Documentation, warnings are errors
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps

web-check: web ## Pages: generated types, types, lints, unit tests
	cd web && npm run generate && npm run typecheck && npm run lint && npm test

browser: build setup-test ## A story and the guide in headless Chromium, from connecting to the report
	cd web && FULCRUM_BIN=$(FULCRUM) npm run browser

simulate: ## Runs the rules through worlds where everything goes wrong; more with SEEDS=n, one with SEED=n
	cargo test --locked -p actors simulation -- --nocapture

screenshots: build setup-test ## The browser test, and keeps its pictures for the documents
	cd web && SCREENSHOTS=1 FULCRUM_BIN=$(FULCRUM) npm run browser

unchanged: web-check ## Generated files are as committed
	git diff --exit-code -- schema.graphql web/src/gql Cargo.lock web/package-lock.json

bench: web setup-test ## What it costs: the durable core; 200 candidates, memory, PDFs a second
	cargo build --locked --release -p server
	cargo bench --locked -p reports --bench report --no-run
	taskset -c 0 cargo bench --locked -p reports --bench report
	cargo bench --locked -p tests --bench durable
	$(if $(JOBS),,node bench/run.mjs $(CARGO_TARGET_DIR)/release/fulcrum)

bench-interviewer: ## What plans and scores are worth, offline unless a model is set; other data with DATA=folder
	cargo bench --locked -p interviewer --bench interviewer -- $(if $(DATA),--data $(DATA))

bench-room: web setup-test ## How fast answers are kept: 500 candidates at once
	cargo build --locked --release -p server
	JOBS=room cargo bench --locked -p tests --bench durable

bench-list: web setup-test ## How fast lists are with 100,000 interviews, beside PostgreSQL alone
	cargo build --locked --release -p server
	JOBS=list cargo bench --locked -p tests --bench durable

bench-lever: web ## How well Lever's allowance is used; nine minutes, less with WRITEBACKS=200
	cargo bench --locked -p tests --bench lever

sandbox-conformance: build ## Proves the sandbox by programs of others; needs the network
	python3 -B sandbox/conformance/run.py $(FULCRUM) $(CARGO_TARGET_DIR)/conformance

test-security: build ## Has programs of others look for faults of the server; needs the network
	python3 -B tests/outside/run.py $(FULCRUM) $(CARGO_TARGET_DIR)/outside $(ONLY)
