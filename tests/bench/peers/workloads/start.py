"""W8: how long until the first exact frame of a project of one hour and 500 clips."""
import os

from ..bench import OURS, Case, Goal, Run, workload
from ..timeline import cuts, ges, melt_document, ours, project, MELT_NULL, seconds


@workload("W8")
def w8(bench):
    sources = [bench.media.source(p) for p in "ABCD"]
    timeline = cuts(sources, 500, 216)
    runs = {OURS: Run(ours(bench, project(timeline), "W8", "null:", "--range", "0f..1f"))}
    # ffmpeg's filter graph opens all 500 inputs first; its concat demuxer starts fast, but on a keyframe: frame 0, not 37.
    listing = os.path.join(bench.work, "W8.ffconcat")
    with open(listing, "w") as f:
        f.write("ffconcat version 1.0\n")
        for c in timeline.clips:
            f.write(f"file '{c.source.path}'\ninpoint {seconds(c.first, '30'):.6f}\n"
                    f"outpoint {seconds(c.first + c.frames, '30'):.6f}\n")
    runs["ffmpeg"] = Run(["ffmpeg", "-nostdin", "-v", "error", "-f", "concat", "-safe", "0", "-i", listing, "-map", "0:v",
                          "-frames:v", "1", "-f", "null", "-"])
    checks = {"ffmpeg": lambda: 1}
    if bench.has("melt"):
        path = os.path.join(bench.work, "W8.mlt")
        with open(path, "w") as f:
            f.write(melt_document(timeline))
        runs["mlt"] = Run(["melt", "-silent", path, "in=0", "out=0", *MELT_NULL])
    if bench.has("ges"):
        runs["ges"] = Run(ges(bench, timeline, "W8", "first"))
    return Case("W8", "first exact frame of 500 clips, 1 h", runs,
                [Goal("wall", 0.25, 0.15), Goal("rss", 0.5, None)], checks=checks,
                note="ffmpeg starts this fast only with its concat demuxer, which begins on a keyframe: a wrong frame, so it is not ranked.")
