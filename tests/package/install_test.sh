#!/usr/bin/env bash
# install_test.sh BUILD PROBE [BUNDLE...]: an installed copy finds its bundles beside itself, wherever it is moved to.
. "$(dirname "$0")/common.sh"
build=$1 probe=$2
shift 2
quietly cmake --install "$build" --component runtime --prefix "$tmp/first"
cp "$probe" "$tmp/first/bin/probe" 2>/dev/null || { mkdir -p "$tmp/first/bin"; cp "$probe" "$tmp/first/bin/probe"; }
mkdir "$tmp/a place" && mv "$tmp/first" "$tmp/a place/second"
cd /
env -u RUSHES_PLUGIN_PATH "$tmp/a place/second/bin/probe" list >"$tmp/list"
for bundle in "$@"; do
  grep -q " ok .*/a place/second/lib/rushes/plugins/$bundle.rushes " "$tmp/list" || { cat "$tmp/list"; fail "$bundle was not found in the moved copy"; }
done
grep -v "$tmp" "$tmp/list" && fail "something was found outside the moved copy"
[ -d "$tmp/a place/second/lib/rushes/plugins/invert.rushes" ] && fail "an example was installed"
grep -rlF "$build" "$tmp/a place/second/lib/rushes" --include=manifest.json && fail "a manifest names the build folder"
if [ -x "$tmp/a place/second/bin/rushes" ]; then
  env -u RUSHES_PLUGIN_PATH "$tmp/a place/second/bin/rushes" plugins list >"$tmp/list" || fail "the installed rushes does not list its plugins"
fi
echo "an installed copy that was moved finds its $# bundles"
