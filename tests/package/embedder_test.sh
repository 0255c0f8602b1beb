#!/usr/bin/env bash
# embedder_test.sh SOURCE BUILD: programs that embed the framework, built against the installed package and nothing else.
. "$(dirname "$0")/common.sh"
source=$1 build=$2
for component in runtime sdk framework; do quietly cmake --install "$build" --component $component --prefix "$tmp/prefix"; done
grep -rl "$source" "$tmp/prefix" --include=*.cmake && fail "the installed package names the source folder"
cp -r "$source/tests/package/embedder" "$tmp/embedder"
for example in "$tmp"/embedder/*.cpp; do
  [ "$(wc -l <"$example")" -lt 60 ] || fail "$(basename "$example") is not under 60 lines"
done
quietly cmake -S "$tmp/embedder" -B "$tmp/embedder/build" -G Ninja -DCMAKE_PREFIX_PATH="$tmp/prefix"
quietly cmake --build "$tmp/embedder/build"

ffmpeg -v error -f lavfi -i testsrc2=s=320x180 -frames:v 1 "$tmp/still.png"
cat >"$tmp/project.json" <<'JSON'
{"rushes_project": 1, "canvas": {"width": 320, "height": 180, "rate": "24"},
 "assets": [{"id": "p", "kind": "image", "uri": "still.png"}], "timeline": {"tracks": [{"id": "v1", "items": [
  {"type": "clip", "id": "c1", "duration": 1411200000, "source": {"kind": "generator", "id": "org.rushes.title", "params": {"text": "Hello"}}},
  {"type": "clip", "id": "c2", "duration": 705600000, "source": {"kind": "asset", "id": "p"}}]}]}}
JSON
"$tmp/embedder/build/render_timeline" "$tmp/project.json" >"$tmp/said" || fail "render_timeline"
grep -q "frame 0 is 320x180, key [0-9a-f]\{32\}" "$tmp/said" && grep -q "^48 frames" "$tmp/said" || { cat "$tmp/said"; fail "render_timeline said something else"; }
"$tmp/embedder/build/render_timeline" "$tmp/nothing.json" >"$tmp/said" 2>&1 && fail "a project that is not there was opened"
"$tmp/embedder/build/evaluate_graph" "$tmp/nodes.mp4" >"$tmp/said" || fail "evaluate_graph"
grep -q "^24 frames" "$tmp/said" || { cat "$tmp/said"; fail "evaluate_graph said something else"; }
[ "$(head -c 8 "$tmp/nodes.mp4" | tail -c 4)" = ftyp ] || fail "no film was written"
echo "two programs build against the installed framework, render a timeline and evaluate a graph"
