# make run      the digest pipeline over seeds/, all set-up included
# make test     every check and test, all set-up included
# make install  the galley binary, which needs no toolchain, under PREFIX
# make bench    the figures of docs/benchmarks.md on this machine
# make eval-extraction DATA=DIR  how well the labelled pages in a folder are read: all, by language, the worst
# make bench-peers DATA=DIR      the same of other readers of web pages, installed from PyPI into build/peers
# make fuzz     a minute of libFuzzer on the reader of definitions; SECONDS=600 for ten, READER=html for that of pages,
#               READER=all for one reader after the other (scripts/fuzz lists them)
# make sanitize every test under the thread sanitizer and under the address sanitizer: an hour
# make torture  what docs/guarantees.md says is proven, in its long form: a quarter of an hour; N=3000 for longer
# make check-stages  what every stage type must hold, memory on 100,000 documents: a minute; N=1000000 for longer
# make docs     the site of all pages of docs/, tutorial and reference of what authors of stages import, in build/site;
#               needs nothing but the toolchain, and for what is generated (make reference) Graphviz
# make reference  what is generated in docs/: stage types, diagnostics, the picture in the README
# make check-api  what would break packages that depend on this one, since BASE (the last tag, or else the last commit)
# make format   puts the format right

#
# PARSER=libxml2 reads web pages by libxml2 instead of MyHTML: docs/pages.md has what differs.

PREFIX ?= /usr/local
PARSER ?= $(or $(GALLEY_PAGE_PARSER),myhtml)
export GALLEY_PAGE_PARSER := $(PARSER)
BUILD = swift build -c release --static-swift-stdlib
GALLEY = .build/release/galley

.PHONY: run test sanitize build setup install uninstall bench eval-extraction bench-peers fuzz torture check-stages docs reference check-api format clean

run: build
	$(GALLEY) run Pipelines/digest.yaml --allow-quarantine  # three files of seeds/ are broken on purpose

test: setup
	@scripts/setup-tests
	@scripts/test

sanitize: setup
	@scripts/setup-tests
	@scripts/sanitize

build: setup
	@$(BUILD) --product galley

setup:
	@scripts/setup

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -s -m 755 $(GALLEY) "$(DESTDIR)$(PREFIX)/bin/galley"
	install -d "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" \
		"$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	$(GALLEY) completions bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/galley"
	$(GALLEY) completions zsh > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_galley"
	$(GALLEY) completions fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/galley.fish"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/galley" "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/galley" \
		"$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_galley" \
		"$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/galley.fish"

bench: build
	@$(BUILD) --product GalleyBench
	@$(BUILD) --product OwnInside
	@.build/release/GalleyBench

DATA ?=
WORST ?= 20

eval-extraction: setup
	@test -n "$(DATA)" || { echo "usage: make eval-extraction DATA=DIR, a folder of labelled pages: docs/benchmarks.md" >&2; exit 64; }
	@$(BUILD) --product GalleyEvaluate
	@.build/release/GalleyEvaluate extraction "$(DATA)" --worst $(WORST)

bench-peers: setup
	@test -n "$(DATA)" || { echo "usage: make bench-peers DATA=DIR, a folder of labelled pages: docs/benchmarks.md" >&2; exit 64; }
	@$(BUILD) --product GalleyEvaluate
	@scripts/bench-peers $(DATA)

SECONDS ?= 60
READER ?= definition

fuzz: setup
	@scripts/fuzz $(SECONDS) $(READER)

N ?= 300

torture: build
	@scripts/torture $(N)

check-stages: DOCUMENTS = $(if $(filter command line,$(origin N)),$(N),100000)
check-stages: setup
	@swift build --build-tests
	@GALLEY_CHECK_DOCUMENTS=$(DOCUMENTS) swift test --skip-build --filter StageCheckTests/aStageTypeThatTakesDocumentsIsAsItShouldBe

reference: build
	$(GALLEY) stages --format markdown > docs/stages.md
	$(GALLEY) check --explain all --format markdown > docs/diagnostics.md
	$(GALLEY) graph Pipelines/digest.yaml --output docs/digest.svg

docs: reference
	@scripts/docs-site

BASE ?=

check-api: setup
	@scripts/check-api $(BASE)

format:
	@swift format format --in-place --recursive Package.swift Sources Plugins Tests Benchmarks

clean:
	rm -rf .build build
