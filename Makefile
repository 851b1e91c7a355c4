# make            release build, at .build/release/tarsier
# make demo       the whole tour on the samples
# make test       all tests
# make compare    imports a bill that a generator from PyPI makes, and adds it up again
# make fuzz       a million random files, then five minutes of libFuzzer, on the bill reader
# make check      format, house rules, generated files and documentation
# make format     lays the code out as make check wants it
# make generate   writes the generated files again
# make bench      times an import and a question beside their rivals, and writes docs/benchmarks.md
# make install    puts the binary and the samples under PREFIX (default /usr/local)

PREFIX ?= /usr/local
BINARY := .build/release/tarsier
# Each writes one generated file, or compares it with --check.
GENERATORS := $(wildcard scripts/embed-* scripts/write-*)

.PHONY: release demo test compare fuzz check bench format generate install clean

# The standard library is linked in: one file to copy, and a start twice as fast.
release:
	@scripts/install-packages.sh
	swift build -c release --static-swift-stdlib --product tarsier

demo: release
	@$(BINARY) demo

test:
	@scripts/install-packages.sh --tests
	@scripts/install-moto
	@scripts/install-aiosmtpd
	@scripts/install-schemathesis
	swift test --disable-xctest

compare:
	@scripts/install-packages.sh --tests
	swift build --product tarsier
	@scripts/compare-generated-bill .build/debug/tarsier

fuzz:
	@scripts/install-packages.sh --tests
	TARSIER_RANDOM_TEXTS=1000000 swift test --disable-xctest --filter RandomTextTests
	@scripts/fuzz 300

check:
	@scripts/install-packages.sh --tests
	@scripts/check.sh $(GENERATORS)

bench: release
	@scripts/install-packages.sh --bench
	@scripts/bench/run

format:
	swift format --in-place --recursive Sources Tests Package.swift

generate:
	@scripts/install-packages.sh --tests
	@set -e; for generator in $(GENERATORS); do $$generator; done

install: release
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -s -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/tarsier"
	install -d "$(DESTDIR)$(PREFIX)/share/tarsier"
	cp -R samples "$(DESTDIR)$(PREFIX)/share/tarsier/"

clean:
	rm -rf .build
