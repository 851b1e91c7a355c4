#!/usr/bin/env bash
# Checks what the compiler does not: format, house rules, generated files, documentation.
# Arguments: the generators, each of which compares its file when called with --check.
set -uo pipefail
cd "$(dirname "$0")/.."

failed=0
# fails WHAT: reports what is wrong and goes on, so that one run shows everything.
fails() {
  echo "error: $1" >&2
  failed=1
}
# refuse MESSAGE GREP-ARGUMENTS…: fails where grep finds something, and shows it. Comments don't count.
refuse() {
  local message=$1 found
  shift
  found=$(grep -rnE --include='*.swift' "$@" | grep -vE '^[^:]*:[0-9]+: *//')
  [[ -z $found ]] || fails "$message"$'\n'"$found"
}

swift format lint --strict --recursive Sources Tests Package.swift ||
  fails "format: run 'make format'"

# Foundation brings 40 MB of Unicode tables and a slower start.
refuse "Sources: import FoundationEssentials, not Foundation" '^ *((public|internal|package) )?import Foundation$' Sources
# Money is fixed-point from the first byte to the last.
refuse "money: no floating point on its way" '\b(Double|Float|CGFloat)\b' \
  Sources/Billing Sources/Ledger Sources/Allocation Sources/Trends Sources/Notify Sources/Janitor Sources/Listings Sources/Dashboard

find Sources Tests -name '*.swift' -not -name 'ShippedRules.swift' -exec wc -l {} + |
  awk '$2 != "total" && $1 > 600 {print; long = 1} END {exit long}' ||
  fails "files: no file is longer than 600 lines"

# A module imports what Package.swift lets it import, and nothing that merely happens to be built.
log=$(swift build --explicit-target-dependency-import-check error 2>&1) ||
  fails "imports: $(grep -E 'error|warning' <<<"$log")"

for generator in "$@"; do
  "$generator" --check || failed=1
done
python3 scripts/check-links.py || failed=1

((failed)) || echo "all checks passed"
exit "$failed"
