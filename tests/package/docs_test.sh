#!/usr/bin/env bash
# docs_test.sh SOURCE BUILD: what docs/sdk and docs/embedding.md show is true. A block after "<!-- file: PATH -->" is that file; every ```sh block
# of a page runs, one after the other, in a folder that looks like this repository after a build.
. "$(dirname "$0")/common.sh"
source=$1 build=$2
files=0 commands=0
mkdir -p "$tmp/repository/build" "$tmp/home"
ln -s "$build" "$tmp/repository/build/release"
cp -r "$source/sdk" "$tmp/repository/"
mkdir -p "$tmp/repository/tests" && cp -r "$source/tests/package" "$tmp/repository/tests/"

for page in "$source"/docs/sdk/*.md "$source"/docs/embedding.md; do
  name=$(basename "$page")
  rm -rf "$tmp/blocks" && mkdir "$tmp/blocks"
  # One file per block: N.file holds the path it shows, N.kind the language, N.text the lines.
  awk -v out="$tmp/blocks/" '
    /^<!-- file: .* -->$/ { shown = $3; next }
    /^```/ && !inside { inside = 1; n++; kind = substr($0, 4); print kind > (out n ".kind"); if (shown != "") print shown > (out n ".file"); shown = ""; next }
    /^```/ { inside = 0; close(out n ".text"); next }
    inside { print > (out n ".text") }' "$page"
  for file in "$tmp"/blocks/*.file; do
    [ -e "$file" ] || continue
    shown=$(cat "$file")
    diff -u "$source/$shown" "${file%.file}.text" || fail "$name does not show $shown as it is"
    files=$((files + 1))
  done
  for kind in $(ls "$tmp"/blocks/*.kind 2>/dev/null | sort -V); do
    [ "$(cat "$kind")" = sh ] || continue
    text=${kind%.kind}.text
    # The command itself is made elsewhere: pages may end with it.
    [ -x "$build/bin/rushes" ] || sed -i '/bin\/rushes /d' "$text"
    (cd "$tmp/repository" && HOME=$tmp/home quietly bash -euo pipefail "$text") || fail "$name: $(cat "$text")"
    commands=$((commands + $(grep -c . "$text" || true)))
  done
done
[ $files -ge 4 ] && [ $commands -ge 4 ] || fail "only $files files and $commands commands were found in docs/sdk"
echo "docs/sdk: $files files shown as they are, $commands commands run"
