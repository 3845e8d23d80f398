# Every job of a developer; `make help` lists them.
#
# One set of Go flags for each kind of build, here and by hand, so that the build cache serves both:
#   tests and commands   CGO_ENABLED=0, tests with -tags ci (Fyne without a screen)
#   the window           CGO_ENABLED=1 -tags x11,migrated_fynedo (X11 alone: docs/decisions.md, 4)
# Other flags (-trimpath, CGO_CFLAGS) would compile the OpenGL bindings anew, which takes minutes.

headless := CGO_ENABLED=0
window   := CGO_ENABLED=1
# Version stamps need a git that trusts the folder's owner: without this, root cannot build in a user's clone.
export GOFLAGS := $(filter-out -buildvcs%,$(GOFLAGS)) -buildvcs=false

DIST     ?= dist
DATA     ?=
DEMO     ?=
SEEDS    ?= 200000
WORKLOAD ?= ../shared/bench/gen.mjs

demo_dir     := .cache/demo
workload_dir := .cache/workload
windows_test := $(CURDIR)/.cache/windows-test

# Where tests find the built programs.
export PINISI_BIN := $(CURDIR)/bin

.PHONY: help setup run demo test check bench soak windows windows-test windows-bench windows-reproducible build build-window build-commands icons notice clean

help: ## list these jobs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## install what is missing to build and test (apt-get, Go modules)
	@scripts/setup test

run: ## set up, build and open the window; DEMO=1 on demo data, DATA=DIR on other data
	@scripts/setup build
	@$(MAKE) --no-print-directory build-window $(if $(DEMO),$(demo_dir))
	@scripts/screen
	$(PINISI_BIN)/pinisi $(if $(DEMO),--data $(demo_dir)/singapura-1,$(if $(DATA),--data "$(DATA)"))

demo: ## hub and three devices through the real programs: edit apart, join, resolve, compare
	@scripts/setup build
	@$(MAKE) --no-print-directory build-commands
	$(PINISI_BIN)/pinisi-demo

$(demo_dir):
	@$(MAKE) --no-print-directory build-commands
	$(PINISI_BIN)/pinisi-demo --keep $@ || { rm -rf $@; exit 1; }

test: ## set up and run every test
	@scripts/setup test
	@$(MAKE) --no-print-directory build
	$(headless) go test -tags ci -timeout 30m ./...

check: ## gofmt, go vet, staticcheck, import rules
	@scripts/setup build
	@unformatted=$$(find . -name '*.go' -not -path './.*/*' -exec gofmt -l {} +); \
	if [ -n "$$unformatted" ]; then echo "gofmt these:"; echo "$$unformatted"; exit 1; fi
	$(headless) go vet -tags ci ./...
	GOOS=windows $(headless) go vet -tags ci ./...
	$(headless) go tool staticcheck -tags ci ./...
	$(headless) go test -tags ci -run 'Imports|Violations' .

bench: ## benchmarks, each beside the machine's own baseline
	@scripts/setup bench
	@scripts/workload "$(WORKLOAD)" $(workload_dir)
	@$(MAKE) --no-print-directory build
	if [ -f $(workload_dir)/.complete ]; then export PINISI_WORKLOAD=$(CURDIR)/$(workload_dir); fi; \
	$(headless) go test -tags ci -p 1 -run Figures -bench . -benchmem -v -timeout 60m ./...

soak: ## many seeded schedules of the sync simulation; SEEDS=200000
	@scripts/setup build
	PINISI_SEEDS=$(SEEDS) $(headless) go test -tags ci -run Soak -timeout 0 -v ./sync/simtest

windows: ## build installer, MSI, sums and bill of materials for Windows in dist; SIGN_CERT=, SIGN_KEY= sign them
	@scripts/setup windows
	scripts/windows "$(DIST)"

windows-test: ## under Wine: install, type, kill, upgrade, send, update, remove; pictures in .cache/windows-test/pictures
	@scripts/setup windows-test
	@$(MAKE) --no-print-directory windows build-commands
	@mkdir -p $(windows_test)/pictures
	scripts/windows-versions $(windows_test) $(PINISI_BIN)
	PINISI_WINDOWS=$(windows_test) PINISI_DIST=$(abspath $(DIST)) PINISI_PICTURES=$(windows_test)/pictures \
	$(headless) go test -tags ci -run TestWindows -v -count 1 -timeout 30m .

windows-bench: ## under Wine: how long the first window takes, beside a bare window of the toolkit
	@scripts/setup windows-test
	@$(MAKE) --no-print-directory windows
	@mkdir -p $(windows_test)
	PINISI_WINDOWS=$(windows_test) PINISI_DIST=$(abspath $(DIST)) $(headless) go test -tags ci -run FiguresOfStarting -v -count 1 .

windows-reproducible: ## build for Windows twice, in two folders, and compare; COLD=1 with nothing shared
	@scripts/setup windows
	scripts/windows-reproducible

build: build-commands build-window

build-window:
	$(window) go build -tags x11,migrated_fynedo -o bin/pinisi .

build-commands:
	$(headless) go build -o bin/ ./cmd/...

icons: assets/icons/icon.png ## draw the icon's picture from its SVG (needs rsvg-convert)

assets/icons/icon.png: assets/icons/icon.svg
	rsvg-convert -w 512 -h 512 $< -o $@

notice: ## list the licences of what the programs link in NOTICE
	@mkdir -p .cache
	scripts/notice > .cache/NOTICE && mv .cache/NOTICE NOTICE

clean: ## remove what was built and the demo's data; the data of the desktop app is elsewhere and stays
	rm -rf bin dist .cache
