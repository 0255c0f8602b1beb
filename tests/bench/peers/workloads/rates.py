"""Wrong frames by barcode at the usual rates: cuts of few frames, from just before to just after keyframes."""
import os

from ..bench import OURS, Case, Goal, Run, workload
from ..timeline import Clip, Timeline, ffmpeg, ges, melt, ours, project


@workload("rates")
def rates(bench):
    cases = []
    for rate in ("25", "30000/1001", "30", "60"):
        sources = [bench.media.source(p, rate, 30 if rate == "30" else 6) for p in "AB"]
        clips, at = [], 0
        for i, first in enumerate((0, 59, 60, 61, 17, 118, 119, 121, 90, 3)):
            clips.append(Clip(sources[i % 2], first, 7 + i % 3, at))
            at += clips[-1].frames
        timeline = Timeline(clips, rate)
        id = "rates " + rate
        film = lambda name, id=id: os.path.join(bench.work, f"{id}_{name}".replace(" ", "_").replace("/", "_") + ".mp4")
        encoded = {OURS: ours(bench, project(timeline), id.replace("/", "_"), film(OURS), "--crf", "20", "--preset", "ultrafast"),
                   "ffmpeg": ffmpeg(timeline, film("ffmpeg"), "ultrafast")}
        if bench.has("melt"):
            encoded["mlt"] = melt(timeline, film("mlt"), "ultrafast")
        if bench.has("ges"):
            encoded["ges"] = ges(bench, timeline, id.replace("/", "_"), f"x264:{film('ges')}:ultrafast")
        checks = {n: lambda n=n, t=timeline, e=encoded, f=film: bench.check_film(e[n], f(n), t, n == OURS) for n in encoded}
        cases.append(Case(id, f"wrong frames at {rate} fps, {timeline.frames} frames in 10 cuts",
                          {n: Run(c) for n, c in encoded.items()}, [Goal("wrong", 0)], timeline.frames, checks))
    return cases
