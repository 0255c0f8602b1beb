#!/usr/bin/env bash
# exports_test.sh LIBRARY...
. "$(dirname "$0")/common.sh"
[ $# -gt 0 ] || fail "no library to look at"
for library in "$@"; do check_exports "$library"; done
echo "$# bundles export rushes_entry_1 and nothing else"

# The check itself must see what it looks for.
printf 'extern "C" int rushes_entry_1 = 0; extern "C" int second = 0;' | g++ -shared -fPIC -x c++ - -o "$tmp/two.so"
(check_exports "$tmp/two.so") >/dev/null 2>&1 && fail "two exports were not seen"
printf 'template <class T> struct S { static inline int n = 0; }; extern "C" { extern const int* const rushes_entry_1; const int* const rushes_entry_1 = &S<int>::n; }' |
  g++ -shared -fPIC -std=c++17 -x c++ - -o "$tmp/unique.so"
(check_exports "$tmp/unique.so") >/dev/null 2>&1 && fail "a unique symbol was not seen"
exit 0
