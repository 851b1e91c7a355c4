#!/usr/bin/env bash
# Installs what the system lacks to build Tarsier, with --tests what the tests need besides, with --bench what
# the benchmark does.
# Where it can't, it names the packages. Where nothing is missing it takes a few milliseconds.
set -euo pipefail

has_header() { [[ -e /usr/include/$1 || -e /usr/local/include/$1 ]]; }

missing=()
has_header csv.h || missing+=(libcsv-dev)
has_header sqlite3.h || missing+=(libsqlite3-dev)
has_header isa-l.h || missing+=(libisal-dev)
has_header sodium.h || missing+=(libsodium-dev)
if [[ -n ${1:-} ]]; then
  command -v sqlite3 >/dev/null || missing+=(sqlite3)
  command -v python3 >/dev/null || missing+=(python3)
  command -v curl >/dev/null || missing+=(curl)
  command -v openssl >/dev/null || missing+=(openssl)
  command -v chromedriver >/dev/null || missing+=(chromium chromium-driver)
fi
if [[ ${1:-} == --bench ]]; then
  command -v igzip >/dev/null || missing+=(isal)
  command -v wrk >/dev/null || missing+=(wrk)
  python3 -c "import ensurepip, venv" 2>/dev/null || missing+=(python3-venv)
fi

give_up() {
  echo "error: packages: $1; install these and run make again: ${missing[*]}" >&2
  exit 1
}

if ! command -v swift >/dev/null; then
  echo "error: swift: there is no Swift compiler on the PATH; install Swift 6.3 or newer (https://swift.org/install)" >&2
  exit 1
fi
((${#missing[@]} == 0)) && exit 0

command -v apt-get >/dev/null || give_up "this system has no apt-get"
as_root=()
if ((EUID != 0)); then
  command -v sudo >/dev/null || give_up "installing needs root, and there is no sudo"
  # Asks for a password only where somebody can type one.
  as_root=(sudo)
  [[ -t 0 ]] || as_root+=(-n)
fi
echo "installing ${missing[*]}" >&2
{
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "${missing[@]}"
} >&2 || give_up "apt-get failed"
