"""W6: what a node costs. One that changes nothing, twenty that change every sample and may become one, twenty that
cannot. Each program plays the same film once without the nodes and once with them; the difference is counted."""
import json
import os
import sys

from ..bench import OURS, Case, Goal, Run, workload
from ..media import Source
from ..timeline import Clip, Timeline, ffmpeg_inputs, melt_clip, melt_out, ours, project, write_json

FRAMES = 240


def film(bench):
    """1080p that costs next to nothing to decode, so that the nodes stand out."""
    path = bench.media.make("still_20s.mp4", [
        "-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=30,trim=end_frame=1,loop=-1:1,trim=end_frame=600,format=yuv420p",
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "30", "-g", "60", "-bf", "0", "-colorspace", "bt709",
        "-color_primaries", "bt709", "-color_trc", "bt709", "-video_track_timescale", "30000"])
    return Timeline([Clip(Source("still", path, 0, "30", 600), 60, FRAMES, 0)])


def ours_with(bench, timeline, name, effects):
    timeline.clips[0].effects = effects
    return ours(bench, project(timeline), name)


def ffmpeg_with(timeline, filters):
    return ["ffmpeg", "-nostdin", "-v", "error", "-y", *ffmpeg_inputs(timeline),
            *(["-vf", ",".join(filters)] if filters else []), "-an", "-f", "null", "-"]


def melt_with(timeline, filters):
    return ["melt", "-silent", "-profile", "atsc_1080p_30", *melt_clip(timeline.clips[0]),
            *[word for f in filters for word in ["-filter", *f]], *melt_out(None)]


def gst_with(timeline, elements):
    path = timeline.clips[0].source.path
    return ["gst-launch-1.0", "-q", "filesrc", f"location={path}", "!", "qtdemux", "!", "h264parse", "!", "avdec_h264", "!",
            *[word for e in elements for word in [*e, "!"]], "fakesink", "sync=false", f"num-buffers={FRAMES}"]


def case(bench, id, title, nodes, commands, goals, note=""):
    """commands: name -> function (number of nodes) -> command."""
    runs = {}
    for name, command in commands.items():
        spec = {"without": command(0), "with": command(nodes), "nodes": nodes, "frames": FRAMES, "rounds": 3}
        path = write_json(bench, f"{id}_{name}.json".replace(" ", "_"), spec)
        runs[name] = Run([sys.executable, os.path.join(bench.here, "node_cost.py"), path], json.loads)
    return Case(id, title, runs, goals, note=note)


@workload("W6")
def w6(bench):
    timeline = film(bench)
    neutral = {"plugin": "org.rushes.colour", "params": {}}
    level = {"plugin": "org.rushes.colour", "params": {"lift": [0.004] * 3, "gain": [1.004] * 3}}  # luma + 1
    corners = {"plugin": "org.rushes.vignette", "params": {"amount": 0.2}}

    def named(name, effect):
        return lambda n: ours_with(bench, timeline, f"W6_{name}_{n}", [effect] * n)
    noop = {OURS: named("noop", neutral), "ffmpeg": lambda n: ffmpeg_with(timeline, ["null"] * n)}
    cheap = {OURS: named("cheap", level), "ffmpeg": lambda n: ffmpeg_with(timeline, ["lutyuv=y=val+1"] * n)}
    apart = {OURS: named("apart", corners), "ffmpeg": lambda n: ffmpeg_with(timeline, ["vignette=angle=PI/8"] * n)}
    if bench.has("melt"):
        noop["mlt"] = lambda n: melt_with(timeline, [["brightness", "level=1.0"]] * n)
        cheap["mlt"] = lambda n: melt_with(timeline, [["brightness", "level=1.01"]] * n)
        apart["mlt"] = lambda n: melt_with(timeline, [["vignette"]] * n)
    if bench.has("gst-launch-1.0"):
        noop["gst"] = lambda n: gst_with(timeline, [["identity"]] * n)
        cheap["gst"] = lambda n: gst_with(timeline, [["videobalance", "brightness=0.004"]] * n)
    return [
        case(bench, "W6 nothing", "200 nodes that change nothing, a node and frame", 200, noop, [Goal("node_us", 0.5, 0.05)]),
        case(bench, "W6 cheap", "20 nodes that add to luma, a frame", 20, cheap, [Goal("chain_ms", 0.08, 0.04)]),
        case(bench, "W6 apart", "20 nodes that are no table (vignettes), a frame", 20, apart, [Goal("chain_ms", 0.25, 0.12)],
             "GStreamer has no vignette.")]
