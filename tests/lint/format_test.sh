#!/usr/bin/env bash
# format_test.sh SOURCE: the repository is formatted, and a line that is not is seen.
set -euo pipefail
source=$1
result=0
"$source/tests/lint/format" "$source" || result=$?
[ $result -ne 77 ] || exit 77
[ $result -eq 0 ] || { echo "FAILED: ./dev format puts the lines above right" >&2; exit 1; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cp "$source/.clang-format" "$tmp"
mkdir -p "$tmp/core/base"
echo 'int  x=1;' >"$tmp/core/base/x.cpp"
if "$source/tests/lint/format" "$tmp" >/dev/null; then echo "FAILED: a line that is not formatted was not seen" >&2; exit 1; fi
echo 'int x = 1;' >"$tmp/core/base/x.cpp"
"$source/tests/lint/format" "$tmp"
