#!/usr/bin/env bash
# two_hours_test.sh RUSHES [SECONDS [CLIPS]]: makes an OpenTimelineIO timeline of two hours and 2,000 clips over eight
# media, with a dissolve at every tenth cut, renders it to nothing and says how much memory that took. Fails above 700 MB.
set -euo pipefail
rushes=$1 seconds=${2:-7200} clips=${3:-2000}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
for i in 1 2 3 4 5 6 7 8; do
  ffmpeg -hide_banner -loglevel error -f lavfi -i "testsrc2=s=320x180:r=25:d=60,hue=h=$((i * 40))" -f lavfi \
    -i "sine=frequency=$((i * 110)):r=48000:d=60" -c:v libx264 -preset ultrafast -g 50 -c:a aac -shortest "$tmp/m$i.mp4"
done
python3 - "$tmp/film.otio" "$seconds" "$clips" <<'PY'
import json, sys
path, seconds, clips = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rate, total = 25, seconds * 25
def time(v): return {"OTIO_SCHEMA": "RationalTime.1", "value": v, "rate": rate}
def span(a, n): return {"OTIO_SCHEMA": "TimeRange.1", "start_time": time(a), "duration": time(n)}
def track(kind):
    children, at = [], 0
    for i in range(clips):
        n = total * (i + 1) // clips - at
        at += n
        if i % 10 == 5 and kind == "Video":
            children.append({"OTIO_SCHEMA": "Transition.1", "name": "", "transition_type": "SMPTE_Dissolve", "in_offset": time(6), "out_offset": time(6)})
        children.append({"OTIO_SCHEMA": "Clip.1", "name": "clip %d" % i, "source_range": span(10 + i * 37 % 1300, n),
            "media_reference": {"OTIO_SCHEMA": "ExternalReference.1", "target_url": "m%d.mp4" % (i % 8 + 1), "available_range": span(0, 1500)}})
    return {"OTIO_SCHEMA": "Track.1", "name": kind, "kind": kind, "children": children}
json.dump({"OTIO_SCHEMA": "Timeline.1", "name": "two hours", "global_start_time": None, "metadata": {},
  "tracks": {"OTIO_SCHEMA": "Stack.1", "name": "tracks", "children": [track("Video"), track("Audio")]}}, open(path, "w"))
PY
/usr/bin/time -v "$rushes" render "$tmp/film.otio" -o null: --quiet --json >"$tmp/report" 2>"$tmp/said" || { cat "$tmp/said"; exit 1; }
frames=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["frames"])' "$tmp/report")
kilobytes=$(awk '/Maximum resident/ { print $NF }' "$tmp/said")
wall=$(awk '/Elapsed/ { print $NF }' "$tmp/said")
echo "$clips clips, $frames frames in $wall, at most $((kilobytes / 1024)) MB"
[ "$frames" -eq $((seconds * 25)) ] || { echo "FAILED: $frames frames are not $((seconds * 25))"; exit 1; }
[ "$kilobytes" -lt $((700 * 1024)) ] || { echo "FAILED: more than 700 MB"; exit 1; }
