# Sourced by the tests of this folder: a temporary folder `tmp`, and words for checks.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }
quietly() { "$@" >"$tmp/output" 2>&1 || { cat "$tmp/output" >&2; fail "$*"; }; }

# Exactly one symbol leaves a plugin, and none is "unique" (such keep a library mapped after dlclose).
check_exports() {
  local library=$1 exported
  exported=$(nm -D --defined-only "$library" | awk '{print $2, $3}')
  [ "${exported#* }" = rushes_entry_1 ] || fail "$library exports: $exported"
  nm "$library" 2>/dev/null | awk '$2 == "u"' | grep . && fail "$library has unique symbols"
  nm -D "$library" | awk '$2 == "u"' | grep . && fail "$library has unique symbols"
  return 0
}
