#!/usr/bin/env bash
# stranger_test.sh SOURCE BUILD PROBE: what somebody gets who has the installed SDK and nothing else of ours.
. "$(dirname "$0")/common.sh"
source=$1 build=$2 probe=$3
quietly cmake --install "$build" --component sdk --prefix "$tmp/sdk"
[ -z "$(find "$tmp/sdk" -path '*core*' -o -path '*host*.hpp')" ] || fail "the SDK holds parts of core or host"
grep -rl "$source" "$tmp/sdk" --include=*.cmake && fail "the installed SDK names the source folder"

# build NAME FOLDER: a copy of the project, configured and built against the installed SDK.
build() {
  cp -r "$2" "$tmp/$1"
  quietly cmake -S "$tmp/$1" -B "$tmp/$1/build" -G Ninja -DCMAKE_PREFIX_PATH="$tmp/sdk"
  quietly cmake --build "$tmp/$1/build"
  check_exports "$tmp/$1/build/$3.rushes/lib/"*"/$3.so"
}
expect() {
  local got
  got=$(RUSHES_PLUGIN_PATH=$1 "$probe" render "${@:3}") || fail "${*:3}"
  [ "$got" = "$2" ] || fail "${*:3} gave $got, not $2"
}

build stranger "$source/tests/package/stranger" acme_gain
expect "$tmp/stranger/build" "0.5 1 1.5 1" org.acme.gain
expect "$tmp/stranger/build" "0.125 0.25 0.375 1" org.acme.gain 0.5

for example in invert invert_c colour_card memory; do build "$example" "$source/sdk/examples/$example" "$example"; done
expect "$tmp/invert/build" "0.75 0.5 0.25 1" org.rushes.example.invert
expect "$tmp/invert_c/build" "0.75 0.5 0.25 1" org.rushes.example.invert_c

# A project that reaches for core does not compile, and for that reason.
cp -r "$source/tests/package/includes_core" "$tmp/"
quietly cmake -S "$tmp/includes_core" -B "$tmp/includes_core/build" -G Ninja -DCMAKE_PREFIX_PATH="$tmp/sdk"
cmake --build "$tmp/includes_core/build" >"$tmp/output" 2>&1 && fail "a plugin that includes core was built"
grep -q 'core/graph/plugin_library.hpp: No such file' "$tmp/output" || fail "it failed for another reason: $(cat "$tmp/output")"

# A version that is not ours is refused.
sed 's/rushes_sdk 0.1/rushes_sdk 0.2/' "$tmp/stranger/CMakeLists.txt" >"$tmp/x" && mv "$tmp/x" "$tmp/stranger/CMakeLists.txt"
cmake -S "$tmp/stranger" -B "$tmp/stranger/other" -G Ninja -DCMAKE_PREFIX_PATH="$tmp/sdk" >"$tmp/output" 2>&1 && fail "SDK 0.2 was found"
echo "a stranger's plugin and every example build against the installed SDK, load and render"
